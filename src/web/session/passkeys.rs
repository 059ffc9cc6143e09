//! `GET /account/passkeys` and its forms: passkeys are made, named and renamed, listed, taken away.

use axum::Json;
use axum::http::HeaderMap;
use axum::response::{IntoResponse as _, Response};
use axum_extra::extract::Form;
use serde::Deserialize;
use serde_json::json;

use super::view::{Passkey, Passkeys};
use super::{again, factor};
use crate::domain::accounts::AccountError;
use crate::domain::accounts::passkeys::{self, Answer, store};
use crate::domain::ledger::Act;
use crate::kernel::ids::ActId;
use crate::kernel::messages::Message;
use crate::web::shell::access::Can;
use crate::web::shell::access::rights::SignedIn;
use crate::web::shell::{Error, FieldProblems, FlashKind, dates, flash, is_by_script, msg, render};

const PLACE: &str = "/account/passkeys";

/// What is posted.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    act_id: String,
    password: String,
    name: String,
    token: String,
    credential: String,
    id: String,
}

pub(super) async fn page(mut can: Can<SignedIn>) -> Result<Response, Error> {
    let view = draw(&mut can, "", FieldProblems::new()).await?;
    Ok(render::ok(can.prefs.locale, &view))
}

/// The question of a new one, for the page's script, after the password.
pub(super) async fn ask(
    mut can: Can<SignedIn>,
    headers: HeaderMap,
    Form(typed): Form<Typed>,
) -> Result<Response, Error> {
    factor::not_by_password_alone(&can)?;
    // Not the form's own act: the page stays, and its act is still to come when a wrong password was recorded under this one.
    let visit = &mut *can;
    let mut act = Act::open(&mut visit.tx, &visit.actor, ActId::fresh(), visit.now).await?;
    let app = can.app.clone();
    let with = (app.site().ok_or(Error::NotFound)?, app.passwords());
    let asked = passkeys::begin(&mut can.tx, &mut act, with, typed.password).await;
    let why = match asked {
        Ok(question) => {
            can.into_visit().commit().await?;
            let options = json!({"token": question.token.cookie_value(), "options": question.options});
            return Ok(Json(options).into_response());
        }
        Err(other) => said(other)?,
    };
    let locale = can.prefs.locale;
    let view = draw(&mut can, &typed.name, FieldProblems::at("password", why.clone())).await?;
    can.into_visit().commit().await?;
    Ok(if is_by_script(&headers) {
        again::refused(&why, locale)
    } else {
        render::invalid(locale, &view)
    })
}

pub(super) async fn add(mut can: Can<SignedIn>, Form(typed): Form<Typed>) -> Result<Response, Error> {
    factor::not_by_password_alone(&can)?;
    let mut act = can.act(&typed.act_id, PLACE).await?;
    let app = can.app.clone();
    let site = app.site().ok_or(Error::NotFound)?;
    let answer = Answer {
        token: typed.token,
        credential: typed.credential,
    };
    let token = can.token.clone();
    match passkeys::finish(&mut can.tx, &mut act, site, (&answer, &token), &typed.name).await {
        Ok(()) => {
            can.into_visit().commit().await?;
            let done = msg("已登记。以后可以用它登录和签字。");
            Ok(flash::redirect(PLACE, FlashKind::Ok, &done))
        }
        Err(AccountError::Denied | AccountError::Unknown(_)) => {
            let why = msg("没有登记成：设备的答复没有通过核对，或等得太久。请再试一次。");
            let view = draw(&mut can, &typed.name, FieldProblems::at("add", why)).await?;
            Ok(render::invalid(can.prefs.locale, &view))
        }
        Err(other) => Err(other.into()),
    }
}

/// `POST /account/passkeys/name`: one is called otherwise.
pub(super) async fn rename(mut can: Can<SignedIn>, Form(typed): Form<Typed>) -> Result<Response, Error> {
    factor::not_by_password_alone(&can)?;
    let mut act = can.act(&typed.act_id, PLACE).await?;
    let id = typed.id.parse().map_err(|_| Error::malformed())?;
    let name = typed.name.trim();
    if name.is_empty() || name.chars().count() > passkeys::LONGEST_NAME {
        let why = msg("请写名称，最多 {0} 字").with(passkeys::LONGEST_NAME);
        let view = draw(&mut can, "", FieldProblems::at("rename", why)).await?;
        return Ok(render::invalid(can.prefs.locale, &view));
    }
    match passkeys::rename(&mut can.tx, &mut act, id, name).await {
        Ok(()) => {
            can.into_visit().commit().await?;
            let done = msg("已改名为“{0}”。").with(name);
            Ok(flash::redirect(PLACE, FlashKind::Ok, &done))
        }
        Err(AccountError::Unknown(_)) => Err(Error::NotFound),
        Err(other) => Err(other.into()),
    }
}

pub(super) async fn remove(mut can: Can<SignedIn>, Form(typed): Form<Typed>) -> Result<Response, Error> {
    factor::not_by_password_alone(&can)?;
    let mut act = can.act(&typed.act_id, PLACE).await?;
    let app = can.app.clone();
    let which = (typed.id.parse().map_err(|_| Error::malformed())?, typed.password);
    match passkeys::remove(&mut can.tx, &mut act, app.passwords(), which).await {
        Ok(name) => {
            can.into_visit().commit().await?;
            let done = msg("已删除“{0}”。它签过的字不受影响。").with(name);
            Ok(flash::redirect(PLACE, FlashKind::Ok, &done))
        }
        Err(AccountError::Unknown(_)) => Err(Error::NotFound),
        Err(other) => {
            let why = said(other)?;
            let view = draw(&mut can, "", FieldProblems::at("removal", why)).await?;
            let locale = can.prefs.locale;
            can.into_visit().commit().await?;
            Ok(render::invalid(locale, &view))
        }
    }
}

/// Why the password was not enough.
fn said(error: AccountError) -> Result<Message, Error> {
    match error {
        AccountError::Denied => Ok(msg("密码不对")),
        AccountError::Locked => Ok(msg("失败次数太多，请 10 分钟后再试。")),
        other => Err(other.into()),
    }
}

async fn draw(can: &mut Can<SignedIn>, name: &str, problems: FieldProblems) -> Result<Passkeys, Error> {
    let account = can.session.account;
    let keys = store::listed(&mut can.tx, account).await?;
    let (locale, today) = (can.prefs.locale, can.today());
    let moment = |at| dates::moment(locale, at, today);
    let keys = keys.into_iter().map(|key| Passkey {
        id: key.id.to_string(),
        name: key.name,
        since: moment(key.created_at),
        used: key.last_used_at.map(moment),
        suspect: key.suspect_at.map(moment),
    });
    Ok(Passkeys {
        page: can.page(locale.t("我的通行密钥")),
        origin: can.app.site().map(|site| site.origin().to_owned()),
        keys: keys.collect(),
        name: name.to_owned(),
        problems,
    })
}
