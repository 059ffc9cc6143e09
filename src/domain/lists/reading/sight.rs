//! The rule for many problems at once: what a query narrows to, and what is then asked of each.

use uuid::Uuid;

use super::{Facts, Reading, reading};
use crate::domain::campaigns::groups;
use crate::domain::lists::entity::Problem;
use crate::kernel::ids::{AccountId, CampaignId};
use crate::kernel::scope::{Actor, BodyDuty, Role};
use crate::platform::db::{DbError, Tx};

/// What somebody may read at most in a campaign, as the conditions of a query. It leaves out nothing that the rule allows and is not
/// the rule: whatever a query gives is asked for by [`Sight::reading`] before anything of it is shown.
#[derive(Clone, Debug, Default)]
pub struct Sight {
    /// Owners whose problems they have a hand in: themself, bodies that they write for.
    pub owners: Vec<Uuid>,
    /// Leaders in charge as whom they read: themself, and those they stand in for.
    pub leaders: Vec<Uuid>,
    /// Top units that their groups watch.
    pub watched: Vec<Uuid>,
    /// Counties whose 乡科级 they read.
    pub counties: Vec<Uuid>,
    /// Whether they read what is not guarded.
    pub office: bool,
    /// Whether they are named to read what is.
    pub named: bool,
    /// As whom they typed for others.
    pub typist: Option<AccountId>,
}

impl Sight {
    /// That of an actor; the three administrators have none.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn of(tx: &mut Tx, actor: &Actor, campaign: CampaignId) -> Result<Self, DbError> {
        if actor.is_officer() {
            return Ok(Self::default());
        }
        let ids: Vec<_> = actor.groups.iter().map(|(id, _)| *id).collect();
        let watched = if ids.is_empty() {
            Vec::new()
        } else {
            groups::watched(tx, campaign, &ids).await?
        };
        let person = || actor.person.into_iter().map(|person| person.0);
        let bodies = [BodyDuty::Principal, BodyDuty::Drafter]
            .into_iter()
            .flat_map(|duty| actor.bodies_as(duty));
        Ok(Self {
            owners: person().chain(bodies.map(|body| body.0)).collect(),
            leaders: person()
                .chain(actor.stands_in.iter().map(|one| one.leader.0))
                .collect(),
            watched: watched.into_iter().map(|unit| unit.0).collect(),
            counties: actor.units_of(Role::CountyOffice).map(|unit| unit.0).collect(),
            office: actor.has(Role::Office) || actor.has(Role::OfficeHead),
            named: actor.has(Role::CityReader),
            typist: actor.account,
        })
    }

    /// As what the actor whose sight it is reads a problem of its campaign.
    pub fn reading(&self, actor: &Actor, problem: &Problem) -> Reading {
        let watched = self.watched.contains(&problem.top_unit.0);
        // Which of theirs watches makes no difference.
        let group = actor.groups.first().map(|(id, _)| *id).filter(|_| watched);
        reading(actor, &Facts::of(problem, actor, group))
    }
}
