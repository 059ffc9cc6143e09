//! The units whose figures are somebody's own: the county of a county office, the unit of its head (domain §6).
//!
//! Only the roles of whoever acts say which: nothing that a request asks for widens it.

use std::collections::HashSet;

use uuid::Uuid;

use super::Tally;
use crate::domain::units::store::FullUnit;
use crate::domain::units::{UnitKind, store};
use crate::kernel::ids::UnitId;
use crate::kernel::scope::{Actor, Role};
use crate::platform::db::{DbError, Tx};

/// Roles that see the figures of their own unit or county, and no others.
pub const OWN: [Role; 2] = [Role::CountyOffice, Role::UnitHead];

/// Some units, each with everything below it.
#[derive(Clone, Debug)]
pub struct Within {
    /// The units that the roles name, in official order.
    held: Vec<FullUnit>,
    /// Of them those that are counted by: all that is counted under them belongs to them.
    whole: Vec<Uuid>,
    /// The others, each with what is below it.
    below: Vec<Uuid>,
    /// Every unit of the jurisdiction, in official order.
    all: Vec<FullUnit>,
}

impl Within {
    /// The units of whoever acts; none for somebody who sees no figures of their own.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn of(tx: &mut Tx, actor: &Actor) -> Result<Option<Self>, DbError> {
        Self::by(tx, actor, &OWN).await
    }

    /// Those that some of their roles name.
    pub(super) async fn by(tx: &mut Tx, actor: &Actor, roles: &[Role]) -> Result<Option<Self>, DbError> {
        let named: HashSet<UnitId> = roles.iter().flat_map(|role| actor.units_of(*role)).collect();
        if named.is_empty() {
            return Ok(None);
        }
        let all = store::all(tx).await?;
        let held: Vec<FullUnit> = all
            .iter()
            .filter(|unit| named.contains(&unit.id))
            .cloned()
            .collect();
        let (whole, parts): (Vec<&FullUnit>, Vec<&FullUnit>) =
            held.iter().partition(|unit| unit.top == unit.id);
        let whole = whole.iter().map(|unit| unit.id.0).collect();
        let below = below(&all, parts.iter().map(|unit| unit.id).collect());
        Ok((!held.is_empty()).then_some(Self {
            held,
            whole,
            below,
            all,
        }))
    }

    /// The names of the units that the roles name.
    pub fn names(&self) -> Vec<&str> {
        self.held.iter().map(|unit| unit.name.as_str()).collect()
    }

    /// Units that a tally of this is made up of, those that the roles name first, else in official order: those of today, and those
    /// counted here at that moment.
    pub fn units(&self, tally: &Tally) -> Vec<&FullUnit> {
        let counted = tally.units_counted();
        let listed = |unit: &&FullUnit| {
            let today = self.whole.contains(&unit.top.0) || self.below.contains(&unit.id.0);
            today || counted.contains(&unit.id)
        };
        let mut units: Vec<&FullUnit> = self.all.iter().filter(listed).collect();
        units.sort_by_key(|unit| !self.held.contains(unit));
        units
    }

    /// For SQL: top units that belong to it whole, and single ones.
    pub(super) fn ids(&self) -> (&[Uuid], &[Uuid]) {
        (&self.whole, &self.below)
    }
}

/// Units and all that is below them, to any depth. A unit that is counted by is never below another here.
fn below(all: &[FullUnit], roots: Vec<UnitId>) -> Vec<Uuid> {
    let mut found: Vec<UnitId> = roots;
    let mut at = 0;
    while let Some(parent) = found.get(at).copied() {
        let children = all.iter().filter(|unit| {
            unit.parent == Some(parent)
                && unit.kind == UnitKind::Subordinate.code()
                && !found.contains(&unit.id)
        });
        let children: Vec<UnitId> = children.map(|unit| unit.id).collect();
        found.extend(children);
        at += 1;
    }
    found.into_iter().map(|id| id.0).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(n: u128, parent: Option<u128>, kind: UnitKind) -> FullUnit {
        let id = |n: u128| UnitId(Uuid::from_u128(n));
        FullUnit {
            id: id(n),
            name: n.to_string(),
            kind: kind.code().to_owned(),
            parent: parent.map(id),
            top: id(1),
            region_code: None,
            credit_code: None,
            sort_no: 0,
        }
    }

    #[test]
    fn everything_below_a_unit_belongs_to_it_and_nothing_beside_it() {
        let all = [
            unit(1, None, UnitKind::Department),
            unit(2, Some(1), UnitKind::Subordinate),
            unit(3, Some(2), UnitKind::Subordinate),
            unit(4, Some(3), UnitKind::Subordinate),
            unit(5, Some(1), UnitKind::Subordinate),
        ];
        let of = |n: u128| {
            let ids = below(&all, vec![UnitId(Uuid::from_u128(n))]);
            ids.iter().map(Uuid::as_u128).collect::<Vec<_>>()
        };
        assert_eq!(of(2), [2, 3, 4]);
        assert_eq!(of(5), [5]);
    }
}
