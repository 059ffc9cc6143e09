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

/// The rule. A person who is several of these reads as the first that fits. The three administrators read no texts,
/// whatever else they may be.
pub fn reading(actor: &Actor, facts: &Facts) -> Reading {
    let is = |person: Option<PersonId>| person.is_some() && person == actor.person;
    let county_office = || actor.units_of(Role::CountyOffice).any(|u| u == facts.top_unit);
    let in_group = || actor.groups.iter().any(|(id, _)| Some(*id) == facts.group);
    if actor.is_officer() {
        Reading::Refused
    } else if actor.person.is_some_and(|p| OwnerId::from(p) == facts.owner) {
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

    /// Whose problem, as the columns of [`TABLE`]: a cadre of the county, cadres of a department, a city leader, a body;
    /// and one of the county's that was never submitted.
    const OWNERS: [(&str, Tier, bool); 6] = [
        ("county's 乡科级", Tier::Township, true),
        ("department's 乡科级", Tier::Township, true),
        ("county's 县处级", Tier::County, true),
        ("市级", Tier::City, true),
        ("班子", Tier::Body, true),
        ("draft", Tier::Township, false),
    ];

    /// Who may read the texts of whom: domain §3 and §6, each role a line. `-` reads not; letters say as what:
    /// Owner, Leader, Group, oFfice, Named.
    const TABLE: [(&str, &str); 24] = [
        // A body is no person: its drafter and principal read as whom the head of the office names.
        ("owner", "O O O O - O"),
        ("leader", "L L L L L -"),
        ("colleague", "- - - - - -"),
        ("group's member", "G G G G G -"),
        ("group's head", "G G G G G -"),
        ("other group's member", "- - - - - -"),
        ("member who left the group", "- - - - - -"),
        ("liaison of the unit", "- - - - - -"),
        ("head of the unit", "- - - - - -"),
        ("administrator of the unit", "- - - - - -"),
        ("county office", "F - - - - -"),
        ("other county's office", "- - - - - -"),
        ("county office of no county", "- - - - - -"),
        ("city office", "F F F - - -"),
        ("head of the city office", "F F F - - -"),
        ("named reader", "- - - N N -"),
        ("city office, also named", "F F F N N -"),
        ("provincial office", "- - - - - -"),
        ("read-only leader", "- - - - - -"),
        ("system administrator", "- - - - - -"),
        ("security administrator", "- - - - - -"),
        ("audit administrator", "- - - - - -"),
        // Roles that must not be mixed, should they be.
        ("audit administrator in the city office", "- - - - - -"),
        ("nobody", "- - - - - -"),
    ];

    struct World {
        owner: PersonId,
        leader: PersonId,
        group: GroupId,
        county: UnitId,
        department: UnitId,
    }

    impl World {
        fn facts(&self, (column, tier, submitted): (&str, Tier, bool)) -> Facts {
            let body = || OwnerId(UnitId::fresh().0);
            Facts {
                owner: if tier == Tier::Body {
                    body()
                } else {
                    self.owner.into()
                },
                leader: Some(self.leader),
                tier,
                top_unit: if column.starts_with("department") {
                    self.department
                } else {
                    self.county
                },
                submitted,
                group: Some(self.group),
            }
        }

        fn actor(&self, who: &str) -> Actor {
            let grants = |roles: &[Role], unit: Option<UnitId>| Actor {
                grants: roles.iter().map(|role| Grant { role: *role, unit }).collect(),
                ..Actor::default()
            };
            let holds = |role| grants(&[role], None);
            let at = |role, unit| grants(&[role], Some(unit));
            let person = |id| Actor {
                person: Some(id),
                ..Actor::default()
            };
            let member = |role, group, head| Actor {
                groups: vec![(group, head)],
                ..holds(role)
            };
            match who {
                "owner" => person(self.owner),
                "leader" => person(self.leader),
                "colleague" => person(PersonId::fresh()),
                "group's member" => member(Role::Reviewer, self.group, false),
                "group's head" => member(Role::GroupHead, self.group, true),
                "other group's member" => member(Role::Reviewer, GroupId::fresh(), false),
                "member who left the group" => holds(Role::Reviewer),
                "liaison of the unit" => at(Role::Liaison, self.county),
                "head of the unit" => at(Role::UnitHead, self.county),
                "administrator of the unit" => at(Role::UnitAdmin, self.county),
                "county office" => at(Role::CountyOffice, self.county),
                "other county's office" => at(Role::CountyOffice, UnitId::fresh()),
                "county office of no county" => holds(Role::CountyOffice),
                "city office" => holds(Role::Office),
                "head of the city office" => holds(Role::OfficeHead),
                "named reader" => holds(Role::CityReader),
                "city office, also named" => grants(&[Role::Office, Role::CityReader], None),
                "provincial office" => holds(Role::Province),
                "read-only leader" => holds(Role::Figures),
                "system administrator" => holds(Role::SysAdmin),
                "security administrator" => holds(Role::SecAdmin),
                "audit administrator" => holds(Role::Auditor),
                "audit administrator in the city office" => grants(&[Role::Auditor, Role::Office], None),
                "nobody" => Actor::default(),
                other => panic!("{other} is not said here"),
            }
        }
    }

    #[test]
    fn who_may_read_the_texts_of_whom() {
        let world = World {
            owner: PersonId::fresh(),
            leader: PersonId::fresh(),
            group: GroupId::fresh(),
            county: UnitId::fresh(),
            department: UnitId::fresh(),
        };
        let mut told = Vec::new();
        for (who, line) in TABLE {
            let actor = world.actor(who);
            told.extend(actor.grants.iter().map(|grant| grant.role));
            let letters = OWNERS.map(|owner| match reading(&actor, &world.facts(owner)) {
                Reading::Owner => "O",
                Reading::Leader => "L",
                Reading::Group => "G",
                Reading::Office => "F",
                Reading::Named => "N",
                Reading::Refused => "-",
            });
            assert_eq!(letters.join(" "), line, "{who} of {OWNERS:?}");
        }
        for role in Role::ALL {
            assert!(told.contains(&role), "the table says nothing of {role:?}");
        }
    }

    #[test]
    fn a_problem_without_leader_or_group_is_not_open_to_people_without_a_person_or_group() {
        let facts = Facts {
            owner: PersonId::fresh().into(),
            leader: None,
            tier: Tier::County,
            top_unit: UnitId::fresh(),
            submitted: true,
            group: None,
        };
        assert_eq!(reading(&Actor::default(), &facts), Reading::Refused);
    }

    #[test]
    fn openings_of_guarded_texts_by_others_are_recorded() {
        assert!(Reading::Group.is_recorded(Tier::City) && Reading::Named.is_recorded(Tier::Body));
        assert!(!Reading::Owner.is_recorded(Tier::City) && !Reading::Office.is_recorded(Tier::County));
        assert!(!Reading::Refused.is_recorded(Tier::City));
    }
}
