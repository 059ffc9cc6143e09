//! Who may open a person's sheet: that person, a body's principal; whoever leads what they submitted, or signs in such a leader's stead.

use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::request::Parts;

use super::{MOST, Which};
use crate::domain::lists::{Problem, Reading, store as lists_store};
use crate::domain::signing::store::{Waiting, leads};
use crate::domain::signing::{Purpose, SignerRole};
use crate::kernel::ids::{OwnerId, PersonId};
use crate::kernel::scope::BodyDuty;
use crate::web::shell::Error;
use crate::web::shell::access::problem::record_openings;
use crate::web::shell::access::{Carries, Visit, id_in_path};
use crate::web::signing::waiting;
use crate::web::state::App;

/// A person's sheet that the visitor is to sign, with the problems on it in their order; none when nothing of it waits.
#[derive(Debug)]
pub(in crate::web::signing) struct SheetToSign {
    pub(in crate::web::signing) can: Visit,
    pub(super) which: Which,
    /// All that waits for the visitor.
    pub(super) all: Vec<Waiting>,
    pub(super) problems: Vec<Problem>,
    /// How many more wait for the owner, but have nobody who could co-sign.
    pub(super) unled: usize,
}

impl Carries for SheetToSign {
    const RIGHT: &'static str = "sign this person's sheet";
}

impl FromRequestParts<App> for SheetToSign {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let mut can = Visit::open(parts, app).await?;
        let owner: OwnerId = id_in_path(parts, app).await?;
        let purpose = purpose_in_path(parts, app).await?;
        let campaign = can.campaign()?;
        let role = if is_own(&can, owner) {
            SignerRole::Owner
        } else {
            SignerRole::Leader
        };
        let leaders = leaders(&can, owner);
        let (known, led) = leads(&mut can.tx, campaign.id, owner, &leaders).await?;
        if !known {
            return Err(Error::NotFound);
        }
        if !led && role == SignerRole::Leader {
            return Err(Error::Forbidden);
        }
        let stands_in = can.after("stands_in").filter(|_| role == SignerRole::Leader);
        load(
            can,
            Which {
                owner,
                purpose,
                role,
                stands_in,
            },
        )
        .await
    }
}

/// Whether the visitor signs as the owner: for themself, or for a body as its principal.
fn is_own(can: &Visit, owner: OwnerId) -> bool {
    let person = can.actor.person.map(OwnerId::from);
    person == Some(owner) || can.actor.acts_for(owner, BodyDuty::Principal)
}

/// As whom the visitor leads anything of this owner's: as themself, never of bodies for which they sign as the owner; and in others'
/// stead, where signing was ordered.
fn leaders(can: &Visit, owner: OwnerId) -> Vec<PersonId> {
    let never = can.actor.never_leads().any(|one| one == owner);
    let signs = can.actor.stands_in.iter().filter(|order| order.signs && !never);
    let is_own = can.actor.acts_for(owner, BodyDuty::Principal);
    let own = can.actor.person.filter(|_| !is_own);
    own.into_iter().chain(signs.map(|order| order.leader)).collect()
}

async fn purpose_in_path(parts: &mut Parts, app: &App) -> Result<Purpose, Error> {
    let params = RawPathParams::from_request_parts(parts, app).await;
    let params = params.map_err(|_| Error::NotFound)?;
    let code = params.iter().find(|(name, _)| *name == "purpose");
    code.and_then(|(_, code)| Purpose::from_code(code))
        .ok_or(Error::NotFound)
}

/// The sheet as it is now. Texts of guarded owners are recorded as opened before they are read.
///
/// # Errors
/// When the database refuses.
pub(in crate::web::signing) async fn load(mut can: Visit, which: Which) -> Result<SheetToSign, Error> {
    let all = waiting::all(&mut can).await?;
    let on_it = all.iter().filter(|waiting| which.has(waiting, &can.actor));
    let ids: Vec<uuid::Uuid> = on_it.map(|waiting| waiting.problem.0).take(MOST).collect();
    let mut problems = lists_store::find_all(&mut can.tx, &ids).await?;
    problems.sort_by_key(|problem| ids.iter().position(|id| *id == problem.id.0));
    let reading = match which.role {
        SignerRole::Owner => Reading::Owner,
        SignerRole::Leader => which.stands_in.map_or(Reading::Leader, |_| Reading::StandIn),
    };
    // An owner signs nothing that nobody could co-sign.
    let all_of_it = problems.len();
    problems.retain(|problem| problem.leader.is_some() || which.role == SignerRole::Leader);
    let unled = all_of_it - problems.len();
    let opened = problems
        .iter()
        .filter(|problem| reading.is_recorded(problem.tier));
    let opened: Vec<_> = opened.map(|problem| (problem, reading)).collect();
    if !opened.is_empty() {
        can = record_openings(can, &opened).await?;
    }
    Ok(SheetToSign {
        can,
        which,
        all,
        problems,
        unled,
    })
}
