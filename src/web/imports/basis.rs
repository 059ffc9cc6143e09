//! `GET /imports/{id}/basis`: the scan on which history rests.

use axum::response::Response;

use super::access::SentWorkbook;
use crate::imports::history::store;
use crate::web::shell::{Error, download};

pub(super) async fn scan(sent: SentWorkbook) -> Result<Response, Error> {
    let SentWorkbook { mut can, run } = sent;
    let kept = store::basis(&mut can.tx, run.id).await?.ok_or(Error::NotFound)?;
    Ok(download::file(&kept.name, &kept.media_type, kept.content))
}
