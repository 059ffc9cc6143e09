//! Verbs: take a lot, give one to a member, pass an entry to a colleague, put it back or take it back, confirm it.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::json;

use super::store::{self, Free};
use super::{Ended, GIVEN_HOLD, GIVEN_SIZE, HOLD, Kind, Lot, MOST_OPEN, SIZE, STAGE};
use crate::domain::campaigns::groups;
use crate::domain::ledger::Act;
use crate::domain::lists::{ListsError, Refusal, store as lists_store};
use crate::domain::review::queue::{Desk, Filter};
use crate::domain::review::{conflict, store as review_store};
use crate::kernel::fields::FieldProblems;
use crate::kernel::ids::{CampaignId, GroupId, LotId, PersonId, ProblemId};
use crate::kernel::messages::{Message, msg};
use crate::platform::db::Tx;

/// A lot that was opened, and its first entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Opened {
    /// The lot.
    pub id: LotId,
    /// Where to begin.
    pub first: ProblemId,
    /// How many entries it has.
    pub entries: usize,
}

fn wrong(field: &str, message: Message) -> ListsError {
    ListsError::Invalid(FieldProblems::at(field, message))
}

/// Takes the next free entries of a kind, whole people up to [`SIZE`].
///
/// # Errors
/// [`Refusal::NotYours`] for a unit that is not the actor's to review; [`ListsError::Invalid`] at `kind` when nothing is free, or the
/// actor has too many open.
pub async fn claim(tx: &mut Tx, act: &mut Act, desk: &Desk, kind: Kind) -> Result<Opened, ListsError> {
    let group = group_for(tx, desk, kind).await?;
    if !act.actor.groups.iter().any(|(mine, _)| *mine == group) {
        return Err(Refusal::NotYours.into());
    }
    begin(tx, act, group).await?;
    if store::open_count(tx, desk.campaign, desk.person).await? >= MOST_OPEN {
        return Err(wrong(
            "kind",
            msg("您已有 {0} 批没有审完，请先审完或放回一批。").with(MOST_OPEN),
        ));
    }
    let entries = whole_people(store::free(tx, desk, kind, most(SIZE)).await?, SIZE);
    open(tx, act, (desk, group, kind), None, (&entries, act.at + HOLD)).await
}

/// Gives what is free of a kind, up to [`GIVEN_SIZE`], to a member of the actor's group, as far as it is that member's to review.
///
/// # Errors
/// As [`claim`]; [`Refusal::NotYours`] for whoever is not the head; [`ListsError::Invalid`] at `to` for somebody who is no member.
pub async fn give(
    tx: &mut Tx,
    act: &mut Act,
    campaign: CampaignId,
    (kind, to): (Kind, PersonId),
    today: NaiveDate,
) -> Result<Opened, ListsError> {
    let group = groups::of_unit(tx, campaign, kind.unit)
        .await?
        .ok_or(Refusal::NotYours)?;
    if !act.actor.groups.contains(&(group, true)) {
        return Err(Refusal::NotYours.into());
    }
    let desk = member(tx, campaign, (group, to), today).await?;
    if desk.own.contains(&kind.unit) {
        return Err(wrong("to", msg("这是他本人的单位，按回避规定请分给别人。")));
    }
    begin(tx, act, group).await?;
    let entries = whole_people(store::free(tx, &desk, kind, most(GIVEN_SIZE)).await?, GIVEN_SIZE);
    let by = act.actor.person;
    open(tx, act, (&desk, group, kind), by, (&entries, act.at + GIVEN_HOLD)).await
}

/// Passes one entry to a colleague of the same group, as a lot of its own: out of the actor's lot, if it stands in one.
///
/// # Errors
/// [`Refusal::NotYours`], [`Refusal::NotNow`]; [`Refusal::Held`] when it stands in another's lot; [`ListsError::Invalid`] at `to`.
pub async fn pass_on(
    tx: &mut Tx,
    act: &mut Act,
    (id, version): (ProblemId, i32),
    to: PersonId,
    today: NaiveDate,
) -> Result<Opened, ListsError> {
    let problem = lists_store::lock(tx, id, Some(version)).await?;
    if problem.stage != Some(STAGE) {
        return Err(Refusal::NotNow.into());
    }
    if !conflict::may_review(tx, &act.actor, &problem).await? {
        return Err(Refusal::NotYours.into());
    }
    let group = groups::of_unit(tx, problem.campaign, problem.top_unit).await?;
    let group = group.ok_or(Refusal::NotYours)?;
    let desk = member(tx, problem.campaign, (group, to), today).await?;
    let theirs = conflict::Ties::default() == review_store::ties(tx, to, &problem).await?
        && !problem.is_owned_by(Some(to))
        && !problem.is_led_by(Some(to))
        && problem
            .leader
            .is_none_or(|leader| !desk.stands_in.contains(&leader));
    if Some(to) == act.actor.person || !theirs {
        return Err(wrong("to", msg("按回避规定，这一条不能转给他，请选别人。")));
    }
    begin(tx, act, group).await?;
    let entry = store::waiting_of(tx, id).await?.ok_or(Refusal::NotNow)?;
    if let Some((lot, reviewer, _)) = store::lock_of(tx, (id, problem.revision)).await? {
        if Some(reviewer) != act.actor.person {
            return Err(Refusal::Held.into());
        }
        store::move_on(tx, lot, id).await?;
        if store::last_of(tx, lot).await? {
            store::end(tx, lot, Ended::Done, act.at).await?;
        }
    }
    let kind = Kind {
        unit: problem.top_unit,
        tier: problem.tier,
        again: problem.revision > 1,
    };
    let by = act.actor.person;
    open(tx, act, (&desk, group, kind), by, (&[entry], act.at + GIVEN_HOLD)).await
}

