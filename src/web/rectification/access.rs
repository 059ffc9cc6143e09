//! Who stands at the gates of group and office, who decides on requests, who may ask for one.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use crate::domain::lists::Problem;
use crate::domain::rectification::reopening::Asker;
use crate::domain::rectification::waits::is_office_of;
use crate::domain::rectification::{Gate, actions};
use crate::domain::review::conflict::may_review;
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
        let gate = if may_review(&mut can.tx, &can.actor, problem).await? {
            Gate::Group
        } else if is_office_of(&can.actor, problem) {
            Gate::Office
        } else {
            return Err(Error::Forbidden);
        };
        let ReadableProblem { can, problem, .. } = readable.open().await?;
        Ok(Self { can, problem, gate })
    }
}

/// A problem on whose request for more time the visitor decides: as leader in charge, in that one's stead, or for the office.
#[derive(Debug)]
pub(super) struct ProblemToExtend {
    pub(super) can: Visit,
    pub(super) problem: Problem,
    pub(super) gate: Gate,
}

impl Carries for ProblemToExtend {
    const RIGHT: &'static str = "grant this problem more time";
}

impl FromRequestParts<App> for ProblemToExtend {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let readable = ReadableProblem::unopened(parts, app).await?;
        let (actor, problem) = (&readable.can.actor, &readable.problem);
        let gate = if problem.is_led_by(actor.person) || problem.stood_in(actor).is_some() {
            Gate::Leader
        } else if is_office_of(actor, problem) {
            Gate::Office
        } else {
            return Err(Error::Forbidden);
        };
        let ReadableProblem { can, problem, .. } = readable.open().await?;
        Ok(Self { can, problem, gate })
    }
}

/// A problem that the visitor may ask to be taken up again, once it is closed.
#[derive(Debug)]
pub(super) struct ProblemToAskFor {
    pub(super) can: Visit,
    pub(super) problem: Problem,
    pub(super) asker: Asker,
}

impl Carries for ProblemToAskFor {
    const RIGHT: &'static str = "ask for this problem to be taken up again";
}

impl FromRequestParts<App> for ProblemToAskFor {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let mut readable = ReadableProblem::unopened(parts, app).await?;
        let (can, problem) = (&mut readable.can, &readable.problem);
        let asker = actions::asks_as(&mut can.tx, &can.actor, problem).await?;
        let asker = asker.ok_or(Error::Forbidden)?;
        let ReadableProblem { can, problem, .. } = readable.open().await?;
        Ok(Self { can, problem, asker })
    }
}

/// A problem on which the visitor decides for the office whether it is taken up again.
#[derive(Debug)]
pub(super) struct ProblemToReopen {
    pub(super) can: Visit,
    pub(super) problem: Problem,
}

impl Carries for ProblemToReopen {
    const RIGHT: &'static str = "take this problem up again";
}

impl FromRequestParts<App> for ProblemToReopen {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let readable = ReadableProblem::unopened(parts, app).await?;
        if !is_office_of(&readable.can.actor, &readable.problem) {
            return Err(Error::Forbidden);
        }
        let ReadableProblem { can, problem, .. } = readable.open().await?;
        Ok(Self { can, problem })
    }
}
