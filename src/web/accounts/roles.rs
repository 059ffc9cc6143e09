//! `POST /accounts/{id}/roles` and `/roles/removal`.

use axum::response::Response;
use axum_extra::extract::Form;
use serde::Deserialize;

use super::access::ManagedAccount;
use super::account::draw;
use crate::domain::accounts::managing::{Reach, may_give};
use crate::domain::accounts::{AccountError, actions};
use crate::domain::units::UnitKind;
use crate::domain::{people, units};
use crate::kernel::ids::UnitId;
use crate::kernel::scope::{Grant, Role};
use crate::web::shell::roles::role_label;
use crate::web::shell::{Error, FieldProblems, FlashKind, Message, flash, msg, render};

/// What is posted.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    act_id: String,
    role: String,
    unit: String,
    unit_id: String,
}

pub(super) async fn give(mut managed: ManagedAccount, Form(typed): Form<Typed>) -> Result<Response, Error> {
    let path = managed.path();
    let Some(role) = Role::from_code(&typed.role) else {
        return again(managed, &typed, FieldProblems::at("role", msg("请选择角色"))).await;
    };
    if !may_give(&managed.can.actor, role) {
        return Err(Error::Forbidden);
    }
    let unit = match unit(&mut managed, role, typed.unit.trim()).await? {
        Ok(unit) => unit,
        Err(why) => return again(managed, &typed, FieldProblems::at("unit", why)).await,
    };
    if role == Role::CountyOffice && !is_county(&mut managed, unit).await? {
        let why = msg("县活动办只设在县（市、区），请填写县（市、区）的名称");
        return again(managed, &typed, FieldProblems::at("unit", why)).await;
    }
    let mut act = managed.can.act(&typed.act_id, &path).await?;
    let grant = Grant { role, unit };
    let id = managed.account.id;
    match actions::give(&mut managed.can.tx, &mut act, id, &grant).await {
        Ok(()) => managed.can.commit().await?,
        Err(AccountError::Mixed) => {
            let why = msg("三员只担任一个管理员角色，不兼其他角色，也不是名册里的干部。");
            return again(managed, &typed, FieldProblems::at("role", why)).await;
        }
        Err(other) => return Err(other.into()),
    }
    let message = msg("已增加角色：{0}").with(role_label(role));
    Ok(flash::redirect(&path, FlashKind::Ok, &message))
}

pub(super) async fn take(mut managed: ManagedAccount, Form(typed): Form<Typed>) -> Result<Response, Error> {
    let path = managed.path();
    let role = Role::from_code(&typed.role).ok_or_else(Error::malformed)?;
    if !may_give(&managed.can.actor, role) {
        return Err(Error::Forbidden);
    }
    let unit: Option<UnitId> = match typed.unit_id.as_str() {
        "" => None,
        id => Some(id.parse().map_err(|_| Error::malformed())?),
    };
    let mut act = managed.can.act(&typed.act_id, &path).await?;
    let (id, grant) = (managed.account.id, Grant { role, unit });
    actions::take(&mut managed.can.tx, &mut act, id, &grant).await?;
    managed.can.commit().await?;
    let message = msg("已取消角色：{0}").with(role_label(role));
    Ok(flash::redirect(&path, FlashKind::Ok, &message))
}

/// For a role of one unit, which: the one named, else the county, department or body of the main post.
async fn unit(
    managed: &mut ManagedAccount,
    role: Role,
    named: &str,
) -> Result<Result<Option<UnitId>, Message>, Error> {
    if !role.is_of_unit() {
        return Ok(Ok(None));
    }
    let can = &mut managed.can;
    if named.is_empty() {
        let post = match managed.account.person {
            Some(person) => people::store::main_post(&mut can.tx, person).await?,
            None => None,
        };
        let top = post.map(|post| post.top_unit);
        return Ok(top.map(Some).ok_or(msg("这个角色属于一个单位，请填写单位名称")));
    }
    let reach = Reach::of(&can.actor).ok_or(Error::Forbidden)?;
    let within = |unit: &units::store::FullUnit| match &reach {
        Reach::All => true,
        Reach::Units(reached) => {
            let above = [Some(unit.id), Some(unit.top), unit.parent];
            above.into_iter().flatten().any(|id| reached.contains(&id))
        }
    };
    let all = units::store::all(&mut can.tx).await?;
    let mut found = all.iter().filter(|unit| unit.name == named && within(unit));
    Ok(match (found.next(), found.next()) {
        (Some(unit), None) => Ok(Some(unit.id)),
        (Some(_), Some(_)) => Err(msg("有几个单位同名，请到它的上级单位分别办理")),
        (None, _) => Err(msg("没有这个单位，请按机构名册写全称")),
    })
}

/// A county's office reads the lists of its 乡科级: of a department nobody does so as such (domain §3).
async fn is_county(managed: &mut ManagedAccount, unit: Option<UnitId>) -> Result<bool, Error> {
    let found = match unit {
        Some(unit) => units::store::find(&mut managed.can.tx, unit).await?,
        None => None,
    };
    Ok(found.is_some_and(|unit| unit.kind == UnitKind::County.code()))
}

async fn again(managed: ManagedAccount, typed: &Typed, wrong: FieldProblems) -> Result<Response, Error> {
    let ManagedAccount { mut can, account } = managed;
    let mut view = draw(&mut can, account, wrong, typed.unit.trim()).await?;
    view.typed_role.clone_from(&typed.role);
    Ok(render::invalid(can.prefs.locale, &view))
}