/// Ends a lot before it is done: its reviewer puts it back, the head of its group takes it back. What is ruled on stays ruled on.
///
/// # Errors
/// [`Refusal::NotYours`], [`Refusal::NotNow`].
pub async fn end(tx: &mut Tx, act: &mut Act, lot: &Lot) -> Result<Ended, ListsError> {
    let how = if Some(lot.reviewer) == act.actor.person {
        Ended::GivenBack
    } else if act.actor.groups.contains(&(lot.group, true)) {
        Ended::TakenBack
    } else {
        return Err(Refusal::NotYours.into());
    };
    store::in_turn(tx, lot.group).await?;
    if !store::end(tx, lot.id, how, act.at).await? {
        return Err(Refusal::NotNow.into());
    }
    let data = json!({"how": how.code(), "left": lot.left()});
    act.record(tx, "lot.ended", ("lot", Some(lot.id.0)), &data)
        .await?;
    Ok(how)
}

/// The head of the group confirms what was ruled in a lot that has ended; in their own, another head does.
///
/// # Errors
/// [`Refusal::NotYours`], [`Refusal::NotNow`].
pub async fn confirm(tx: &mut Tx, act: &mut Act, lot: &Lot) -> Result<(), ListsError> {
    let head = act
        .actor
        .person
        .filter(|_| act.actor.groups.contains(&(lot.group, true)));
    let head = head
        .filter(|head| *head != lot.reviewer)
        .ok_or(Refusal::NotYours)?;
    if !store::confirm(tx, lot.id, head, act.at).await? {
        return Err(Refusal::NotNow.into());
    }
    let data = json!({"ruled": lot.ruled, "returned": lot.returned});
    Ok(act
        .record(tx, "lot.confirmed", ("lot", Some(lot.id.0)), &data)
        .await?)
}

/// The group that watches a unit, if the desk may review there at all.
async fn group_for(tx: &mut Tx, desk: &Desk, kind: Kind) -> Result<GroupId, ListsError> {
    let filter = Filter {
        unit: Some(kind.unit),
        ..Filter::default()
    };
    if desk.units(filter).is_empty() {
        return Err(Refusal::NotYours.into());
    }
    let group = groups::of_unit(tx, desk.campaign, kind.unit).await?;
    Ok(group.ok_or(Refusal::NotYours)?)
}

/// The desk of a member of a group.
async fn member(
    tx: &mut Tx,
    campaign: CampaignId,
    (group, person): (GroupId, PersonId),
    today: NaiveDate,
) -> Result<Desk, ListsError> {
    let of = groups::of_person(tx, person).await?;
    if !of.iter().any(|(theirs, _)| *theirs == group) {
        return Err(wrong("to", msg("请从本组成员中选")));
    }
    Ok(Desk::of_member(tx, campaign, person, today).await?)
}

/// One at a time in a group; what nobody went on with is free again.
async fn begin(tx: &mut Tx, act: &mut Act, group: GroupId) -> Result<(), ListsError> {
    store::in_turn(tx, group).await?;
    for lot in store::expire(tx, group, act.at).await? {
        let data = json!({"how": Ended::Expired.code()});
        act.record(tx, "lot.ended", ("lot", Some(lot.0)), &data).await?;
    }
    Ok(())
}

async fn open(
    tx: &mut Tx,
    act: &mut Act,
    (desk, group, kind): (&Desk, GroupId, Kind),
    given_by: Option<PersonId>,
    (entries, until): (&[Free], DateTime<Utc>),
) -> Result<Opened, ListsError> {
    let Some(first) = entries.first() else {
        return Err(wrong(
            "kind",
            msg("这里没有可领的了：都已审完，或在别人的批次里。"),
        ));
    };
    let id = LotId::fresh();
    let (place, people) = ((desk.campaign, group, kind), (desk.person, given_by));
    store::add(tx, id, place, people, entries, (act.at, until)).await?;
    let data = json!({"unit": kind.unit, "tier": kind.tier.code(), "again": kind.again, "reviewer": desk.person,
        "entries": entries.len(), "given": given_by.is_some()});
    act.record(tx, "lot.opened", ("lot", Some(id.0)), &data).await?;
    Ok(Opened {
        id,
        first: first.id,
        entries: entries.len(),
    })
}

fn most(size: usize) -> i64 {
    i64::try_from(size + 1).unwrap_or(i64::MAX)
}

/// The first `size` entries, less those of a person who would be cut in two; whoever has more by themself stays whole as far as read.
fn whole_people(mut entries: Vec<Free>, size: usize) -> Vec<Free> {
    if entries.len() > size {
        let cut = entries[size].owner;
        let whole = entries.partition_point(|entry| entry.owner < cut);
        entries.truncate(if whole == 0 { size } else { whole });
    }
    entries
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::ids::OwnerId;

    #[test]
    fn nobody_is_cut_in_two() {
        let entry = |owner: u128, seq| Free {
            id: ProblemId::fresh(),
            revision: 1,
            owner: OwnerId(uuid::Uuid::from_u128(owner)),
            seq,
        };
        let of = |owners: &[u128]| {
            owners
                .iter()
                .zip(1..)
                .map(|(owner, seq)| entry(*owner, seq))
                .collect()
        };
        let left = |owners: &[u128], size| whole_people(of(owners), size).len();
        assert_eq!(left(&[1, 1, 2, 2], 3), 2);
        assert_eq!(left(&[1, 1, 2, 2], 4), 4);
        assert_eq!(left(&[1, 1, 1], 2), 2, "more than a lot by themself");
        assert_eq!(left(&[1, 2, 3], 2), 2);
        assert_eq!(left(&[], 2), 0);
    }
}
