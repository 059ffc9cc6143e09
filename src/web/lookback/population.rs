//! `GET /look-backs/{id}/population.txt`: the numbers from which it was drawn, byte for byte what the digest is taken of. No names.

use axum::response::Response;

use super::access::SeenDraw;
use crate::domain::lookback::store;
use crate::web::shell::{Error, download};

pub(super) async fn file(SeenDraw { mut can, draw }: SeenDraw) -> Result<Response, Error> {
    let list = store::population(&mut can.tx, draw.id).await?;
    let list = list.ok_or(Error::NotFound)?;
    let name = format!("回头看第{}次抽查范围.txt", draw.no);
    Ok(download::file(
        &name,
        "text/plain; charset=utf-8",
        list.into_bytes(),
    ))
}
