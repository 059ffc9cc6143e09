//! SQL of the scans on which history rests.

use chrono::{DateTime, Utc};

use super::{History, Stands};
use crate::domain::signing::Scan;
use crate::kernel::ids::RunId;
use crate::platform::db::{DbError, Tx};

/// Keeps where the rows of a run stand, and the scan.
///
/// # Errors
/// When the database refuses.
pub(in crate::imports) async fn keep(
    tx: &mut Tx,
    run: RunId,
    (stands, basis): (Stands, Option<&Scan>),
    at: DateTime<Utc>,
) -> Result<(), DbError> {
    let tenant = tx.tenant();
    sqlx::query!(
        "update import_runs set stands = $3 where tenant_id = $1 and id = $2",
        tenant.0,
        run.0,
        stands.code()
    )
    .execute(&mut **tx)
    .await?;
    if let Some(basis) = basis {
        sqlx::query!(
            "insert into import_bases (tenant_id, run_id, name, media_type, sha256, content, kept_at)
             values ($1, $2, $3, $4, $5, $6, $7)",
            tenant.0,
            run.0,
            basis.name,
            basis.media_type,
            &basis.sha256[..],
            &basis.content[..],
            at
        )
        .execute(&mut **tx)
        .await?;
    }
    Ok(())
}

/// Where the rows of a run stand.
///
/// # Errors
/// When the database refuses.
pub async fn of_run(tx: &mut Tx, run: RunId) -> Result<History, DbError> {
    let tenant = tx.tenant();
    let row = sqlx::query!(
        r#"select r.stands, b.sha256 as "sha256?" from import_runs r
           left join import_bases b on b.tenant_id = r.tenant_id and b.run_id = r.id
           where r.tenant_id = $1 and r.id = $2"#,
        tenant.0,
        run.0
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(row.map_or_else(History::default, |row| History {
        stands: Stands::from_word(&row.stands).unwrap_or_default(),
        basis: row.sha256.and_then(|digest| digest.try_into().ok()),
    }))
}

/// A scan as it was sent.
#[derive(Debug)]
pub struct Kept {
    /// The file's name.
    pub name: String,
    /// What it is.
    pub media_type: String,
    /// The file.
    pub content: Vec<u8>,
}

/// The scan of a run.
///
/// # Errors
/// When the database refuses.
pub async fn basis(tx: &mut Tx, run: RunId) -> Result<Option<Kept>, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_as!(
        Kept,
        "select name, media_type, content from import_bases where tenant_id = $1 and run_id = $2",
        tenant.0,
        run.0
    )
    .fetch_optional(&mut **tx)
    .await?)
}
