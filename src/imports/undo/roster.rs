//! People, posts and accounts of an import that is taken back.

use std::collections::{BTreeSet, HashMap, HashSet};

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{Change, Plan, Why, store};
use crate::domain::people::roster::{self, RosterPerson};
use crate::kernel::ids::PersonId;
use crate::platform::db::{DbError, Tx};

/// Withdraws people whom nothing hangs on; ends the posts that began and begins those that ended, of everybody whose posts
/// were not changed since. Of whoever stays everything stays.
pub(super) async fn plan(
    tx: &mut Tx,
    changes: &[Change],
    applied_at: DateTime<Utc>,
    plan: &mut Plan,
) -> Result<(), DbError> {
    let concerned = concerned(changes);
    if concerned.is_empty() {
        return Ok(());
    }
    let people: HashMap<PersonId, RosterPerson> = roster::people(tx)
        .await?
        .into_iter()
        .map(|person| (person.id, person))
        .collect();
    let added: HashSet<PersonId> = changes
        .iter()
        .filter_map(|change| match change {
            Change::PersonAdded(person) => Some(person.id),
            _ => None,
        })
        .collect();
    let kept = kept(tx, changes, &concerned, &added, applied_at).await?;
    let stays = |person: &PersonId| kept.contains_key(person);
    let mut moved = BTreeSet::new();
    for change in changes {
        match change {
            Change::PersonAdded(person) if !stays(&person.id) => plan.withdrawn_people.push(person.id),
            Change::PersonChanged(before, after) if !stays(&after.id) => {
                if people.get(&after.id) == Some(after) {
                    plan.restored_people.push(before.clone());
                } else {
                    plan.keep(&after.name, Why::Changed);
                }
            }
            Change::PostOpened(post) if !stays(&post.person) => {
                plan.ended.push(post.id);
                moved.insert(post.person);
            }
            Change::PostEnded(post) if !stays(&post.person) => {
                plan.reopened.push(post.id);
                moved.insert(post.person);
            }
            Change::Joined(owner, cohort) if !stays(&PersonId(*owner)) => {
                plan.left.push((*owner, cohort.clone()));
            }
            Change::AccountEnabled(account) => plan.disabled.push(*account),
            Change::AccountDisabled(account) => plan.enabled.push(*account),
            _ => {}
        }
    }
    plan.moved = moved
        .into_iter()
        .filter(|person| !added.contains(person))
        .collect();
    let named = |id: &PersonId| people.get(id).map(|person| person.name.clone());
    for person in concerned.iter().filter(|person| stays(person)) {
        plan.keep(named(person).unwrap_or_default(), kept[person]);
    }
    Ok(())
}

/// Everybody of whom something changed, in the order of the import.
fn concerned(changes: &[Change]) -> Vec<PersonId> {
    let mut seen = HashSet::new();
    let people = changes.iter().filter_map(|change| match change {
        Change::PersonAdded(person) | Change::PersonChanged(_, person) => Some(person.id),
        Change::PostOpened(post) | Change::PostEnded(post) => Some(post.person),
        _ => None,
    });
    people.filter(|person| seen.insert(*person)).collect()
}

/// Who stays as they are, and why.
async fn kept(
    tx: &mut Tx,
    changes: &[Change],
    concerned: &[PersonId],
    added: &HashSet<PersonId>,
    applied_at: DateTime<Utc>,
) -> Result<HashMap<PersonId, Why>, DbError> {
    let ids: Vec<Uuid> = concerned.iter().map(|person| person.0).collect();
    let new: Vec<Uuid> = added.iter().map(|person| person.0).collect();
    let mut kept: HashMap<PersonId, Why> = HashMap::new();
    for person in store::posted_since(tx, &ids, applied_at).await? {
        kept.insert(person, Why::Posted);
    }
    for (person, why) in store::people_in_use(tx, &new).await? {
        kept.entry(person).or_insert(why);
    }
    // Whoever is leader in charge of somebody who stays has to stay.
    let opened: HashMap<Uuid, PersonId> = changes
        .iter()
        .filter_map(|change| match change {
            Change::PostOpened(post) => Some((post.id, post.person)),
            _ => None,
        })
        .collect();
    let led = store::led_by(tx, &new).await?;
    loop {
        let before = kept.len();
        for (leader, post) in &led {
            let goes = opened.get(post).is_some_and(|person| !kept.contains_key(person));
            if !goes {
                kept.entry(*leader).or_insert(Why::Leads);
            }
        }
        if kept.len() == before {
            return Ok(kept);
        }
    }
}
