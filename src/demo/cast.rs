//! Who acts in a scene: people of a city with their accounts, and the groups that watch their units.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::accounts::Named;
use super::duties::Duties;
use super::fate::Step;
use super::groups::Groups;
use super::load::DemoError;
use super::script::Owner;
use crate::domain::accounts::store as accounts;
use crate::domain::campaigns::groups as groups_store;
use crate::domain::people::store::duties;
use crate::imports::PersonRow;
use crate::kernel::ids::{PersonId, UnitId};
use crate::kernel::scope::{Actor, BodyDuty};
use crate::platform::db::{Db, Tx};

/// Everybody of a city as an actor, by staff number.
pub(super) struct Cast<'a> {
    actors: HashMap<&'a str, Actor>,
    rows: HashMap<&'a str, &'a PersonRow>,
    named: &'a Named,
    groups: &'a Groups,
    duties: &'a [Duties],
}

impl<'a> Cast<'a> {
    /// Gathers them once the accounts are made.
    pub(super) async fn gather(
        db: &Db,
        tx: &mut Tx,
        (people, ids): (&'a [PersonRow], &HashMap<String, PersonId>),
        (named, groups, duties): (&'a Named, &'a Groups, &'a [Duties]),
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
            // Nobody stands in for anybody yet, whatever the day.
            let held = duties::of_person(tx, person, NaiveDate::default()).await?;
            let actor = Actor {
                account: Some(account),
                person: Some(person),
                name: row.name.clone(),
                grants: accounts::grants(tx, account).await?,
                groups: groups_store::of_person(tx, person).await?,
                leads: held.leads,
                bodies: held.bodies,
                stands_in: held.stands_in,
                superiors: held.superiors,
            };
            actors.insert(row.staff_no.as_str(), actor);
        }
        Ok(Self {
            actors,
            rows: people.iter().map(|row| (row.staff_no.as_str(), row)).collect(),
            named,
            groups,
            duties,
        })
    }

    /// Who does a step: the owner, the leader in charge, a member of the group that watches the owner's unit. For a body its
    /// drafter files, its principal is the owner, its superior the leader.
    pub(super) fn actor(&self, owner: &Owner, step: Step, turn: usize) -> Option<&Actor> {
        let (unit, writer, owner, leader) = match owner {
            Owner::Person(no) => {
                let row = self.rows.get(no.as_str())?;
                (row.unit.as_str(), no, no, row.leader_no.as_ref())
            }
            Owner::Body(body) => {
                let duties = self.duties.iter().find(|duties| duties.body == *body)?;
                (
                    *body,
                    &duties.drafter,
                    &duties.principal,
                    duties.superior.as_ref(),
                )
            }
        };
        let who = match step {
            Step::Approve | Step::Return | Step::Redo | Step::Accept | Step::SendBack => {
                self.groups.reviewer(unit, turn)?
            }
            Step::CheckForm => return self.office(),
            Step::SignAsLeader | Step::SignDoneAsLeader => leader?,
            Step::Start | Step::Discuss | Step::Submit => writer,
            _ => owner,
        };
        self.actors.get(who.as_str())
    }

    /// A body's unit.
    pub(super) fn body(&self, name: &str) -> Option<UnitId> {
        let duties = self.duties.iter().find(|duties| duties.body == name)?;
        let principal = self.actors.get(duties.principal.as_str())?;
        principal.bodies_as(BodyDuty::Principal).next()
    }

    /// The city's office.
    pub(super) fn office(&self) -> Option<&Actor> {
        self.actors.get(self.named.office.as_str())
    }
}
