//! A run of the visitor's tenant.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use crate::imports::runs::{Run, store};
use crate::kernel::ids::RunId;
use crate::web::shell::Error;
use crate::web::shell::access::rights::Office;
use crate::web::shell::access::{Can, Carries, Visit, id_in_path};
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
        let id: RunId = id_in_path(parts, app).await?;
        let run = store::find(&mut can.tx, id).await?.ok_or(Error::NotFound)?;
        Ok(Self { can, run })
    }
}
