//! A leading body that the visitor files for.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use crate::domain::units::{self, Unit, UnitKind};
use crate::kernel::ids::UnitId;
use crate::kernel::scope::BodyDuty;
use crate::web::shell::Error;
use crate::web::shell::access::{Carries, Visit, id_in_path};
use crate::web::state::App;

/// A body named by `{id}` in the path, for which the visitor drafts, or whose principal they are.
#[derive(Debug)]
pub(super) struct BodyToFile {
    pub(super) can: Visit,
    pub(super) body: Unit,
}

impl Carries for BodyToFile {
    const RIGHT: &'static str = "file for this body";
}

impl FromRequestParts<App> for BodyToFile {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let mut can = Visit::open(parts, app).await?;
        let id: UnitId = id_in_path(parts, app).await?;
        let body = units::store::find(&mut can.tx, id).await?;
        let body = body.filter(|unit| unit.kind == UnitKind::Body.code());
        let body = body.ok_or(Error::NotFound)?;
        let files = |duty| can.actor.acts_for(body.id.into(), duty);
        if files(BodyDuty::Drafter) || files(BodyDuty::Principal) {
            Ok(Self { can, body })
        } else {
            Err(Error::Forbidden)
        }
    }
}
