//! The owner, or the leader in charge, signs one person's sheet: all statements on it, under one confirmation.

use std::collections::HashMap;

use super::{completion_sheet, sign};
use crate::domain::ledger::Act;
use crate::domain::lists::{ListsError, Problem, store as lists_store};
use crate::domain::rectification::RectificationError;
use crate::domain::signing::{self, Proof, Purpose, Seen, Sheet, SignerRole, SigningError, claim_sheet};
use crate::kernel::ids::{OwnerId, ProblemId};
use crate::platform::db::Tx;

/// Signs every statement that was opened, each as a signature of its own; all of them, or none: one that is no longer what was seen
/// keeps the others from being signed, so that nobody has to find out which were.
///
/// # Errors
/// [`SigningError::Changed`] when any of them is not `owner`'s, not the actor's to sign, or not what was seen; refusals of the states.
pub async fn sign_together(
    tx: &mut Tx,
    act: &mut Act,
    (owner, purpose): (OwnerId, Purpose),
    seen: &[(ProblemId, Seen)],
    proof: Proof,
) -> Result<(), RectificationError> {
    let mut held = locked(tx, seen).await?;
    let mut sheets: Vec<(Problem, Sheet)> = Vec::new();
    for (id, seen) in seen {
        let problem = held.remove(id).ok_or(SigningError::Changed)?;
        let signs = SignerRole::of(&problem, &act.actor).is_ok();
        if problem.owner != owner || !signs || problem.moved_out || problem.version != seen.version {
            return Err(SigningError::Changed.into());
        }
        let sheet = sheet_of(tx, &problem, purpose).await?;
        if sheet.sha256 != seen.statement {
            return Err(SigningError::Changed.into());
        }
        sheets.push((problem, sheet));
    }
    let shown = seen.first().and_then(|(_, seen)| seen.stands_in);
    let shares = signing::actions::divide(tx, act, &sheets, shown, proof).await?;
    for ((id, seen), share) in seen.iter().zip(shares) {
        match purpose {
            Purpose::Claim => signing::actions::claim(tx, act, *id, *seen, share).await?,
            Purpose::Complete => sign(tx, act, *id, *seen, share).await?,
        };
    }
    Ok(())
}

/// Locked in the order of their ids, so that two who sign at once don't wait for each other.
async fn locked(
    tx: &mut Tx,
    seen: &[(ProblemId, Seen)],
) -> Result<HashMap<ProblemId, Problem>, RectificationError> {
    let mut ids: Vec<ProblemId> = seen.iter().map(|(id, _)| *id).collect();
    ids.sort_unstable_by_key(|id| id.0);
    let mut held = HashMap::new();
    for id in ids {
        match lists_store::lock(tx, id, None).await {
            Ok(problem) => held.insert(id, problem),
            Err(ListsError::NotFound) => return Err(SigningError::Changed.into()),
            Err(other) => return Err(SigningError::from(other).into()),
        };
    }
    Ok(held)
}

async fn sheet_of(tx: &mut Tx, problem: &Problem, purpose: Purpose) -> Result<Sheet, RectificationError> {
    match purpose {
        Purpose::Claim => Ok(claim_sheet(tx, problem).await?),
        Purpose::Complete => completion_sheet(tx, problem).await,
    }
}
