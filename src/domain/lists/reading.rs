//! Who may read the texts of a problem (domain §3). The one place of the rule.

use crate::domain::campaigns::groups;
use crate::domain::lists::entity::{Problem, Tier};
use crate::kernel::ids::{GroupId, OwnerId, PersonId, UnitId};
use crate::kernel::scope::{Actor, Role};
use crate::platform::db::{DbError, Tx};

/// As what somebody reads a problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reading {
    /// 本人
    Owner,
    /// 分管领导
    Leader,
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
        tier.is_guarded() && !matches!(self, Self::Owner | Self::Refused)
    }

    /// The word that events keep.
    pub fn code(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Leader => "leader",
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
    /// Whether it was ever submitted; a draft is nobody's but the owner's.
    pub submitted: bool,
    /// The group that watches `top_unit`.
    pub group: Option<GroupId>,
}

/// The rule. A person who is several of these reads as the first that fits.
pub fn reading(actor: &Actor, facts: &Facts) -> Reading {
    let is = |person: Option<PersonId>| person.is_some() && person == actor.person;
    let county_office = || actor.units_of(Role::CountyOffice).any(|u| u == facts.top_unit);
    let in_group = || actor.groups.iter().any(|(id, _)| Some(*id) == facts.group);
    if actor.person.is_some_and(|p| OwnerId::from(p) == facts.owner) {
        Reading::Owner
    } else if !facts.submitted {
        Reading::Refused
    } else if is(facts.leader) {
        Reading::Leader
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
    let facts = Facts {
        owner: problem.owner,
        leader: problem.leader,
        tier: problem.tier,
        top_unit: problem.top_unit,
        submitted: problem.revision > 0,
        group,
    };
    Ok(reading(actor, &facts))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::scope::Grant;

    /// A cast of readers around one problem.
    struct Cast {
        facts: Facts,
        readers: Vec<(&'static str, Actor)>,
    }

    fn with(role: Role, unit: Option<UnitId>) -> Actor {
        Actor {
            grants: vec![Grant { role, unit }],
            ..Actor::default()
        }
    }

    fn cast(tier: Tier, submitted: bool) -> Cast {
        let (owner, leader, other) = (PersonId::fresh(), PersonId::fresh(), PersonId::fresh());
        let (group, county) = (GroupId::fresh(), UnitId::fresh());
        let person = |id| Actor {
            person: Some(id),
            ..Actor::default()
        };
        let member = |of| Actor {
            groups: vec![(of, false)],
            ..with(Role::Reviewer, None)
        };
        Cast {
            facts: Facts {
                owner: owner.into(),
                leader: Some(leader),
                tier,
                top_unit: county,
                submitted,
                group: Some(group),
            },
            readers: vec![
                ("owner", person(owner)),
                ("leader", person(leader)),
                ("group", member(group)),
                ("colleague", person(other)),
                ("other group", member(GroupId::fresh())),
                ("office", with(Role::Office, None)),
                ("office head", with(Role::OfficeHead, None)),
                ("county office", with(Role::CountyOffice, Some(county))),
                ("other county", with(Role::CountyOffice, Some(UnitId::fresh()))),
                ("named", with(Role::CityReader, None)),
                ("figures", with(Role::Figures, None)),
                ("system", with(Role::SysAdmin, None)),
                ("auditor", with(Role::Auditor, None)),
            ],
        }
    }

    fn readers(tier: Tier, submitted: bool) -> Vec<&'static str> {
        let Cast { facts, readers } = cast(tier, submitted);
        let may = |(_, actor): &&(&str, Actor)| reading(actor, &facts).is_allowed();
        readers.iter().filter(may).map(|(name, _)| *name).collect()
    }

    #[test]
    fn each_tier_has_its_readers_and_no_other() {
        let near = ["owner", "leader", "group"];
        for (tier, beyond) in [
            (Tier::Township, vec!["office", "office head", "county office"]),
            (Tier::County, vec!["office", "office head"]),
            (Tier::City, vec!["named"]),
            (Tier::Body, vec!["named"]),
        ] {
            assert_eq!(readers(tier, true), [&near[..], &beyond[..]].concat(), "{tier:?}");
        }
    }

    #[test]
    fn a_draft_is_nobodys_but_the_owners() {
        for tier in Tier::ALL {
            assert_eq!(readers(tier, false), ["owner"], "{tier:?}");
        }
    }

    #[test]
    fn a_problem_without_leader_or_group_is_not_open_to_people_without_a_person_or_group() {
        let mut facts = cast(Tier::County, true).facts;
        (facts.leader, facts.group) = (None, None);
        assert_eq!(reading(&Actor::default(), &facts), Reading::Refused);
    }

    #[test]
    fn openings_of_guarded_texts_by_others_are_recorded() {
        assert!(Reading::Group.is_recorded(Tier::City) && Reading::Named.is_recorded(Tier::Body));
        assert!(!Reading::Owner.is_recorded(Tier::City) && !Reading::Office.is_recorded(Tier::County));
        assert!(!Reading::Refused.is_recorded(Tier::City));
    }
}
