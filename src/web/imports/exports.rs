//! `GET /exports/….xlsx`: what the city has, as the workbooks that are imported here.

use axum::response::Response;

use crate::domain::ledger::Act;
use crate::imports::{Kind, blank, export};
use crate::kernel::ids::ActId;
use crate::web::shell::access::rights::Office;
use crate::web::shell::access::{Can, Visit};
use crate::web::shell::list::by;
use crate::web::shell::{Error, download};

pub(super) async fn organisation(can: Can<Office>) -> Result<Response, Error> {
    workbook(can.into_visit(), Kind::Organisation).await
}

pub(super) async fn roster(can: Can<Office>) -> Result<Response, Error> {
    workbook(can.into_visit(), Kind::Roster).await
}

pub(super) async fn lists(can: Can<Office>) -> Result<Response, Error> {
    workbook(can.into_visit(), Kind::Lists).await
}

/// The record lasts before the first text is read.
async fn workbook(mut can: Visit, kind: Kind) -> Result<Response, Error> {
    let campaign = can.campaign()?;
    let mut act = Act::open(&mut can.tx, &can.actor, ActId::fresh(), can.now).await?;
    let plan = export::plan(&mut can.tx, &mut act, &campaign, kind, false).await?;
    let by = by(&mut can).await?;
    let mut can = can.commit_and_go_on().await?;
    let bytes = export::write(&mut can.tx, &campaign, &plan, &by).await?;
    let locale = can.prefs.locale;
    let name = format!("{}-{}.xlsx", locale.t(blank::name(kind)), can.today());
    Ok(download::workbook(&name, bytes))
}
