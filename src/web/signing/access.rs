//! Who may sign, or refuse to.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use crate::domain::lists::{Problem, Reading};
use crate::domain::signing::SignerRole;
use crate::web::shell::Error;
use crate::web::shell::access::problem::{named_in_path, record_opening};
use crate::web::shell::access::{Carries, Visit};
use crate::web::state::App;

/// A problem that the visitor is to sign: as its owner, as the leader in charge named on it, or in that one's stead where signing
/// was ordered.
#[derive(Debug)]
pub(super) struct ProblemToSign {
    pub(super) can: Visit,
    pub(super) problem: Problem,
}

impl Carries for ProblemToSign {
    const RIGHT: &'static str = "sign this problem";
}

impl FromRequestParts<App> for ProblemToSign {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let (can, problem) = named_in_path(parts, app).await?;
        let role = SignerRole::of(&problem, &can.actor)?;
        let reading = match role {
            SignerRole::Owner => Reading::Owner,
            // A draft is nobody's but the owner's.
            SignerRole::Leader if problem.revision == 0 => return Err(Error::Forbidden),
            SignerRole::Leader if problem.stood_in(&can.actor).is_some() => Reading::StandIn,
            SignerRole::Leader => Reading::Leader,
        };
        // A form that is refused is drawn again with the text.
        let can = if reading.is_recorded(problem.tier) {
            record_opening(can, &problem, reading).await?
        } else {
            can
        };
        Ok(Self { can, problem })
    }
}
