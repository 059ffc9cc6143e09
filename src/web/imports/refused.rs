//! `GET /imports/{id}/refused.xlsx`: the refused rows as the same workbook, marked up.

use axum::response::Response;

use super::access::SentWorkbook;
use crate::imports::returned;
use crate::web::shell::{Error, download};

pub(super) async fn workbook(sent: SentWorkbook) -> Result<Response, Error> {
    let SentWorkbook { mut can, run } = sent;
    let kept = returned::find(&mut can.tx, run.id, can.now).await?;
    let kept = kept.ok_or(Error::NotFound)?;
    let locale = can.prefs.locale;
    // Drawing needs no connection.
    can.tx.rollback().await?;
    let name = locale.tf("退回-{0}", &[&run.file_name]);
    let drawing = tokio::task::spawn_blocking(move || returned::draw(&kept, &run.report, locale));
    let bytes = drawing.await.map_err(Error::internal)?.map_err(Error::internal)?;
    Ok(download::workbook(&name, bytes))
}
