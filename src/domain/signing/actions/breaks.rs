//! Breaking signatures: they stay as they were, and it is written beside them why they no longer hold.

use serde_json::json;
use uuid::Uuid;

use crate::domain::ledger::Act;
use crate::domain::lists::Problem;
use crate::domain::signing::countersign::{CountersignedBreak, Countersigner};
use crate::domain::signing::{Purpose, SigningError, store};
use crate::platform::db::Tx;

/// Breaks what is unbroken in the problem's present cycle, for one purpose or for both, and countersigns that it was broken, where the
/// server has a key. No event when nothing was.
///
/// # Errors
/// When the database refuses.
pub async fn break_signatures(
    tx: &mut Tx,
    act: &mut Act,
    problem: &Problem,
    purpose: Option<Purpose>,
    (reason, server): (&str, Option<&Countersigner>),
) -> Result<(), SigningError> {
    let unbroken = store::unbroken(tx, (problem.id, problem.cycle), purpose).await?;
    if unbroken.is_empty() {
        return Ok(());
    }
    let mut sealed = Vec::new();
    if let Some(server) = server {
        for (_, binding) in &unbroken {
            let what = CountersignedBreak::new(server.id(), binding, (reason, act.at));
            sealed.push(server.sign_break(&what)?.to_vec());
        }
    }
    let broken: Vec<Uuid> = unbroken.into_iter().map(|(id, _)| id).collect();
    let by = (act.actor.account, act.at);
    store::break_each(tx, &broken, reason, (server, &sealed), by).await?;
    let mut data = json!({"signatures": broken, "purpose": purpose});
    if let Some(server) = server {
        data["server_key"] = server.id().into();
    }
    act.record(tx, "signature.broken", ("problem", Some(problem.id.0)), &data)
        .await?;
    Ok(())
}
