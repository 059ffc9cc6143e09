//! `GET /paper-signatures/{id}/scan`: the scan of a signature on paper, for whoever may read the texts of the problem.

use axum::response::Response;

use super::access::PaperToRead;
use crate::domain::signing::store;
use crate::web::shell::{Error, download};

pub(super) async fn file(PaperToRead { mut can, id }: PaperToRead) -> Result<Response, Error> {
    let kept = store::scan(&mut can.tx, id).await?.ok_or(Error::NotFound)?;
    Ok(download::file(&kept.name, &kept.media_type, kept.content))
}
