//! The province undoes a verdict that it just gave, before it is carried down.

use serde_json::json;

use crate::domain::ledger::Act;
use crate::domain::lists::{ListsError, Refusal};
use crate::domain::packages::{PackageError, store};
use crate::domain::review::actions::UNDO;
use crate::kernel::ids::{PackageId, VerdictId};
use crate::platform::db::Tx;

/// Undoes it: the entry waits again, and nothing goes down.
///
/// # Errors
/// [`PackageError::NotFound`]; [`Refusal::NotYours`] of another's; [`Refusal::TooLate`] after the seconds of undoing, or once it is on its way.
pub async fn undo(
    tx: &mut Tx,
    act: &mut Act,
    (package, position): (PackageId, i32),
    verdict: VerdictId,
) -> Result<(), PackageError> {
    let entry = store::entry(tx, package, position)
        .await?
        .ok_or(PackageError::NotFound)?;
    let given = store::given(tx, package, position).await?;
    let given = given.filter(|given| given.verdict == verdict);
    let given = given.ok_or(ListsError::from(Refusal::NotNow))?;
    if act.actor.account != Some(given.account) {
        return Err(ListsError::from(Refusal::NotYours).into());
    }
    let in_time = act.at - given.at <= UNDO;
    if !in_time || !store::call_back(tx, package, position, act.at).await? {
        return Err(ListsError::from(Refusal::TooLate).into());
    }
    store::take_back(tx, package, position).await?;
    let data = json!({"position": position, "number": entry.number, "verdict": verdict});
    let object = ("package", Some(package.0));
    Ok(act.record(tx, "package.entry_undone", object, &data).await?)
}
