//! Who may sign, or refuse to; who enters what was signed on paper, and who sees its scan.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use crate::domain::lists::{Problem, Reading, reading, store as lists_store};
use crate::domain::people::store::outside;
use crate::domain::signing::actions::may_enter_paper;
use crate::domain::signing::{SignerRole, store};
use crate::kernel::ids::PaperId;
use crate::kernel::scope::Role;
use crate::web::shell::Error;
use crate::web::shell::access::problem::{named_in_path, record_opening, unless_blind};
use crate::web::shell::access::rights::Office;
use crate::web::shell::access::{Carries, Right as _, Visit, id_in_path};
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

/// A problem of which the visitor enters what was signed on paper: as liaison of its owner's unit. Its texts are not shown to them.
#[derive(Debug)]
pub(super) struct PaperToEnter {
    pub(super) can: Visit,
    pub(super) problem: Problem,
}

impl Carries for PaperToEnter {
    const RIGHT: &'static str = "enter what was signed on paper of this problem";
}

impl FromRequestParts<App> for PaperToEnter {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let (mut can, problem) = named_in_path(parts, app).await?;
        let actor = can.actor.clone();
        // Of a form that is sent once more the problem has gone on: the verb says what still may be, the act that it was recorded.
        let sent = Office::held_by(&can)
            && !problem.is_of(&actor)
            && outside::is_outside(&mut can.tx, problem.leader).await?;
        if sent || may_enter_paper(&mut can.tx, &actor, &problem).await? {
            Ok(Self { can, problem })
        } else {
            Err(Error::Forbidden)
        }
    }
}

/// A signature on paper, for whoever may read the texts of its problem, as the scan may show them, and whoever entered it.
#[derive(Debug)]
pub(super) struct PaperToRead {
    pub(super) can: Visit,
    pub(super) id: PaperId,
}

impl Carries for PaperToRead {
    const RIGHT: &'static str = "see this scan";
}

impl FromRequestParts<App> for PaperToRead {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let mut can = Visit::open(parts, app).await?;
        let id: PaperId = id_in_path(parts, app).await?;
        let (of, by) = store::problem_of_paper(&mut can.tx, id)
            .await?
            .ok_or(Error::NotFound)?;
        let problem = lists_store::find(&mut can.tx, of).await?.ok_or(Error::NotFound)?;
        let actor = can.actor.clone();
        let reading = reading::may_read(&mut can.tx, &actor, &problem).await?;
        if !reading.is_allowed() {
            // Whoever entered it had the paper in hand, and sees again what they handed in.
            let enters = [Role::Liaison, Role::Office, Role::OfficeHead];
            let own = can.session.account == by && enters.into_iter().any(|role| actor.has(role));
            return if own {
                Ok(Self { can, id })
            } else {
                Err(Error::Forbidden)
            };
        }
        if reading == Reading::Group {
            unless_blind(&mut can, &problem).await?;
        }
        if reading.is_recorded(problem.tier) {
            can = record_opening(can, &problem, reading).await?;
        }
        Ok(Self { can, id })
    }
}
