//! The rule as one table: roles by owners.

use super::*;
use crate::kernel::ids::DelegationId;
use crate::kernel::scope::{Grant, StandIn};

/// Whose problem, as the columns of [`TABLE`], and whether it was ever submitted and is still being filed: a cadre of the county,
/// cadres of a department, a city leader, a body before and after its review; and drafts of a cadre and of a body.
const OWNERS: [(&str, Tier, bool, bool); 8] = [
    ("county's 乡科级", Tier::Township, true, true),
    ("department's 乡科级", Tier::Township, true, true),
    ("county's 县处级", Tier::County, true, true),
    ("市级", Tier::City, true, true),
    ("班子", Tier::Body, true, true),
    ("班子, approved", Tier::Body, true, false),
    ("draft", Tier::Township, false, true),
    ("draft of the 班子", Tier::Body, false, true),
];

/// Who may read the texts of whom: domain §3 and §6, each role a line. `-` reads not; letters say as what:
/// Owner, Drafter, Leader, Stand-in, Group, oFfice, Named.
const TABLE: [(&str, &str); 35] = [
    ("owner", "O O O O - - O -"),
    ("leader", "L L L L L L - -"),
    ("stand-in for the leader", "S S S S S S - -"),
    ("stand-in for the leader who is the owner", "O O O O S S O -"),
    ("stand-in for the leader whom the owner leads", "- - - - S S - -"),
    (
        "stand-in for the leader who drafts for the body",
        "S S S S D - - D",
    ),
    ("stand-in for another leader", "- - - - - - - -"),
    ("colleague", "- - - - - - - -"),
    ("drafter of the body", "- - - - D - - D"),
    ("principal of the body", "- - - - O O - O"),
    ("drafter of another body", "- - - - - - - -"),
    ("principal of another body", "- - - - - - - -"),
    (
        "superior of the body, not named on the problem",
        "- - - - - - - -",
    ),
    ("group's member", "G G G G G G - -"),
    ("group's head", "G G G G G G - -"),
    ("other group's member", "- - - - - - - -"),
    ("member who left the group", "- - - - - - - -"),
    ("liaison of the unit", "- - - - - - - -"),
    ("head of the unit", "- - - - - - - -"),
    ("administrator of the unit", "- - - - - - - -"),
    ("county office", "F - - - - - - -"),
    ("other county's office", "- - - - - - - -"),
    ("county office of no county", "- - - - - - - -"),
    ("city office", "F F F - - - - -"),
    ("head of the city office", "F F F - - - - -"),
    ("named reader", "- - - N N N - -"),
    ("city office, also named", "F F F N N N - -"),
    ("provincial office", "- - - - - - - -"),
    ("read-only leader", "- - - - - - - -"),
    ("system administrator", "- - - - - - - -"),
    ("security administrator", "- - - - - - - -"),
    ("audit administrator", "- - - - - - - -"),
    // Roles that must not be mixed, should they be.
    ("audit administrator in the city office", "- - - - - - - -"),
    (
        "security administrator who drafts for the body",
        "- - - - - - - -",
    ),
    ("nobody", "- - - - - - - -"),
];

struct World {
    owner: PersonId,
    leader: PersonId,
    group: GroupId,
    county: UnitId,
    department: UnitId,
    body: UnitId,
}

impl World {
    fn facts(&self, (column, tier, submitted, filing): (&str, Tier, bool, bool)) -> Facts {
        Facts {
            owner: if tier == Tier::Body {
                self.body.into()
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
            entered: false,
            submitted,
            filing,
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
        let acts_for = |body, duty| Actor {
            bodies: vec![(body, duty)],
            ..person(PersonId::fresh())
        };
        let stands_in = |leader, actor: Actor| Actor {
            stands_in: vec![StandIn {
                delegation: DelegationId::fresh(),
                leader,
                name: String::new(),
                signs: false,
            }],
            ..actor
        };
        match who {
            "stand-in for the leader" => stands_in(self.leader, person(PersonId::fresh())),
            "stand-in for the leader who is the owner" => stands_in(self.leader, person(self.owner)),
            "stand-in for the leader whom the owner leads" => Actor {
                superiors: vec![self.owner],
                ..stands_in(self.leader, person(PersonId::fresh()))
            },
            "stand-in for the leader who drafts for the body" => {
                stands_in(self.leader, acts_for(self.body, BodyDuty::Drafter))
            }
            "stand-in for another leader" => stands_in(PersonId::fresh(), person(PersonId::fresh())),
            "drafter of the body" => acts_for(self.body, BodyDuty::Drafter),
            "principal of the body" => acts_for(self.body, BodyDuty::Principal),
            "drafter of another body" => acts_for(UnitId::fresh(), BodyDuty::Drafter),
            "principal of another body" => acts_for(UnitId::fresh(), BodyDuty::Principal),
            "superior of the body, not named on the problem" => acts_for(self.body, BodyDuty::Superior),
            "security administrator who drafts for the body" => Actor {
                bodies: vec![(self.body, BodyDuty::Drafter)],
                ..holds(Role::SecAdmin)
            },
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
        body: UnitId::fresh(),
    };
    let mut told = Vec::new();
    for (who, line) in TABLE {
        let actor = world.actor(who);
        told.extend(actor.grants.iter().map(|grant| grant.role));
        let letters = OWNERS.map(|owner| match reading(&actor, &world.facts(owner)) {
            Reading::Owner => "O",
            Reading::Drafter => "D",
            Reading::Liaison => "E",
            Reading::Leader => "L",
            Reading::StandIn => "S",
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
        entered: false,
        submitted: true,
        filing: true,
        group: None,
    };
    assert_eq!(reading(&Actor::default(), &facts), Reading::Refused);
}

#[test]
fn openings_of_guarded_texts_by_others_are_recorded() {
    assert!(Reading::StandIn.is_recorded(Tier::City));
    assert!(Reading::Group.is_recorded(Tier::City) && Reading::Named.is_recorded(Tier::Body));
    assert!(!Reading::Owner.is_recorded(Tier::City) && !Reading::Office.is_recorded(Tier::County));
    assert!(!Reading::Refused.is_recorded(Tier::City) && !Reading::Drafter.is_recorded(Tier::Body));
}

#[test]
fn whoever_types_for_another_reads_it_but_officers_read_nothing() {
    let facts = Facts {
        owner: PersonId::fresh().into(),
        leader: None,
        tier: Tier::Township,
        top_unit: UnitId::fresh(),
        entered: true,
        submitted: false,
        filing: true,
        group: None,
    };
    assert_eq!(reading(&Actor::default(), &facts), Reading::Liaison);
    let officer = Actor {
        grants: vec![Grant {
            role: Role::Auditor,
            unit: None,
        }],
        ..Actor::default()
    };
    assert_eq!(reading(&officer, &facts), Reading::Refused);
}
