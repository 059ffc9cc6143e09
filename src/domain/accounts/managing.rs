//! Who may look after whose account (domain §6): the security administrator everybody's, the administrator of a unit and the
//! county office those of their own people who hold no role beyond the unit. Nobody their own.

use super::store::directory::Line;
use crate::kernel::ids::UnitId;
use crate::kernel::scope::{Actor, Role};

/// Whose accounts somebody sees.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Everybody's.
    All,
    /// Those of people of these units and of what stands below them.
    Units(Vec<UnitId>),
}

impl Reach {
    /// Of an actor; none for whoever looks after nobody's.
    pub fn of(actor: &Actor) -> Option<Self> {
        if actor.has(Role::SecAdmin) {
            return Some(Self::All);
        }
        let units: Vec<_> = [Role::UnitAdmin, Role::CountyOffice]
            .into_iter()
            .flat_map(|role| actor.units_of(role))
            .collect();
        (!units.is_empty()).then_some(Self::Units(units))
    }

    /// As queries take it.
    pub fn within(&self) -> Option<Vec<uuid::Uuid>> {
        match self {
            Self::All => None,
            Self::Units(units) => Some(units.iter().map(|unit| unit.0).collect()),
        }
    }
}

/// Whether `actor`, within whose reach the account is, may reset it, disable it, give and take roles.
pub fn may_manage(actor: &Actor, account: &Line) -> bool {
    let within_unit = |role: &Role| matches!(role, Role::Liaison | Role::UnitHead | Role::UnitAdmin);
    actor.account != Some(account.id)
        && match Reach::of(actor) {
            Some(Reach::All) => true,
            Some(Reach::Units(_)) => account.roles().iter().all(within_unit),
            None => false,
        }
}

/// Whether `actor` may give this role: the security administrator all but the three administrators' and what the head of the office
/// names themself; the county office those within a unit.
pub fn may_give(actor: &Actor, role: Role) -> bool {
    if actor.has(Role::SecAdmin) {
        !role.is_officer() && role != Role::CityReader
    } else {
        actor.has(Role::CountyOffice) && matches!(role, Role::Liaison | Role::UnitHead | Role::UnitAdmin)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::ids::AccountId;
    use crate::kernel::scope::Grant;

    fn line(roles: &str) -> Line {
        Line {
            id: AccountId::fresh(),
            login: "a001".to_owned(),
            name: "Somebody".to_owned(),
            person: None,
            unit: None,
            title: None,
            roles: roles.to_owned(),
            disabled_why: None,
            has_password: true,
            must_change: false,
            one_time_until: None,
            factor: false,
        }
    }

    fn holding(role: Role) -> Actor {
        Actor {
            account: Some(AccountId::fresh()),
            grants: vec![Grant {
                role,
                unit: role.is_of_unit().then(UnitId::fresh),
            }],
            ..Actor::default()
        }
    }

    #[test]
    fn whose_account_is_whose_to_look_after() {
        let managers = [
            Role::SecAdmin,
            Role::CountyOffice,
            Role::UnitAdmin,
            Role::Liaison,
            Role::SysAdmin,
            Role::OfficeHead,
        ];
        for (roles, expected) in [
            ("", [true, true, true, false, false, false]),
            ("liaison,unit_head", [true, true, true, false, false, false]),
            // Whoever resets a password can sign in with it: no way up from a unit to what reaches beyond it.
            ("liaison,reviewer", [true, false, false, false, false, false]),
            ("county_office", [true, false, false, false, false, false]),
            ("office_head", [true, false, false, false, false, false]),
            ("auditor", [true, false, false, false, false, false]),
        ] {
            let told = managers.map(|role| may_manage(&holding(role), &line(roles)));
            assert_eq!(told, expected, "{roles}");
        }
        let own = line("");
        let me = Actor {
            account: Some(own.id),
            ..holding(Role::SecAdmin)
        };
        assert!(!may_manage(&me, &own), "nobody their own");
    }

    #[test]
    fn administrators_and_named_readers_are_not_the_security_administrators_to_make() {
        let given = |who: Role| {
            Role::ALL
                .into_iter()
                .filter(move |role| may_give(&holding(who), *role))
        };
        assert_eq!(given(Role::SecAdmin).count(), Role::ALL.len() - 4);
        assert_eq!(
            given(Role::CountyOffice).collect::<Vec<_>>(),
            [Role::Liaison, Role::UnitHead, Role::UnitAdmin]
        );
        assert_eq!(given(Role::UnitAdmin).count() + given(Role::SysAdmin).count(), 0);
    }
}
