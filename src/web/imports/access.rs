//! A run of the visitor's tenant.

use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::request::Parts;

use crate::imports::runs::{Run, store};
use crate::kernel::ids::RunId;
use crate::web::shell::Error;
use crate::web::shell::access::rights::Office;
use crate::web::shell::access::{Can, Carries, Visit};
use crate::web::state::App;

/// A workbook that the office sent, named by `{id}` in the path.
#[derive(Debug)]
pub(super) struct SentWorkbook {
    pub(super) can: Visit,
    pub(super) run: Run,
}

impl Carries for SentWorkbook {
    const RIGHT: &'static str = <Can<Office> as Carries>::RIGHT;
}

impl FromRequestParts<App> for SentWorkbook {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let mut can = Can::<Office>::from_request_parts(parts, app).await?.into_visit();
        let params = RawPathParams::from_request_parts(parts, app)
            .await
            .map_err(|_| Error::NotFound)?;
        let id = params.iter().find(|(name, _)| *name == "id").map(|(_, id)| id);
        let id: RunId = id.and_then(|id| id.parse().ok()).ok_or(Error::NotFound)?;
        let run = store::find(&mut can.tx, id).await?.ok_or(Error::NotFound)?;
        Ok(Self { can, run })
    }
}
