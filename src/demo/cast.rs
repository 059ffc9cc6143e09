//! Who acts in a scene: people of a city with their accounts, and the groups that watch their units.

use std::collections::HashMap;

use super::accounts::Named;
use super::groups::Groups;
use super::load::DemoError;
use crate::domain::accounts::store as accounts;
use crate::domain::campaigns::groups as groups_store;
use crate::imports::PersonRow;
use crate::kernel::ids::PersonId;
use crate::kernel::scope::Actor;
use crate::platform::db::{Db, Tx};

/// Everybody of a city as an actor, by staff number.
pub(super) struct Cast<'a> {
    actors: HashMap<&'a str, Actor>,
    rows: HashMap<&'a str, &'a PersonRow>,
    named: &'a Named,
    groups: &'a Groups,
}

impl<'a> Cast<'a> {
    /// Gathers them once the accounts are made.
    pub(super) async fn gather(
        db: &Db,
        tx: &mut Tx,
        (people, ids): (&'a [PersonRow], &HashMap<String, PersonId>),
        (named, groups): (&'a Named, &'a Groups),
    ) -> Result<Self, DemoError> {
        let mut actors = HashMap::new();
        let mut global = db.begin_global().await?;
        let by_person = accounts::ids_by_person(&mut global, tx.tenant()).await?;
        drop(global);
        for row in people {
            let Some(person) = ids.get(&row.staff_no).copied() else {
                continue;
            };
            let Some(account) = by_person.get(&person).copied() else {
                continue;
            };
            let actor = Actor {
                account: Some(account),
                person: Some(person),
                name: row.name.clone(),
                grants: accounts::grants(tx, account).await?,
                groups: groups_store::of_person(tx, person).await?,
                leads: false,
            };
            actors.insert(row.staff_no.as_str(), actor);
        }
        Ok(Self {
            actors,
            rows: people.iter().map(|row| (row.staff_no.as_str(), row)).collect(),
            named,
            groups,
        })
    }

    /// The owner.
    pub(super) fn owner(&self, staff_no: &str) -> Option<&Actor> {
        self.actors.get(staff_no)
    }

    /// The owner's leader in charge.
    pub(super) fn leader_of(&self, staff_no: &str) -> Option<&Actor> {
        self.actors.get(self.rows.get(staff_no)?.leader_no.as_deref()?)
    }

    /// A member of the group that watches the owner's unit.
    pub(super) fn reviewer_of(&self, staff_no: &str, turn: usize) -> Option<&Actor> {
        let unit = &self.rows.get(staff_no)?.unit;
        self.actors.get(self.groups.reviewer(unit, turn)?.as_str())
    }

    /// The city's office.
    pub(super) fn office(&self) -> Option<&Actor> {
        self.actors.get(self.named.office.as_str())
    }
}
