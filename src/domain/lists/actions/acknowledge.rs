//! A leader in charge, or whoever stands in for them, acknowledges whom they lead now.

use serde_json::json;
use uuid::Uuid;

use crate::domain::ledger::Act;
use crate::domain::lists::store::handovers::{self, Handover};
use crate::domain::lists::{ListsError, Refusal};
use crate::kernel::scope::{Actor, StandIn};
use crate::platform::db::Tx;

/// What waits for the actor to be acknowledged, their own first; with the order by which they stand in for the leader.
///
/// # Errors
/// [`Refusal::NotYours`] for somebody who is no person of the roster.
pub async fn to_acknowledge(
    tx: &mut Tx,
    actor: &Actor,
) -> Result<Vec<(Handover, Option<StandIn>)>, ListsError> {
    let leader = actor.person.ok_or(Refusal::NotYours)?;
    let own = handovers::waiting(tx, leader).await?;
    let mut all: Vec<_> = own.into_iter().map(|one| (one, None)).collect();
    for order in &actor.stands_in {
        let theirs = handovers::waiting(tx, order.leader).await?.into_iter();
        let theirs = theirs.filter(|one| actor.never_leads().all(|owner| owner != one.person.into()));
        all.extend(theirs.map(|one| (one, Some(order.clone()))));
    }
    Ok(all)
}

/// Acknowledges one that waits for the actor, and gives it.
///
/// # Errors
/// [`ListsError::NotFound`] for one that does not wait for them.
pub async fn acknowledge(tx: &mut Tx, act: &mut Act, id: Uuid) -> Result<Handover, ListsError> {
    let waiting = to_acknowledge(tx, &act.actor).await?;
    let one = waiting.into_iter().find(|(one, _)| one.id == id);
    let (one, order) = one.ok_or(ListsError::NotFound)?;
    act.delegation = order.map(|order| order.delegation);
    if !handovers::acknowledge(tx, id, act.at).await? {
        return Err(ListsError::NotFound);
    }
    let data = json!({"problems": one.problems, "signatures": one.signatures});
    act.record(tx, "post.acknowledged", ("person", Some(one.person.0)), &data)
        .await?;
    Ok(one)
}
