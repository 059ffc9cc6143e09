//! SQL of explained headers.

use chrono::{DateTime, Utc};

use super::Learned;
use crate::imports::Kind;
use crate::kernel::ids::AccountId;
use crate::platform::db::{DbError, Tx};

/// Everything that was explained.
///
/// # Errors
/// When the database refuses.
pub async fn all(tx: &mut Tx) -> Result<Learned, DbError> {
    let rows = list(tx).await?;
    Ok(Learned::of(rows))
}

/// The same as rows: kind, header, name of what it means; in the order of the headers.
///
/// # Errors
/// When the database refuses.
pub async fn list(tx: &mut Tx) -> Result<Vec<(String, String, String)>, DbError> {
    let tenant = tx.tenant();
    let rows = sqlx::query!(
        "select kind, text, heading from learned_columns where tenant_id = $1 order by kind, text",
        tenant.0
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.kind, row.text, row.heading))
        .collect())
}

/// Remembers what a header means; the last word counts.
///
/// # Errors
/// When the database refuses.
pub(super) async fn put(
    tx: &mut Tx,
    kind: Kind,
    (text, heading): (&str, &str),
    (account, at): (Option<AccountId>, DateTime<Utc>),
) -> Result<(), DbError> {
    let tenant = tx.tenant();
    sqlx::query!(
        "insert into learned_columns (tenant_id, kind, text, heading, account_id, learned_at)
         values ($1, $2, $3, $4, $5, $6)
         on conflict on constraint learned_columns_pk do update
            set heading = excluded.heading, account_id = excluded.account_id, learned_at = excluded.learned_at",
        tenant.0,
        kind.code(),
        text,
        heading,
        account.map(|account| account.0),
        at
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Forgets a header; false when nothing was known of it.
///
/// # Errors
/// When the database refuses.
pub(super) async fn remove(tx: &mut Tx, kind: Kind, text: &str) -> Result<bool, DbError> {
    let tenant = tx.tenant();
    let done = sqlx::query!(
        "delete from learned_columns where tenant_id = $1 and kind = $2 and text = $3",
        tenant.0,
        kind.code(),
        text
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}
