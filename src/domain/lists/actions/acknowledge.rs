//! A leader in charge acknowledges whom they lead now.

use serde_json::json;
use uuid::Uuid;

use crate::domain::ledger::Act;
use crate::domain::lists::store::handovers::{self, Handover};
use crate::domain::lists::{ListsError, Refusal};
use crate::platform::db::Tx;

/// Acknowledges one that waits for the actor, and gives it.
///
/// # Errors
/// [`ListsError::NotFound`] for one that does not wait for them.
pub async fn acknowledge(tx: &mut Tx, act: &mut Act, id: Uuid) -> Result<Handover, ListsError> {
    let leader = act.actor.person.ok_or(Refusal::NotYours)?;
    let waiting = handovers::waiting(tx, leader).await?;
    let one = waiting.into_iter().find(|one| one.id == id);
    let one = one.ok_or(ListsError::NotFound)?;
    if !handovers::acknowledge(tx, id, act.at).await? {
        return Err(ListsError::NotFound);
    }
    let data = json!({"problems": one.problems, "signatures": one.signatures});
    act.record(tx, "post.acknowledged", ("person", Some(one.person.0)), &data)
        .await?;
    Ok(one)
}
