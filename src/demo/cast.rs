//! Who acts in a scene: people of a city with their accounts, and the groups that watch their units.

use std::collections::HashMap;

use super::accounts::Named;
use super::load::DemoError;
use crate::domain::accounts::store as accounts;
use crate::domain::campaigns::groups;
use crate::domain::people;
use crate::imports::PersonRow;
use crate::kernel::scope::Actor;
use crate::platform::db::{Db, Tx};

/// Everybody of a city as an actor, by staff number.
pub(super) struct Cast {
    actors: HashMap<String, Actor>,
    units: HashMap<String, String>,
    leaders: HashMap<String, String>,
    named: Named,
}

impl Cast {
    /// Gathers them once the accounts are made.
    pub(super) async fn gather(
        db: &Db,
        tx: &mut Tx,
        people: &[PersonRow],
        named: &Named,
    ) -> Result<Self, DemoError> {
        let mut actors = HashMap::new();
        let mut global = db.begin_global().await?;
        let by_person = accounts::ids_by_person(&mut global, tx.tenant()).await?;
        drop(global);
        for row in people {
            let Some(person) = people::store::by_staff_no(tx, &row.staff_no).await? else {
                continue;
            };
            let Some(account) = by_person.get(&person.id).copied() else {
                continue;
            };
            let actor = Actor {
                account: Some(account),
                person: Some(person.id),
                name: row.name.clone(),
                grants: accounts::grants(tx, account).await?,
                groups: groups::of_person(tx, person.id).await?,
                leads: false,
            };
            actors.insert(row.staff_no.clone(), actor);
        }
        let units = people
            .iter()
            .map(|p| (p.staff_no.clone(), p.unit.clone()))
            .collect();
        let leaders = people
            .iter()
            .filter_map(|p| Some((p.staff_no.clone(), p.leader_no.clone()?)))
            .collect();
        Ok(Self {
            actors,
            units,
            leaders,
            named: named.clone(),
        })
    }

    /// The owner.
    pub(super) fn owner(&self, staff_no: &str) -> Option<&Actor> {
        self.actors.get(staff_no)
    }

    /// The owner's leader in charge.
    pub(super) fn leader_of(&self, staff_no: &str) -> Option<&Actor> {
        self.actors.get(self.leaders.get(staff_no)?)
    }

    /// A member of the group that watches the owner's unit, from another unit: the second group watches the unit
    /// that the first comes from, the first all others.
    pub(super) fn reviewer_of(&self, staff_no: &str, turn: usize) -> Option<&Actor> {
        let members = if self.units.get(staff_no)? == "市纪委监委" {
            self.named.second.iter().collect::<Vec<_>>()
        } else {
            vec![&self.named.reviewer, &self.named.grouphead]
        };
        self.actors.get(members[turn % members.len()])
    }

    /// The city's office.
    pub(super) fn office(&self) -> Option<&Actor> {
        self.actors.get(&self.named.office)
    }
}
