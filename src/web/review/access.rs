//! The right to review one problem, to act on it at another stage of its route, to see a lot.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use crate::domain::campaigns::{Stage, groups};
use crate::domain::lists::{self, Problem, State};
use crate::domain::review::lots::{self, Lot};
use crate::domain::review::second::{self, SecondReading};
use crate::domain::review::{conflict, stages, store};
use crate::web::shell::access::problem::named_in_path;
use crate::web::shell::access::{Carries, Right as _, Visit, id_in_path, rights};
use crate::web::shell::{Error, msg};
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

/// A lot of the visitor's own, or of the group whose head they are.
#[derive(Debug)]
pub struct LotInSight {
    /// The visit with its transaction.
    pub can: Visit,
    /// The lot.
    pub lot: Lot,
    /// Whether the visitor is the head of its group.
    pub head: bool,
}

impl Carries for LotInSight {
    const RIGHT: &'static str = "see this lot";
}

impl FromRequestParts<App> for LotInSight {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let mut can = Visit::open(parts, app).await?;
        let id = id_in_path(parts, app).await?;
        let lot = lots::store::find(&mut can.tx, id).await?.ok_or(Error::NotFound)?;
        let head = can.actor.groups.contains(&(lot.group, true));
        let member = head || can.actor.groups.contains(&(lot.group, false));
        let own = Some(lot.reviewer) == can.actor.person;
        if rights::Review::held_by(&can) && member && (own || head) {
            Ok(Self { can, lot, head })
        } else {
            Err(Error::Forbidden)
        }
    }
}

/// A lot of somebody else in the group whose head the visitor is.
#[derive(Debug)]
pub struct LotUnderHead {
    /// The visit with its transaction.
    pub can: Visit,
    /// The lot.
    pub lot: Lot,
}

impl Carries for LotUnderHead {
    const RIGHT: &'static str = "confirm this lot";
}

impl FromRequestParts<App> for LotUnderHead {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let LotInSight { can, lot, head } = LotInSight::from_request_parts(parts, app).await?;
        if head && Some(lot.reviewer) != can.actor.person {
            Ok(Self { can, lot })
        } else {
            Err(Error::Forbidden)
        }
    }
}

/// A submitted problem of a unit that the visitor's group watches, for the head of that group, with no interest of their own in it.
#[derive(Debug)]
pub struct ProblemUnderHead {
    /// The visit with its transaction.
    pub can: Visit,
    /// The problem.
    pub problem: Problem,
}

impl Carries for ProblemUnderHead {
    const RIGHT: &'static str = "head the review of this problem";
}

impl FromRequestParts<App> for ProblemUnderHead {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let ProblemForReview { mut can, problem } = ProblemForReview::from_request_parts(parts, app).await?;
        let group = groups::of_unit(&mut can.tx, problem.campaign, problem.top_unit).await?;
        if can
            .actor
            .groups
            .iter()
            .any(|(mine, head)| *head && Some(*mine) == group)
        {
            Ok(Self { can, problem })
        } else {
            Err(Error::Forbidden)
        }
    }
}

/// A verdict drawn to be read again: for a member of its group who may read it and did not give it, and once it was read for the head.
#[derive(Debug)]
pub struct VerdictToReadAgain {
    /// The visit with its transaction.
    pub can: Visit,
    /// The problem.
    pub problem: Problem,
    /// The reading.
    pub reading: SecondReading,
    /// Whether the visitor reads it; else they are the head, who looks at both.
    pub reads: bool,
}

impl Carries for VerdictToReadAgain {
    const RIGHT: &'static str = "read this verdict's entry again";
}

impl FromRequestParts<App> for VerdictToReadAgain {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let mut can = Visit::open(parts, app).await?;
        let id = id_in_path(parts, app).await?;
        let reading = second::store::find(&mut can.tx, id)
            .await?
            .ok_or(Error::NotFound)?;
        let problem = lists::store::find(&mut can.tx, reading.problem)
            .await?
            .ok_or(Error::NotFound)?;
        if !rights::Review::held_by(&can) {
            return Err(Error::Forbidden);
        }
        let unread = reading.second.is_none() && !reading.void && !reading.lapsed;
        let may = second::actions::may_read(&mut can.tx, &can.actor, &reading, &problem).await?;
        let head = can.actor.groups.contains(&(reading.group, true));
        let reads = unread && may;
        if reads || reading.second.is_some() && head {
            return Ok(Self {
                can,
                problem,
                reading,
                reads,
            });
        }
        if may && reading.second.is_none() && reading.lapsed {
            return Err(Error::First {
                to: "/second-readings".to_owned(),
                why: msg("这一条两人已经签字认领，不用再复核了。"),
            });
        }
        // Who just read it, and sends it again, is told that it counted.
        let reader = reading.second.as_ref().map(|second| second.reader);
        if reader.is_some() && reader == can.actor.person {
            return Err(Error::Repeated {
                to: "/second-readings".to_owned(),
            });
        }
        Err(Error::Forbidden)
    }
}
