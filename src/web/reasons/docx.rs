//! `GET /opinion-sheets/{id}/sheet.docx`: the same sheet as a document, recorded before it is handed out.

use axum::response::Response;
use axum_extra::extract::Query;
use serde_json::json;

use super::access::UnitSheet;
use super::paper::{Heading, document};
use super::sheet::{Asked, read};
use crate::domain::ledger::Act;
use crate::kernel::ids::ActId;
use crate::web::shell::list::by;
use crate::web::shell::list::catalogue::SHEETS;
use crate::web::shell::{Error, Locale, dates, download};

pub(super) async fn take(unit: UnitSheet, Query(asked): Query<Asked>) -> Result<Response, Error> {
    let (id, name, ever) = (unit.unit, unit.name.clone(), asked.ever());
    let (mut can, read) = read(unit, ever, Some(Locale::Zh)).await?;
    let heading = Heading {
        by: by(&mut can).await?,
        campaign: can.campaign()?.name,
        today: dates::full(Locale::Zh, can.today()),
        unit: name.clone(),
        ever,
    };
    let n = read.n;
    // Some hundreds of pages take their time: not on a thread that answers others.
    let bytes = tokio::task::spawn_blocking(move || document(&heading, &read));
    let bytes = bytes.await.map_err(Error::internal)?.map_err(Error::internal)?;
    let mut act = Act::open(&mut can.tx, &can.actor, ActId::fresh(), can.now).await?;
    let data = json!({"kind": SHEETS.key, "rows": n});
    act.record(&mut can.tx, "export.made", ("unit", Some(id.0)), &data)
        .await?;
    let file = format!("{name}审核意见单-{}.docx", can.today());
    can.commit().await?;
    Ok(download::document(&file, bytes))
}
