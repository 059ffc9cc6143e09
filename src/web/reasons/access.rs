//! The rights to a unit's opinion sheet, to hand a problem over, and to read what was handed over.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use crate::domain::lists::Problem;
use crate::domain::reasons::referrals::{Referral, Seat, may_refer};
use crate::domain::reasons::sheets::Desk;
use crate::domain::reasons::store::referrals as store;
use crate::domain::units::store::top_units;
use crate::kernel::ids::{ReferralId, UnitId};
use crate::web::shell::Error;
use crate::web::shell::access::problem::named_in_path;
use crate::web::shell::access::{Carries, Right as _, Visit, id_in_path, rights};
use crate::web::state::App;

/// A county, department or body that the visitor's groups watch and in which they hold no post; of the office any. What of it they may
/// read is still to be asked of each problem.
#[derive(Debug)]
pub struct UnitSheet {
    /// The visit with its transaction.
    pub can: Visit,
    /// The unit.
    pub unit: UnitId,
    /// Its name.
    pub name: String,
}

impl Carries for UnitSheet {
    const RIGHT: &'static str = "open this unit's opinion sheet";
}

impl FromRequestParts<App> for UnitSheet {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let mut can = Visit::open(parts, app).await?;
        let id: UnitId = id_in_path(parts, app).await?;
        let tops = top_units(&mut can.tx).await?;
        let unit = tops
            .into_iter()
            .find(|unit| unit.id == id)
            .ok_or(Error::NotFound)?;
        if !rights::SeeSheets::held_by(&can) {
            return Err(Error::Forbidden);
        }
        let (campaign, actor) = (can.campaign()?.id, can.actor.clone());
        if !Desk::of(&mut can.tx, &actor, campaign).await?.opens(id) {
            return Err(Error::Forbidden);
        }
        Ok(Self {
            can,
            unit: id,
            name: unit.name,
        })
    }
}

/// A submitted problem that the visitor may hand over: as head of the group that watches its unit or of the office, with no tie to its
/// owner.
#[derive(Debug)]
pub struct ProblemToRefer {
    /// The visit with its transaction.
    pub can: Visit,
    /// The problem.
    pub problem: Problem,
}

impl Carries for ProblemToRefer {
    const RIGHT: &'static str = "refer this problem";
}

impl FromRequestParts<App> for ProblemToRefer {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let (mut can, problem) = named_in_path(parts, app).await?;
        let actor = can.actor.clone();
        let may = may_refer(&mut can.tx, &actor, &problem).await?;
        if may.is_some() && rights::SeeReferrals::held_by(&can) {
            Ok(Self { can, problem })
        } else {
            Err(Error::Forbidden)
        }
    }
}

/// Something that was handed over, for whoever may read it. Nothing of it was shown yet.
#[derive(Debug)]
pub struct ReferralToRead {
    /// The visit with its transaction.
    pub can: Visit,
    /// What was handed over.
    pub referral: Referral,
}

impl Carries for ReferralToRead {
    const RIGHT: &'static str = "read this referral";
}

impl FromRequestParts<App> for ReferralToRead {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let mut can = Visit::open(parts, app).await?;
        let id: ReferralId = id_in_path(parts, app).await?;
        if !store::exists(&mut can.tx, id).await? {
            return Err(Error::NotFound);
        }
        if !rights::SeeReferrals::held_by(&can) {
            return Err(Error::Forbidden);
        }
        let (campaign, actor) = (can.campaign()?.id, can.actor.clone());
        let seat = Seat::of(&mut can.tx, &actor).await?;
        let found = store::seen(&mut can.tx, (campaign, &seat), Some(id), (None, 1)).await?;
        let referral = found.into_iter().next().ok_or(Error::Forbidden)?;
        Ok(Self { can, referral })
    }
}
