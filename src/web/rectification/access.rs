//! Who stands at the gates of group and office.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use crate::domain::lists::Problem;
use crate::domain::rectification::Gate;
use crate::domain::review::conflict::may_review;
use crate::kernel::scope::Role;
use crate::web::shell::Error;
use crate::web::shell::access::{Carries, ReadableProblem, Visit};
use crate::web::state::App;

/// A problem whose completion the visitor may check for the group, or send back for the office; its texts may be read.
#[derive(Debug)]
pub(super) struct ProblemAtGate {
    pub(super) can: Visit,
    pub(super) problem: Problem,
    pub(super) gate: Gate,
}

impl Carries for ProblemAtGate {
    const RIGHT: &'static str = "check this problem";
}

impl FromRequestParts<App> for ProblemAtGate {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let mut readable = ReadableProblem::unopened(parts, app).await?;
        let (can, problem) = (&mut readable.can, &readable.problem);
        let part = problem.is_from(&can.actor) || problem.is_in_charge_of(&can.actor);
        let office = can.has(Role::Office) || can.has(Role::OfficeHead);
        let gate = if may_review(&mut can.tx, &can.actor, problem).await? {
            Gate::Group
        } else if office && !part {
            Gate::Office
        } else {
            return Err(Error::Forbidden);
        };
        let ReadableProblem { can, problem, .. } = readable.open().await?;
        Ok(Self { can, problem, gate })
    }
}
