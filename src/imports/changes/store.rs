//! SQL of what imports changed.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::Change;
use crate::imports::undo::WITHIN;
use crate::platform::db::{DbError, Tx};

/// Writes down what a run changed, in its order.
///
/// # Errors
/// When the database refuses.
pub(in crate::imports) async fn keep(tx: &mut Tx, run: Uuid, changes: &[Change]) -> Result<(), DbError> {
    let tenant = tx.tenant();
    let rows: Result<Vec<_>, _> = changes.iter().map(Change::row).collect();
    let rows = rows.map_err(|error| DbError::Query(sqlx::Error::Encode(Box::new(error))))?;
    let whats: Vec<String> = rows.iter().map(|row| row.what.to_owned()).collect();
    let objects: Vec<Uuid> = rows.iter().map(|row| row.object).collect();
    let befores: Vec<Option<String>> = rows.iter().map(|row| row.before.clone()).collect();
    let afters: Vec<Option<String>> = rows.into_iter().map(|row| row.after).collect();
    sqlx::query!(
        "insert into import_changes (tenant_id, run_id, position, what, object_id, before, after)
         select $1, $2, c.n, c.what, c.object, c.before, c.after
         from unnest($3::text[], $4::uuid[], $5::text[], $6::text[]) with ordinality as c (what, object, before, after, n)",
        tenant.0,
        run,
        &whats,
        &objects,
        &befores as &[Option<String>],
        &afters as &[Option<String>]
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// What a run changed, in its order.
///
/// # Errors
/// When the database refuses.
pub(in crate::imports) async fn of_run(tx: &mut Tx, run: Uuid) -> Result<Vec<Change>, DbError> {
    let tenant = tx.tenant();
    let rows = sqlx::query!(
        "select what, object_id, before, after from import_changes where tenant_id = $1 and run_id = $2 order by position",
        tenant.0,
        run
    )
    .fetch_all(&mut **tx)
    .await?;
    let read = rows.iter().filter_map(|row| {
        Change::of(
            &row.what,
            row.object_id,
            row.before.as_deref(),
            row.after.as_deref(),
        )
    });
    Ok(read.collect())
}

/// Lets the texts go of runs that can't be taken back any more.
///
/// # Errors
/// When the database refuses.
pub(in crate::imports) async fn forget(tx: &mut Tx, now: DateTime<Utc>) -> Result<(), DbError> {
    let tenant = tx.tenant();
    sqlx::query!(
        "update import_changes c set before = null, after = null
         from import_runs r
         where c.tenant_id = $1 and r.tenant_id = $1 and r.id = c.run_id and (c.before is not null or c.after is not null)
           and (r.undone_at is not null or r.applied_at <= $2)",
        tenant.0,
        now - WITHIN
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
