//! SQL that all imports share.

use crate::platform::db::{DbError, Tx};

/// One import of a tenant at a time: a second one waits until the first has ended, and then sees what it wrote.
///
/// # Errors
/// When the database refuses.
pub(super) async fn take_turn(tx: &mut Tx) -> Result<(), DbError> {
    let key = format!("import {}", tx.tenant());
    sqlx::query!("select pg_advisory_xact_lock(hashtextextended($1, 0))", key)
        .execute(&mut **tx)
        .await?;
    Ok(())
}
