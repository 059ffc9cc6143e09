//! Verbs: read a verdict's entry a second time; uphold the first verdict where the two differ.

use serde_json::json;

use super::store;
use super::{SecondReading, Settled};
use crate::domain::campaigns;
use crate::domain::ledger::Act;
use crate::domain::lists::{self, ListsError, Problem, Refusal};
use crate::domain::review::{Decision, conflict};
use crate::kernel::ids::{GroupId, SecondReadingId, VerdictId};
use crate::kernel::scope::Actor;
use crate::platform::db::{DbError, Tx};

/// Whether the actor is one who reads this a second time: a member of the group with no interest in the entry, and not who ruled first.
///
/// # Errors
/// When the database refuses.
pub async fn may_read(
    tx: &mut Tx,
    actor: &Actor,
    reading: &SecondReading,
    problem: &Problem,
) -> Result<bool, DbError> {
    let (account, person) = reading.first_by;
    let first = actor.account == Some(account) || person.is_some() && actor.person == person;
    let member = actor.groups.iter().any(|(group, _)| *group == reading.group);
    Ok(!first && member && conflict::may_review(tx, actor, problem).await?)
}

/// The reading of a verdict on a problem that waits for the actor. A head sees verdicts to confirm and revoke them, and is not kept
/// from it.
///
/// # Errors
/// When the database refuses.
pub async fn awaits(
    tx: &mut Tx,
    actor: &Actor,
    problem: &Problem,
) -> Result<Option<SecondReadingId>, DbError> {
    let members = actor.groups.iter().filter(|(_, head)| !head);
    let groups: Vec<GroupId> = members.map(|(group, _)| *group).collect();
    if groups.is_empty() {
        return Ok(None);
    }
    let Some(id) = store::waiting_on(tx, problem.id, &groups).await? else {
        return Ok(None);
    };
    let Some(reading) = store::find(tx, id).await? else {
        return Ok(None);
    };
    Ok(may_read(tx, actor, &reading, problem).await?.then_some(id))
}

/// Writes the second ruling. Gives whether it is the same as the first.
///
/// # Errors
/// [`Refusal::NotYours`]; [`Refusal::NotNow`] when it was read already, the first verdict holds no longer, or both signed on it;
/// [`ListsError::Invalid`] with what is wrong with the reasons.
pub async fn read(
    tx: &mut Tx,
    act: &mut Act,
    id: SecondReadingId,
    decision: &Decision,
) -> Result<bool, ListsError> {
    let reading = store::lock(tx, id).await?.ok_or(ListsError::NotFound)?;
    let problem = lists::store::find(tx, reading.problem)
        .await?
        .ok_or(ListsError::NotFound)?;
    if !may_read(tx, &act.actor, &reading, &problem).await? {
        return Err(Refusal::NotYours.into());
    }
    if reading.second.is_some() || reading.void || reading.lapsed {
        return Err(Refusal::NotNow.into());
    }
    let reader = act.actor.person.zip(act.actor.account).ok_or(Refusal::NotYours)?;
    let revision = lists::store::revision(tx, reading.problem, reading.revision).await?;
    let content = revision
        .and_then(|revision| revision.read())
        .ok_or(Refusal::NotNow)?;
    let terms = campaigns::store::terms(tx, problem.campaign).await?;
    let decision = decision.check(&content, &terms).map_err(ListsError::Invalid)?;
    let agreed = decision.ruling == reading.first;
    store::write(tx, id, reader, (&decision, agreed), act.at).await?;
    let codes: Vec<&str> = decision
        .reasons
        .iter()
        .map(|reason| reason.code.as_str())
        .collect();
    let data = json!({"verdict": reading.verdict, "ruling": decision.ruling.code(), "agreed": agreed, "reasons": codes});
    let object = ("second_reading", Some(id.0));
    act.record(tx, "rereading.read", object, &data).await?;
    Ok(agreed)
}

/// The head upholds the first verdict where the second differs.
///
/// # Errors
/// [`Refusal::NotYours`] for whoever is not the head of the group, or gave one of the two; [`Refusal::NotNow`] where nothing is to be
/// decided.
pub async fn uphold(tx: &mut Tx, act: &mut Act, id: SecondReadingId) -> Result<(), ListsError> {
    let reading = store::lock(tx, id).await?.ok_or(ListsError::NotFound)?;
    let head = act
        .actor
        .person
        .filter(|_| act.actor.groups.contains(&(reading.group, true)));
    let head = head.ok_or(Refusal::NotYours)?;
    let reader = reading.second.as_ref().map(|second| second.reader);
    if reading.first_by.1 == Some(head) || reader == Some(head) {
        return Err(Refusal::NotYours.into());
    }
    if !store::settle(tx, reading.verdict, Settled::Upheld, (head, act.at)).await? {
        return Err(Refusal::NotNow.into());
    }
    let data = json!({"verdict": reading.verdict});
    let object = ("second_reading", Some(id.0));
    Ok(act.record(tx, "rereading.upheld", object, &data).await?)
}

/// What the revocation of a verdict decides, if it was read a second time.
///
/// # Errors
/// When the database refuses.
pub(in crate::domain::review) async fn revoked(
    tx: &mut Tx,
    act: &Act,
    verdict: VerdictId,
) -> Result<(), ListsError> {
    if let Some(head) = act.actor.person {
        store::settle(tx, verdict, Settled::Revoked, (head, act.at)).await?;
    }
    Ok(())
}
