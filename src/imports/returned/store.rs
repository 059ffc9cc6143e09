//! SQL of refused rows that are kept for download.

use chrono::{DateTime, TimeDelta, Utc};

use super::Returned;
use crate::imports::runs::RunError;
use crate::kernel::ids::RunId;
use crate::platform::db::{DbError, Tx};

/// The rows of a run can be fetched for so long.
const KEPT: TimeDelta = TimeDelta::days(30);

/// Keeps the rows that a trial or the import itself refused, and lets go what has been kept long enough.
pub(in crate::imports) async fn keep(
    tx: &mut Tx,
    run: RunId,
    of_trial: bool,
    returned: &Returned,
    at: DateTime<Utc>,
) -> Result<(), RunError> {
    let tenant = tx.tenant();
    sqlx::query!(
        "update import_refused set content = null
         where tenant_id = $1 and content is not null and kept_at <= $2",
        tenant.0,
        at - KEPT
    )
    .execute(&mut **tx)
    .await
    .map_err(DbError::from)?;
    sqlx::query!(
        "insert into import_refused (tenant_id, run_id, of_trial, content, kept_at) values ($1, $2, $3, $4, $5)",
        tenant.0,
        run.0,
        of_trial,
        serde_json::to_string(returned)?,
        at
    )
    .execute(&mut **tx)
    .await
    .map_err(DbError::from)?;
    Ok(())
}

/// Whether they can be fetched.
///
/// # Errors
/// When the database refuses.
pub async fn is_kept(tx: &mut Tx, run: RunId, now: DateTime<Utc>) -> Result<bool, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_scalar!(
        r#"select exists (select 1 from import_refused
           where tenant_id = $1 and run_id = $2 and content is not null and kept_at > $3) as "e!""#,
        tenant.0,
        run.0,
        now - KEPT
    )
    .fetch_one(&mut **tx)
    .await?)
}

/// The rows that the import refused; until it was confirmed, or where it refused the same, those of the trial.
///
/// # Errors
/// When the database refuses.
pub async fn find(tx: &mut Tx, run: RunId, now: DateTime<Utc>) -> Result<Option<Returned>, DbError> {
    let tenant = tx.tenant();
    let text = sqlx::query_scalar!(
        r#"select content as "content!" from import_refused
           where tenant_id = $1 and run_id = $2 and content is not null and kept_at > $3 order by of_trial limit 1"#,
        tenant.0,
        run.0,
        now - KEPT
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(text.and_then(|text| serde_json::from_str(&text).ok()))
}
