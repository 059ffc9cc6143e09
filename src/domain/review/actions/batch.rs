//! Several entries ruled on in one act, each by its own decision: all of them or none.

use chrono::{DateTime, Utc};

use super::{UNDO, rule, undo};
use crate::domain::ledger::{self, Act};
use crate::domain::lists::{ListsError, Refusal};
use crate::domain::review::{Decision, store};
use crate::kernel::ids::{AccountId, ActId, ProblemId, VerdictId};
use crate::platform::db::{DbError, Tx};

/// Most entries of one batch.
pub const MOST: usize = 50;

/// Rules on each as decided. Where one can't be ruled on so, nothing is to be kept: the caller gives the transaction up, and is told of
/// each that is wrong.
///
/// # Errors
/// When the database refuses; what is wrong with single entries comes in the answer.
pub async fn rule_all(
    tx: &mut Tx,
    act: &mut Act,
    batch: &[(ProblemId, i32, Decision)],
) -> Result<Vec<(ProblemId, ListsError)>, ListsError> {
    // Two batches at once take the rows in one order and can't block each other for good.
    let mut sorted: Vec<_> = batch.iter().collect();
    sorted.sort_by_key(|(id, ..)| *id);
    let mut wrong = Vec::new();
    for (id, version, decision) in sorted {
        match rule(tx, act, *id, *version, decision).await {
            Ok(_) => {}
            Err(fatal @ (ListsError::Db(_) | ListsError::Act(_))) => return Err(fatal),
            Err(error) => wrong.push((*id, error)),
        }
    }
    Ok(wrong)
}

/// What an account ruled in one act that still holds and can be undone at an instant.
///
/// # Errors
/// When the database refuses.
pub async fn undoable(
    tx: &mut Tx,
    (batch, account): (ActId, AccountId),
    now: DateTime<Utc>,
) -> Result<Vec<(ProblemId, VerdictId)>, DbError> {
    let mut found: Vec<(ProblemId, VerdictId)> = Vec::new();
    for (object, at) in ledger::of_act(tx, (batch, account), "problem").await? {
        let problem = ProblemId(object);
        if now - at > UNDO || found.iter().any(|(known, _)| *known == problem) {
            continue;
        }
        let given = store::last_given(tx, problem).await?;
        let given = given.filter(|given| given.account == Some(account) && given.at == at);
        found.extend(given.map(|given| (problem, given.id)));
    }
    Ok(found)
}

/// Undoes what the actor just ruled in one act. Gives how many were undone, and how many somebody has gone on with since.
///
/// # Errors
/// [`Refusal::TooLate`] after [`UNDO`], and of another's; when the database refuses.
pub async fn undo_all(tx: &mut Tx, act: &mut Act, batch: ActId) -> Result<(usize, usize), ListsError> {
    let account = act.actor.account.ok_or(Refusal::NotYours)?;
    let mut given = undoable(tx, (batch, account), act.at).await?;
    if given.is_empty() {
        return Err(Refusal::TooLate.into());
    }
    given.sort_by_key(|(id, _)| *id);
    let mut left = 0;
    for (problem, verdict) in &given {
        match undo(tx, act, *problem, *verdict).await {
            Ok(_) => {}
            Err(ListsError::Refused(_)) => left += 1,
            Err(other) => return Err(other),
        }
    }
    Ok((given.len() - left, left))
}
