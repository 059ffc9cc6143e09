//! The opinion sheet of a unit 审核意见单: what was returned of it, person by person.

use chrono::{DateTime, Utc};

use crate::domain::campaigns::{Stage, groups};
use crate::domain::review::{GivenReason, Ruling, store as review};
use crate::kernel::ids::{CampaignId, OwnerId, ProblemId, UnitId, VerdictId};
use crate::kernel::scope::{Actor, Role};
use crate::platform::db::{DbError, Tx};

/// Which units' sheets somebody opens.
#[derive(Clone, Debug, Default)]
pub struct Desk {
    /// Counties, departments and bodies that their groups watch, without those in which they hold a post.
    pub watched: Vec<UnitId>,
    /// Whether they open every unit's, as the office does.
    pub office: bool,
    /// Whether they are named to read 市级领导 and bodies.
    pub named: bool,
}

impl Desk {
    /// That of an actor.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn of(tx: &mut Tx, actor: &Actor, campaign: CampaignId) -> Result<Self, DbError> {
        let reviews = actor.has(Role::Reviewer) || actor.has(Role::GroupHead);
        let mut watched = Vec::new();
        if let Some(person) = actor.person.filter(|_| reviews && !actor.groups.is_empty()) {
            let ids: Vec<_> = actor.groups.iter().map(|(id, _)| *id).collect();
            let own = review::own_units(tx, person).await?;
            watched = groups::watched(tx, campaign, &ids).await?;
            watched.retain(|unit| !own.contains(unit));
        }
        Ok(Self {
            watched,
            office: actor.has(Role::Office) || actor.has(Role::OfficeHead),
            named: actor.has(Role::CityReader),
        })
    }

    /// Whether they open the sheet of this unit.
    pub fn opens(&self, unit: UnitId) -> bool {
        self.office || self.watched.contains(&unit)
    }
}

/// A unit whose sheet can be opened.
#[derive(Clone, Debug)]
pub struct SheetOf {
    /// County, department or body.
    pub unit: UnitId,
    /// Its name.
    pub name: String,
    /// People whose problems are back with them.
    pub people: i64,
    /// Problems that are back with their owners now.
    pub standing: i64,
    /// Returns that were ever given.
    pub ever: i64,
}

/// A return on a sheet.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The verdict.
    pub id: VerdictId,
    /// What was returned.
    pub problem: ProblemId,
    /// Whose.
    pub owner: OwnerId,
    /// The owner's name.
    pub owner_name: String,
    /// The owner's unit.
    pub unit_name: String,
    /// Number of the problem.
    pub number: String,
    /// The revision that it is about.
    pub revision: i32,
    /// The revision's text, as it was submitted.
    pub content: String,
    /// 退回修改 or 推倒重来.
    pub ruling: Ruling,
    /// Where on the route.
    pub stage: Stage,
    /// Whose ruling.
    pub group_name: Option<String>,
    /// The reviewer's words to the whole.
    pub words: String,
    /// Recorded time.
    pub at: DateTime<Utc>,
    /// Why.
    pub reasons: Vec<GivenReason>,
}
