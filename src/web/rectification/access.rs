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

/// A problem on which the visitor may do something of this area, and as what they do it.
///
/// Who may do nothing of the kind is refused before its texts are opened, so that no opening is recorded of them.
#[derive(Debug)]
pub(super) struct ProblemFor<T> {
    pub(super) can: Visit,
    pub(super) problem: Problem,
    pub(super) part: T,
}

/// What is done on a problem, with the part in which the visitor does it.
pub(super) trait Doing: Sized + Send {
    /// The right's name in the table of routes.
    const RIGHT: &'static str;

    /// The visitor's part in it; none when it is not theirs to do.
    fn of(can: &mut Visit, problem: &Problem) -> impl Future<Output = Result<Option<Self>, Error>> + Send;
}

impl<T: Doing> Carries for ProblemFor<T> {
    const RIGHT: &'static str = T::RIGHT;
}

impl<T: Doing> FromRequestParts<App> for ProblemFor<T> {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let mut readable = ReadableProblem::unopened(parts, app).await?;
        let part = T::of(&mut readable.can, &readable.problem).await?;
        let part = part.ok_or(Error::Forbidden)?;
        let ReadableProblem { can, problem, .. } = readable.open().await?;
        Ok(Self { can, problem, part })
    }
}

/// The completion is checked for the group, or sent back for the office.
#[derive(Debug)]
pub(super) struct ToCheck(pub(super) Gate);

impl Doing for ToCheck {
    const RIGHT: &'static str = "check this problem";

    async fn of(can: &mut Visit, problem: &Problem) -> Result<Option<Self>, Error> {
        let gate = if may_review(&mut can.tx, &can.actor, problem).await? {
            Some(Gate::Group)
        } else {
            is_office_of(&can.actor, problem).then_some(Gate::Office)
        };
        Ok(gate.map(Self))
    }
}

/// A request for more time is decided on: as leader in charge, in that one's stead, or for the office.
#[derive(Debug)]
pub(super) struct ToExtend(pub(super) Gate);

impl Doing for ToExtend {
    const RIGHT: &'static str = "grant this problem more time";

    async fn of(can: &mut Visit, problem: &Problem) -> Result<Option<Self>, Error> {
        let actor = &can.actor;
        let gate = if problem.is_led_by(actor.person) || problem.stood_in(actor).is_some() {
            Some(Gate::Leader)
        } else {
            is_office_of(actor, problem).then_some(Gate::Office)
        };
        Ok(gate.map(Self))
    }
}

/// It is asked that it be taken up again, once it is closed.
#[derive(Debug)]
pub(super) struct ToAskFor(pub(super) Asker);

impl Doing for ToAskFor {
    const RIGHT: &'static str = "ask for this problem to be taken up again";

    async fn of(can: &mut Visit, problem: &Problem) -> Result<Option<Self>, Error> {
        let asker = actions::asks_as(&mut can.tx, &can.actor, problem).await?;
        Ok(asker.map(Self))
    }
}

/// It is decided for the office whether it is taken up again.
#[derive(Debug)]
pub(super) struct ToReopen;

impl Doing for ToReopen {
    const RIGHT: &'static str = "take this problem up again";

    async fn of(can: &mut Visit, problem: &Problem) -> Result<Option<Self>, Error> {
        Ok(is_office_of(&can.actor, problem).then_some(Self))
    }
}
