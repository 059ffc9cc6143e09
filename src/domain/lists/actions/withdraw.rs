//! What an import brought in is taken out of its owner's list again: nobody went on with it.

use serde_json::json;

use crate::domain::ledger::Act;
use crate::domain::lists::state::{Action, Party, next};
use crate::domain::lists::{ListsError, store};
use crate::kernel::ids::ProblemId;
use crate::platform::db::Tx;

/// Takes it out as it was brought in: of a draft nothing was written since, of history nothing was decided. Its number is not given
/// again; what was kept of it, paper signatures too, stays as it was known.
///
/// # Errors
/// [`ListsError::Stale`] when it was changed since it had `version`; [`ListsError::Refused`] when it stands elsewhere.
pub async fn withdraw(tx: &mut Tx, act: &mut Act, id: ProblemId, version: i32) -> Result<(), ListsError> {
    let mut problem = store::lock(tx, id, Some(version)).await?;
    problem.state = next(problem.state, Action::Withdraw, Party::Importer, false)?;
    problem.stage = None;
    problem.rest_of_route = Vec::new();
    problem.rectification = None;
    problem.approved_at = None;
    problem.claimed_at = None;
    store::advance(tx, &mut problem, act.at).await?;
    let data = json!({"number": problem.number});
    act.record(tx, "problem.withdrawn", ("problem", Some(id.0)), &data)
        .await?;
    Ok(())
}
