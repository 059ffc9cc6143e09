//! Whoever sees the figures of their own units, with these units: a handler can't be asked for others.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use crate::domain::figures::Within;
use crate::web::shell::Error;
use crate::web::shell::access::rights::SeeOurFigures;
use crate::web::shell::access::{Can, Carries, Right as _, Visit};
use crate::web::state::App;

/// The visit, and the units that the visitor's roles name.
#[derive(Debug)]
pub(in crate::web::figures) struct OurFigures {
    pub(super) can: Visit,
    pub(super) within: Within,
}

impl Carries for OurFigures {
    const RIGHT: &'static str = SeeOurFigures::NAME;
}

impl FromRequestParts<App> for OurFigures {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let can: Can<SeeOurFigures> = Can::from_request_parts(parts, app).await?;
        let mut can = can.into_visit();
        let actor = can.actor.clone();
        let within = Within::of(&mut can.tx, &actor).await?;
        let within = within.ok_or(Error::Forbidden)?;
        Ok(Self { can, within })
    }
}
