//! Who may read the texts of a problem (domain §3). The one place of the rule.

mod sight;

use crate::domain::campaigns::groups;
use crate::domain::lists::entity::{Problem, Tier};
use crate::kernel::ids::{GroupId, OwnerId, PersonId, UnitId};
use crate::kernel::scope::{Actor, BodyDuty, Role};
use crate::platform::db::{DbError, Tx};

pub use sight::Sight;

/// As what somebody reads a problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reading {
    /// 本人; of a body its principal
    Owner,
    /// 承办人 of a body, while it is being filed
    Drafter,
    /// Whoever typed it for its owner, until that one confirms it
    Liaison,
    /// 分管领导
    Leader,
    /// In the stead of 分管领导, while the delegation holds
    StandIn,
    /// A member of the group that watches the unit
    Group,
    /// City or county office, for the tiers that are theirs
    Office,
    /// Named by the head of the office for 市级领导 and bodies
    Named,
    /// Not at all: figures, but no texts
    Refused,
}

impl Reading {
    /// Whether the texts may be shown.
    pub fn is_allowed(self) -> bool {
        self != Self::Refused
    }

    /// Whether the opening is an act to be recorded: a guarded text in other hands than the owner's.
    pub fn is_recorded(self, tier: Tier) -> bool {
        tier.is_guarded() && !matches!(self, Self::Owner | Self::Drafter | Self::Liaison | Self::Refused)
    }

    /// The word that events keep.
    pub fn code(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Drafter => "drafter",
            Self::Liaison => "liaison",
            Self::Leader => "leader",
            Self::StandIn => "stand_in",
            Self::Group => "group",
            Self::Office => "office",
            Self::Named => "named",
            Self::Refused => "refused",
        }
    }
}

/// What the rule looks at.
#[derive(Clone, Copy, Debug)]
pub struct Facts {
    /// Whose it is.
    pub owner: OwnerId,
    /// 分管领导 named on it.
    pub leader: Option<PersonId>,
    /// The owner's tier.
    pub tier: Tier,
    /// County, department or body it is counted under.
    pub top_unit: UnitId,
    /// Whether it is still being filed.
    pub filing: bool,
    /// Whether the actor typed it for its owner, who has not confirmed it.
    pub entered: bool,
    /// Whether it was ever submitted; a draft is nobody's but the writer's.
    pub submitted: bool,
    /// The group that watches `top_unit`.
    pub group: Option<GroupId>,
}

impl Facts {
    /// Those of a problem as it stands, with the group that watches where it is counted.
    pub fn of(problem: &Problem, actor: &Actor, group: Option<GroupId>) -> Self {
        Self {
            owner: problem.owner,
            leader: problem.leader,
            tier: problem.tier,
            top_unit: problem.top_unit,
            filing: problem.state.is_filing(),
            entered: problem.is_entered_by(actor),
            submitted: problem.revision > 0,
            group,
        }
    }
}

/// The rule. A person who is several of these reads as the first that fits. The three administrators read no texts,
/// whatever else they may be.
pub fn reading(actor: &Actor, facts: &Facts) -> Reading {
    let is = |person: Option<PersonId>| person.is_some() && person == actor.person;
    let county_office = || actor.units_of(Role::CountyOffice).any(|u| u == facts.top_unit);
    let in_group = || actor.groups.iter().any(|(id, _)| Some(*id) == facts.group);
    if actor.is_officer() {
        Reading::Refused
    } else if actor.person.is_some_and(|p| OwnerId::from(p) == facts.owner)
        || actor.acts_for(facts.owner, BodyDuty::Principal)
    {
        Reading::Owner
    } else if facts.filing && actor.acts_for(facts.owner, BodyDuty::Drafter) {
        Reading::Drafter
    } else if facts.entered {
        Reading::Liaison
    } else if !facts.submitted {
        Reading::Refused
    } else if is(facts.leader) {
        Reading::Leader
    } else if actor.stands_in_for(facts.leader).is_some() && actor.never_leads().all(|o| o != facts.owner) {
        Reading::StandIn
    } else if in_group() {
        Reading::Group
    } else if facts.tier.is_guarded() {
        if actor.has(Role::CityReader) {
            Reading::Named
        } else {
            Reading::Refused
        }
    } else if actor.has(Role::Office)
        || actor.has(Role::OfficeHead)
        || facts.tier == Tier::Township && county_office()
    {
        Reading::Office
    } else {
        Reading::Refused
    }
}

/// As what `actor` may read the texts of `problem`, once the group of its unit is known.
///
/// # Errors
/// When the database refuses.
pub async fn may_read(tx: &mut Tx, actor: &Actor, problem: &Problem) -> Result<Reading, DbError> {
    let group = if actor.groups.is_empty() {
        None
    } else {
        groups::of_unit(tx, problem.campaign, problem.top_unit).await?
    };
    Ok(reading(actor, &Facts::of(problem, actor, group)))
}

#[cfg(test)]
mod tests;
