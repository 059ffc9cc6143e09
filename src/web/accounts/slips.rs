//! `POST /accounts/slips` and `POST /accounts/{id}/slip`: pages of slips, to be printed at once. The passwords are on the page that
//! answers and nowhere else; asked for again it is told that it was done.

use std::collections::BTreeSet;

use axum::http::HeaderMap;
use axum::http::header::HOST;
use axum::response::Response;
use axum_extra::extract::Form;
use serde::Deserialize;

use super::access::ManagedAccount;
use super::view::{Sheet, Slips};
use crate::domain::accounts::actions::{self, Slip};
use crate::domain::accounts::managing::Reach;
use crate::domain::accounts::store;
use crate::domain::tenants;
use crate::kernel::clock::day_of;
use crate::kernel::ids::UnitId;
use crate::web::shell::access::rights::ManageAccounts;
use crate::web::shell::access::{Can, Visit};
use crate::web::shell::{Error, FlashKind, dates, flash, msg, render};

/// Slips of one batch: each takes some 20 ms of hashing, and a person waits for the page.
pub(super) const AT_ONCE: i64 = 120;

/// What is posted.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    act_id: String,
    unit: String,
}

pub(super) async fn batch(
    can: Can<ManageAccounts>,
    headers: HeaderMap,
    Form(typed): Form<Typed>,
) -> Result<Response, Error> {
    let mut can = can.into_visit();
    let mut act = can.act(&typed.act_id, "/accounts").await?;
    let within = Reach::of(&can.actor).ok_or(Error::Forbidden)?.within();
    let top: Option<UnitId> = match typed.unit.as_str() {
        "" => None,
        id => Some(id.parse().map_err(|_| Error::malformed())?),
    };
    let (app, now) = (can.app.clone(), can.now);
    let people = store::wanting(&mut can.tx, within.as_deref(), top, AT_ONCE, now).await?;
    let slips = actions::make(&mut can.tx, &mut act, app.passwords(), people).await?;
    if slips.is_empty() {
        let message = msg("这里的人都有账号和密码，没有要印的密码条。");
        return Ok(flash::redirect("/accounts", FlashKind::Warn, &message));
    }
    let left = store::missing(&mut can.tx, within.as_deref(), top, now).await?;
    let left = left.iter().map(|unit| unit.people).sum();
    print(can, &headers, slips, left).await
}

pub(super) async fn renew(
    managed: ManagedAccount,
    headers: HeaderMap,
    Form(typed): Form<Typed>,
) -> Result<Response, Error> {
    let path = managed.path();
    let ManagedAccount { mut can, account } = managed;
    if account.disabled_why.is_some() {
        return Err(Error::Invalid(msg("账号已停用，先恢复使用再重置密码。")));
    }
    let mut act = can.act(&typed.act_id, &path).await?;
    let app = can.app.clone();
    let slug = tenants::store::own(&mut can.tx).await?.map(|tenant| tenant.slug);
    let whose = (&account, slug.as_deref().unwrap_or_default());
    let slip = actions::renew(&mut can.tx, &mut act, app.passwords(), whose).await?;
    print(can, &headers, vec![slip], 0).await
}

async fn print(can: Visit, headers: &HeaderMap, slips: Vec<Slip>, left: i64) -> Result<Response, Error> {
    let locale = can.prefs.locale;
    let host = headers.get(HOST).and_then(|host| host.to_str().ok());
    let until = slips.first().map(|slip| dates::full(locale, day_of(slip.until)));
    let units: BTreeSet<_> = slips.iter().map(|slip| slip.unit.clone()).collect();
    let view = Slips {
        page: can.page(locale.t("密码条")),
        tenant: can.session.tenant_name.clone(),
        host: host.unwrap_or_default().to_owned(),
        until: until.unwrap_or_default(),
        people: slips.len(),
        units: units.len(),
        left,
        sheets: sheets(slips),
    };
    let drawn = render::ok(locale, &view);
    // First it lasts, then it is shown: a slip never names a password that does not open.
    can.commit().await?;
    Ok(drawn)
}

/// By unit, in the order given.
fn sheets(slips: Vec<Slip>) -> Vec<Sheet> {
    let mut sheets: Vec<Sheet> = Vec::new();
    for slip in slips {
        let new = sheets
            .last()
            .is_none_or(|sheet| (&sheet.unit, &sheet.top) != (&slip.unit, &slip.top));
        if new {
            sheets.push(Sheet {
                top: slip.top.clone(),
                unit: slip.unit.clone(),
                slips: Vec::new(),
            });
        }
        if let Some(sheet) = sheets.last_mut() {
            sheet.slips.push(slip);
        }
    }
    sheets
}
