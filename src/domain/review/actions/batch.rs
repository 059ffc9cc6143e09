//! Several entries ruled on in one act, each by its own decision: all of them or none.

use super::rule;
use crate::domain::ledger::Act;
use crate::domain::lists::ListsError;
use crate::domain::review::Decision;
use crate::kernel::ids::ProblemId;
use crate::platform::db::Tx;

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
