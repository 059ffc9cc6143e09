//! A unit of the visitor's tenant.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use crate::domain::units::store::{self, FullUnit};
use crate::kernel::ids::UnitId;
use crate::web::shell::Error;
use crate::web::shell::access::rights::Office;
use crate::web::shell::access::{Can, Carries, Visit, id_in_path};
use crate::web::state::App;

/// A unit that the office looks at, named by `{id}` in the path.
#[derive(Debug)]
pub(super) struct SeenUnit {
    pub(super) can: Visit,
    pub(super) unit: FullUnit,
}

impl Carries for SeenUnit {
    const RIGHT: &'static str = <Can<Office> as Carries>::RIGHT;
}

impl FromRequestParts<App> for SeenUnit {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let mut can = Can::<Office>::from_request_parts(parts, app).await?.into_visit();
        let id: UnitId = id_in_path(parts, app).await?;
        let unit = store::find_full(&mut can.tx, id).await?.ok_or(Error::NotFound)?;
        Ok(Self { can, unit })
    }
}
