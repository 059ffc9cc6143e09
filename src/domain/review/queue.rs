//! What waits for a reviewer: the units that their groups watch, less their own, in official order.

use chrono::{DateTime, NaiveDate, Utc};

use super::store;
use crate::domain::campaigns::groups;
use crate::domain::lists::{Problem, Tier};
use crate::domain::people::store::duties;
use crate::kernel::ids::{CampaignId, GroupId, OwnerId, PersonId, ProblemId, UnitId};
use crate::kernel::scope::Actor;
use crate::platform::db::{DbError, Tx};

/// A reviewer's place of work in one campaign.
#[derive(Clone, Debug)]
pub struct Desk {
    /// Which campaign.
    pub campaign: CampaignId,
    /// Who reviews.
    pub person: PersonId,
    /// Units that their groups watch, in official order.
    pub watched: Vec<UnitId>,
    /// Those in which they hold a post: never theirs to review.
    pub own: Vec<UnitId>,
    /// Leaders in charge for whom they stand in: what those lead is never theirs to review.
    pub stands_in: Vec<PersonId>,
}

impl Desk {
    /// The desk of whoever acts; empty for somebody without a group.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn of(
        tx: &mut Tx,
        campaign: CampaignId,
        actor: &Actor,
        person: PersonId,
    ) -> Result<Self, DbError> {
        let of: Vec<GroupId> = actor.groups.iter().map(|(group, _)| *group).collect();
        Ok(Self {
            campaign,
            person,
            watched: groups::watched(tx, campaign, &of).await?,
            own: store::own_units(tx, person).await?,
            stands_in: actor.stands_in.iter().map(|one| one.leader).collect(),
        })
    }

    /// The desk of a member who is not the one acting.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn of_member(
        tx: &mut Tx,
        campaign: CampaignId,
        person: PersonId,
        today: NaiveDate,
    ) -> Result<Self, DbError> {
        let of = groups::of_person(tx, person).await?;
        let of: Vec<GroupId> = of.into_iter().map(|(group, _)| group).collect();
        let duties = duties::of_person(tx, person, today).await?;
        Ok(Self {
            campaign,
            person,
            watched: groups::watched(tx, campaign, &of).await?,
            own: store::own_units(tx, person).await?,
            stands_in: duties.stands_in.iter().map(|one| one.leader).collect(),
        })
    }

    /// Units whose entries this desk may open under a filter, in official order.
    pub fn units(&self, filter: Filter) -> Vec<UnitId> {
        let open = |unit: &&UnitId| !self.own.contains(unit) && filter.unit.is_none_or(|only| only == **unit);
        self.watched.iter().filter(open).copied().collect()
    }
}

/// Which entries are asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only this county, department or body.
    pub unit: Option<UnitId>,
    /// Only this tier.
    pub tier: Option<Tier>,
    /// Only first submissions, or only later ones.
    pub again: Option<bool>,
    /// Only what no other reviewer holds at this moment.
    pub free_at: Option<DateTime<Utc>>,
}

/// A place in the order of the queue: unit, owner, number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Top unit.
    pub unit: UnitId,
    /// Owner.
    pub owner: OwnerId,
    /// The owner's number of it.
    pub seq: i32,
}

impl From<&Problem> for Place {
    fn from(problem: &Problem) -> Self {
        Self {
            unit: problem.top_unit,
            owner: problem.owner,
            seq: problem.seq,
        }
    }
}

/// How many wait in one unit and tier.
#[derive(Clone, Debug)]
pub struct Count {
    /// Top unit.
    pub unit: UnitId,
    /// Its name.
    pub unit_name: String,
    /// Tier of the owners.
    pub tier: Tier,
    /// Submitted before.
    pub again: bool,
    /// Those that this reviewer may rule on.
    pub mine: i64,
    /// Those left out, because the reviewer has an interest of their own.
    pub left_out: i64,
}

/// An entry of the queue.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The problem.
    pub id: ProblemId,
    /// Its number.
    pub number: String,
    /// Its sentence.
    pub title: String,
    /// Whose it is.
    pub owner: OwnerId,
    /// Name of the person or body.
    pub owner_name: String,
    /// The owner's own unit, which may stand below the top one.
    pub unit_name: String,
    /// Tier.
    pub tier: Tier,
    /// The owner's number of it.
    pub seq: i32,
    /// Which revision waits.
    pub revision: i32,
    /// Since when.
    pub submitted_at: DateTime<Utc>,
}

/// An owner with entries that wait.
#[derive(Clone, Debug)]
pub struct Queued {
    /// Who.
    pub owner: OwnerId,
    /// Name of the person or body.
    pub name: String,
    /// The first entry that waits.
    pub first: ProblemId,
    /// How many wait, under the filter.
    pub waiting: i64,
    /// How many the owner has submitted at all.
    pub of: i64,
}

/// Another problem of the same owner.
#[derive(Clone, Debug)]
pub struct Sibling {
    /// The problem.
    pub id: ProblemId,
    /// Number.
    pub seq: i32,
    /// Its sentence.
    pub title: String,
    /// Word of its state.
    pub state: String,
    /// Word of rectification's own state.
    pub rectification: Option<String>,
    /// Whether it waits for the group.
    pub waiting: bool,
}
