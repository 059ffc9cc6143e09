//! `POST /accounts/{id}/disabling`, `/enabling`, `/unlocking`, `/factor-reset`.

use axum::response::Response;
use axum_extra::extract::Form;
use serde::Deserialize;

use super::access::ManagedAccount;
use crate::domain::accounts::actions;
use crate::domain::tenants;
use crate::web::shell::{Error, FlashKind, Message, flash, msg};

/// What is posted.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    act_id: String,
}

pub(super) async fn disable(
    mut managed: ManagedAccount,
    Form(typed): Form<Typed>,
) -> Result<Response, Error> {
    let (path, id) = (managed.path(), managed.account.id);
    let mut act = managed.can.act(&typed.act_id, &path).await?;
    actions::disable(&mut managed.can.tx, &mut act, id).await?;
    done(managed, msg("已停用 {0} 的账号，登录即刻失效。")).await
}

pub(super) async fn enable(mut managed: ManagedAccount, Form(typed): Form<Typed>) -> Result<Response, Error> {
    let (path, id) = (managed.path(), managed.account.id);
    let mut act = managed.can.act(&typed.act_id, &path).await?;
    actions::enable(&mut managed.can.tx, &mut act, id).await?;
    done(managed, msg("已恢复 {0} 的账号。")).await
}

pub(super) async fn unlock(mut managed: ManagedAccount, Form(typed): Form<Typed>) -> Result<Response, Error> {
    let path = managed.path();
    let mut act = managed.can.act(&typed.act_id, &path).await?;
    let slug = tenants::store::own(&mut managed.can.tx)
        .await?
        .map(|tenant| tenant.slug);
    let whose = (&managed.account, slug.as_deref().unwrap_or_default());
    actions::unlock(&mut managed.can.tx, &mut act, whose).await?;
    done(managed, msg("已解除 {0} 的锁定。")).await
}

pub(super) async fn reset_factor(
    mut managed: ManagedAccount,
    Form(typed): Form<Typed>,
) -> Result<Response, Error> {
    let (path, id) = (managed.path(), managed.account.id);
    let mut act = managed.can.act(&typed.act_id, &path).await?;
    actions::reset_factor(&mut managed.can.tx, &mut act, id).await?;
    done(managed, msg("已关闭 {0} 的第二步验证。")).await
}

async fn done(managed: ManagedAccount, message: Message) -> Result<Response, Error> {
    let (path, message) = (managed.path(), message.with(&managed.account.name));
    managed.can.commit().await?;
    Ok(flash::redirect(&path, FlashKind::Ok, &message))
}
