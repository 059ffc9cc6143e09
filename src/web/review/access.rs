//! The right to review one problem, and to act on it at another stage of its route.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use crate::domain::campaigns::Stage;
use crate::domain::lists::{Problem, State};
use crate::domain::review::{conflict, stages, store};
use crate::web::shell::Error;
use crate::web::shell::access::problem::named_in_path;
use crate::web::shell::access::{Carries, Right as _, Visit, rights};
use crate::web::state::App;

/// A submitted problem of a unit that the visitor's group watches, with no interest of the visitor's own in it. It may
/// have been ruled on meanwhile: a retry has to find out that it was the first time that counted.
#[derive(Debug)]
pub struct ProblemForReview {
    /// The visit with its transaction.
    pub can: Visit,
    /// The problem.
    pub problem: Problem,
}

impl ProblemForReview {
    /// Whether it waits for the group now.
    pub fn waits(&self) -> bool {
        self.problem.state == State::Submitted && self.problem.stage == Some(Stage::Group)
    }
}

impl Carries for ProblemForReview {
    const RIGHT: &'static str = "review this problem";
}

impl FromRequestParts<App> for ProblemForReview {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let (mut can, problem) = named_in_path(parts, app).await?;
        let submitted = problem.revision > 0;
        if !submitted || !rights::Review::held_by(&can) {
            return Err(Error::Forbidden);
        }
        if conflict::may_review(&mut can.tx, &can.actor, &problem).await? {
            Ok(Self { can, problem })
        } else {
            Err(Error::Forbidden)
        }
    }
}

/// A submitted problem that stands at a stage where the visitor acts: as leader in charge, for its unit, for the city office.
/// Whoever acted on it before finds it again, so that a retry learns that the first time counted.
#[derive(Debug)]
pub struct ProblemAtStage {
    /// The visit with its transaction.
    pub can: Visit,
    /// The problem.
    pub problem: Problem,
    /// The stage at which it waits for the visitor; none once it went on.
    pub here: Option<Stage>,
}

impl Carries for ProblemAtStage {
    const RIGHT: &'static str = "read this problem at its stage";
}

impl FromRequestParts<App> for ProblemAtStage {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let (mut can, problem) = named_in_path(parts, app).await?;
        let stage = problem.stage.filter(|_| rights::ReadStages::held_by(&can));
        if let Some(stage) = stage
            && stages::may_act(&mut can.tx, &can.actor, &problem, stage).await?
        {
            let here = Some(stage);
            return Ok(Self { can, problem, here });
        }
        let account = can.session.account;
        if store::gave_verdict(&mut can.tx, problem.id, account, &stages::READ_AT).await? {
            let here = None;
            return Ok(Self { can, problem, here });
        }
        Err(Error::Forbidden)
    }
}
