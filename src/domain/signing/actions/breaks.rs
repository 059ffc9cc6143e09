//! Breaking signatures: they stay as they were, and it is written beside them why they no longer hold.

use serde_json::json;

use crate::domain::ledger::Act;
use crate::domain::lists::Problem;
use crate::domain::signing::{Purpose, SigningError, store};
use crate::platform::db::Tx;

/// Breaks what is unbroken in the problem's present cycle, for one purpose or for both. No event when nothing was.
///
/// # Errors
/// When the database refuses.
pub async fn break_signatures(
    tx: &mut Tx,
    act: &mut Act,
    problem: &Problem,
    purpose: Option<Purpose>,
    reason: &str,
) -> Result<(), SigningError> {
    let by = (act.actor.account, act.at);
    let broken = store::break_all(tx, (problem.id, problem.cycle), purpose, reason, by).await?;
    if broken.is_empty() {
        return Ok(());
    }
    let data = json!({"signatures": broken, "purpose": purpose});
    act.record(tx, "signature.broken", ("problem", Some(problem.id.0)), &data)
        .await?;
    Ok(())
}
