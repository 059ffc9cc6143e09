//! `GET /readers` and its forms: the head of the office names who may read texts of 市级领导 and bodies.

use axum::response::Response;
use axum_extra::extract::Form;
use serde::Deserialize;

use super::view::{Reader, Readers};
use crate::domain::accounts::store::{self, directory};
use crate::domain::accounts::{AccountError, actions};
use crate::kernel::clock::day_of;
use crate::kernel::ids::AccountId;
use crate::kernel::scope::{Grant, Role};
use crate::web::shell::access::rights::NameReaders;
use crate::web::shell::access::{Can, Visit};
use crate::web::shell::{Error, FieldProblems, FlashKind, Message, dates, flash, msg, render};

const PLACE: &str = "/readers";
const READER: Grant = Grant {
    role: Role::CityReader,
    unit: None,
};

/// What is posted.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    act_id: String,
    login: String,
    account: String,
}

pub(super) async fn page(can: Can<NameReaders>) -> Result<Response, Error> {
    let mut can = can.into_visit();
    let view = draw(&mut can, "", FieldProblems::new()).await?;
    Ok(render::ok(can.prefs.locale, &view))
}

pub(super) async fn name(can: Can<NameReaders>, Form(typed): Form<Typed>) -> Result<Response, Error> {
    let mut can = can.into_visit();
    let login = typed.login.trim().to_lowercase();
    let found = match find(&mut can, &login).await? {
        Ok(found) => found,
        Err(why) => return again(can, &login, why).await,
    };
    let mut act = can.act(&typed.act_id, PLACE).await?;
    match actions::give(&mut can.tx, &mut act, found.id, &READER).await {
        Ok(()) => can.commit().await?,
        Err(AccountError::Mixed) => {
            return again(
                can,
                &login,
                msg("系统、安全、审计管理员不接触业务文字，不能指定。"),
            )
            .await;
        }
        Err(other) => return Err(other.into()),
    }
    let message = msg("已指定 {0}。每次打开都会记录。").with(&found.name);
    Ok(flash::redirect(PLACE, FlashKind::Ok, &message))
}

pub(super) async fn remove(can: Can<NameReaders>, Form(typed): Form<Typed>) -> Result<Response, Error> {
    let mut can = can.into_visit();
    let account: AccountId = typed.account.parse().map_err(|_| Error::malformed())?;
    let found = store::find(&mut can.tx, account).await?.ok_or(Error::NotFound)?;
    let mut act = can.act(&typed.act_id, PLACE).await?;
    actions::take(&mut can.tx, &mut act, account, &READER).await?;
    can.commit().await?;
    let message = msg("{0} 不能再打开市级领导和班子的清单。").with(&found.display_name);
    Ok(flash::redirect(PLACE, FlashKind::Ok, &message))
}

async fn find(can: &mut Visit, login: &str) -> Result<Result<directory::Line, Message>, Error> {
    let search = directory::Search {
        text: login.replace('\0', ""),
        state: String::new(),
    };
    let lines = directory::search(&mut can.tx, None, &search, ("", 50), can.now).await?;
    let line = lines.into_iter().find(|line| line.login == login);
    Ok(match line {
        None if login.is_empty() => Err(msg("请填写登录名")),
        None => Err(msg("没有这个登录名")),
        Some(line) if line.disabled_why.is_some() => Err(msg("这个账号已停用")),
        Some(line) => Ok(line),
    })
}

async fn again(mut can: Visit, login: &str, why: Message) -> Result<Response, Error> {
    let view = draw(&mut can, login, FieldProblems::at("login", why)).await?;
    Ok(render::invalid(can.prefs.locale, &view))
}

async fn draw(can: &mut Visit, login: &str, problems: FieldProblems) -> Result<Readers, Error> {
    let holders = store::holders(&mut can.tx, Role::CityReader).await?;
    let reader = |holder: store::Holder| Reader {
        account: holder.account.to_string(),
        login: holder.login,
        since: dates::full(can.prefs.locale, day_of(holder.from_at)),
        name: holder.name,
    };
    Ok(Readers {
        page: can.page(can.prefs.locale.t("指定可阅人员")),
        readers: holders.into_iter().map(reader).collect(),
        login: login.to_owned(),
        problems,
    })
}
