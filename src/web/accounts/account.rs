//! `GET /accounts/{id}`: one account, what may be done with it.

use axum::response::Response;

use super::access::SeenAccount;
use super::index::{badge, until};
use super::view::{Account, Held};
use crate::domain::accounts::managing::{may_give, may_manage};
use crate::domain::accounts::store;
use crate::domain::accounts::store::directory::{self, Line};
use crate::domain::{tenants, units};
use crate::kernel::fields::FieldProblems;
use crate::kernel::scope::{Grant, Role};
use crate::web::shell::access::Visit;
use crate::web::shell::roles::role_label;
use crate::web::shell::{Error, render};

pub(super) async fn page(seen: SeenAccount) -> Result<Response, Error> {
    let SeenAccount { mut can, account } = seen;
    let view = draw(&mut can, account, FieldProblems::new(), "").await?;
    Ok(render::ok(can.prefs.locale, &view))
}

/// Draws it, with what is wrong with a role that was to be given.
pub(super) async fn draw(
    can: &mut Visit,
    account: Line,
    problems: FieldProblems,
    unit: &str,
) -> Result<Account, Error> {
    let grants = store::grants(&mut can.tx, account.id).await?;
    let mut held = Vec::with_capacity(grants.len());
    for grant in grants {
        held.push(line(can, grant).await?);
    }
    let slug = tenants::store::own(&mut can.tx).await?.map(|tenant| tenant.slug);
    let locked = directory::locked(&mut can.tx, &slug.unwrap_or_default(), can.now).await?;
    let manages = may_manage(&can.actor, &account);
    let gives = |role: &Role| manages && may_give(&can.actor, *role);
    Ok(Account {
        path: format!("/accounts/{}", account.id),
        manages,
        own: can.actor.account == Some(account.id),
        badge: badge(can, &account),
        until: until(can, &account),
        locked: locked.iter().any(|locked| locked.id == account.id),
        roles: Role::ALL
            .into_iter()
            .filter(gives)
            .map(|role| (role.code(), role_label(role)))
            .collect(),
        held,
        problems,
        typed_unit: unit.to_owned(),
        typed_role: String::new(),
        page: can.page(account.name.clone()),
        account,
    })
}

async fn line(can: &mut Visit, grant: Grant) -> Result<Held, Error> {
    let unit = match grant.unit {
        Some(id) => units::store::find(&mut can.tx, id).await?,
        None => None,
    };
    Ok(Held {
        code: grant.role.code(),
        label: role_label(grant.role),
        unit_id: grant.unit.map(|unit| unit.to_string()).unwrap_or_default(),
        unit: unit.map(|unit| unit.name).unwrap_or_default(),
        takes: may_give(&can.actor, grant.role),
    })
}
