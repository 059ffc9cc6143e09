//! Remembering what headers mean, and forgetting it.

use serde_json::json;

use super::store;
use crate::domain::ledger::{Act, ActError};
use crate::imports::Kind;
use crate::platform::db::Tx;

/// Remembers headers of one kind of workbook: each with the name of what it means, empty where it is not to be read.
///
/// # Errors
/// When the database refuses, or the act was recorded before.
pub async fn learn(
    tx: &mut Tx,
    act: &mut Act,
    kind: Kind,
    headers: &[(String, &'static str)],
) -> Result<(), ActError> {
    for (text, heading) in headers {
        store::put(tx, kind, (text, heading), (act.actor.account, act.at)).await?;
    }
    let data = json!({"kind": kind.code(), "columns": headers.len()});
    act.record(tx, "import.columns_learned", ("import", None), &data)
        .await
}

/// Forgets one.
///
/// # Errors
/// When the database refuses, or the act was recorded before.
pub async fn forget(tx: &mut Tx, act: &mut Act, kind: Kind, text: &str) -> Result<(), ActError> {
    if store::remove(tx, kind, text).await? {
        let data = json!({"kind": kind.code(), "columns": 1});
        act.record(tx, "import.columns_forgotten", ("import", None), &data)
            .await?;
    }
    Ok(())
}
