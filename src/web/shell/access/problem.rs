//! Extractors of one problem, named by `{id}` in the path: found inside the visitor's tenant, checked, handed over.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use serde_json::json;

use super::{Carries, Visit, id_in_path};
use crate::domain::ledger::Act;
use crate::domain::lists::{Problem, Reading, Refusal, State, reading, store};
use crate::domain::review::second;
use crate::kernel::ids::{ActId, ProblemId};
use crate::web::shell::{Error, msg};
use crate::web::state::App;

/// The visit, and the problem that the path names. For extractors that add a check of their own.
///
/// # Errors
/// [`Error::NotFound`] for an id that is malformed, unknown, or of another tenant.
pub async fn named_in_path(parts: &mut Parts, app: &App) -> Result<(Visit, Problem), Error> {
    // Whoever is not signed in is asked to before anything is said about the id.
    let mut can = Visit::open(parts, app).await?;
    let id: ProblemId = id_in_path(parts, app).await?;
    let problem = store::find(&mut can.tx, id).await?.ok_or(Error::NotFound)?;
    Ok((can, problem))
}

/// A problem whose texts the visitor may read. Opening a guarded text is recorded before it is shown.
#[derive(Debug)]
pub struct ReadableProblem {
    /// The visit with its transaction.
    pub can: Visit,
    /// The problem.
    pub problem: Problem,
    /// As what it is read.
    pub reading: Reading,
}

impl Carries for ReadableProblem {
    const RIGHT: &'static str = "read this problem";
}

impl FromRequestParts<App> for ReadableProblem {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        Self::unopened(parts, app).await?.open().await
    }
}

impl ReadableProblem {
    /// Before the opening is recorded: for extractors that may still refuse.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Forbidden`].
    pub async fn unopened(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let (mut can, problem) = named_in_path(parts, app).await?;
        let reading = reading::may_read(&mut can.tx, &can.actor, &problem).await?;
        if reading == Reading::Group {
            unless_blind(&mut can, &problem).await?;
        }
        if reading.is_allowed() {
            Ok(Self {
                can,
                problem,
                reading,
            })
        } else {
            Err(Error::Forbidden)
        }
    }

    /// Records the opening of a guarded text.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn open(mut self) -> Result<Self, Error> {
        if self.reading.is_recorded(self.problem.tier) {
            self.can = record_opening(self.can, &self.problem, self.reading).await?;
        }
        Ok(self)
    }
}

/// Whoever is to read an entry again is led there: what was ruled first is not told them before (product §4, 3).
///
/// # Errors
/// [`Error::First`] for whoever is to read it again.
pub async fn unless_blind(can: &mut Visit, problem: &Problem) -> Result<(), Error> {
    let waits = second::actions::awaits(&mut can.tx, &can.actor, problem).await?;
    waits.map_or(Ok(()), |id| {
        Err(Error::First {
            to: format!("/second-readings/{id}"),
            why: msg("这一条抽到由您复核：先按自己的判断审，再看原来的结论。"),
        })
    })
}

/// Records the opening in a transaction of its own, so that it lasts although reading pages commit nothing, and
/// goes on in a new one. No text is read before that commit.
///
/// # Errors
/// When the database refuses.
pub async fn record_opening(can: Visit, problem: &Problem, reading: Reading) -> Result<Visit, Error> {
    record_openings(can, &[(problem, reading)]).await
}

/// The same of several at once, for a page that carries the texts of all of them.
///
/// # Errors
/// When the database refuses.
pub async fn record_openings(mut can: Visit, opened: &[(&Problem, Reading)]) -> Result<Visit, Error> {
    let mut act = Act::open(&mut can.tx, &can.actor, ActId::fresh(), can.now).await?;
    for (problem, reading) in opened {
        act.delegation = match reading {
            Reading::StandIn => problem.stood_in(&can.actor).map(|one| one.delegation),
            _ => None,
        };
        let data = json!({"as": reading.code(), "revision": problem.revision});
        let object = ("problem", Some(problem.id.0));
        act.record(&mut can.tx, "problem.opened", object, &data).await?;
    }
    can.commit_and_go_on().await
}

/// A problem of the visitor's own, in whatever state; of a body its principal's.
#[derive(Debug)]
pub struct OwnProblem {
    /// The visit with its transaction.
    pub can: Visit,
    /// The problem.
    pub problem: Problem,
}

impl Carries for OwnProblem {
    const RIGHT: &'static str = "own this problem";
}

impl FromRequestParts<App> for OwnProblem {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let (can, problem) = named_in_path(parts, app).await?;
        if problem.is_of(&can.actor) {
            Ok(Self { can, problem })
        } else {
            Err(Error::Forbidden)
        }
    }
}

/// A problem that the visitor writes: their own, or that of a body they draft for, while it is being filed.
#[derive(Debug)]
pub struct WrittenProblem {
    /// The visit with its transaction.
    pub can: Visit,
    /// The problem.
    pub problem: Problem,
}

impl Carries for WrittenProblem {
    const RIGHT: &'static str = "write this problem";
}

impl FromRequestParts<App> for WrittenProblem {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let (can, problem) = named_in_path(parts, app).await?;
        if problem.is_written_by(&can.actor) {
            Ok(Self { can, problem })
        } else {
            Err(Error::Forbidden)
        }
    }
}

/// A problem that the visitor writes, whose form may be typed in now: a draft, sent back, or open to correction 更正.
#[derive(Debug)]
pub struct ProblemForEdit {
    /// The visit with its transaction.
    pub can: Visit,
    /// The problem.
    pub problem: Problem,
}

impl ProblemForEdit {
    /// Whether what is typed becomes a correction after signing, and not a plain submission.
    pub fn is_correction(&self) -> bool {
        !self.problem.state.is_editable()
    }
}

impl Carries for ProblemForEdit {
    const RIGHT: &'static str = "edit this problem";
}

impl FromRequestParts<App> for ProblemForEdit {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let WrittenProblem { can, problem } = WrittenProblem::from_request_parts(parts, app).await?;
        let correctable = matches!(problem.state, State::AwaitingLeader | State::Claimed);
        if problem.moved_out {
            Err(Refusal::MovedOut.into())
        } else if problem.closed_at.is_some() {
            Err(Refusal::Closed.into())
        } else if problem.state.is_editable() || correctable {
            Ok(Self { can, problem })
        } else {
            Err(Refusal::NotNow.into())
        }
    }
}
