//! SQL of scans of signatures on paper: only ever added.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::domain::signing::Scan;
use crate::kernel::digest::Digest;
use crate::kernel::ids::{AccountId, PaperId, ProblemId};
use crate::platform::db::{DbError, Tx};

/// Keeps the scan of a signature that was just written.
///
/// # Errors
/// When the database refuses.
pub async fn insert_paper(
    tx: &mut Tx,
    (signature, problem): (Uuid, ProblemId),
    (scan, signed_on): (&Scan, NaiveDate),
    (by, at): (Option<AccountId>, DateTime<Utc>),
) -> Result<(), DbError> {
    let tenant = tx.tenant();
    sqlx::query!(
        "insert into paper_signatures (tenant_id, signature_id, problem_id, signed_on, name, media_type, sha256, content, account_id, at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        tenant.0,
        signature,
        problem.0,
        signed_on,
        scan.name,
        scan.media_type,
        &scan.sha256[..],
        scan.content.as_ref(),
        by.map_or(Uuid::nil(), |account| account.0),
        at
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Of how many other problems the same scan was entered: a paper has one problem's signatures.
///
/// # Errors
/// When the database refuses.
pub async fn same_scan(tx: &mut Tx, scan: &Digest, problem: ProblemId) -> Result<i64, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_scalar!(
        r#"select count(distinct problem_id) as "n!" from paper_signatures where tenant_id = $1 and sha256 = $2 and problem_id <> $3"#,
        tenant.0,
        &scan[..],
        problem.0
    )
    .fetch_one(&mut **tx)
    .await?)
}

/// The problem that a signature on paper is of, and who entered it.
///
/// # Errors
/// When the database refuses.
pub async fn problem_of_paper(tx: &mut Tx, id: PaperId) -> Result<Option<(ProblemId, AccountId)>, DbError> {
    let tenant = tx.tenant();
    let found = sqlx::query!(
        r#"select problem_id as "problem: ProblemId", account_id as "by: AccountId" from paper_signatures where tenant_id = $1 and signature_id = $2"#,
        tenant.0,
        id.0
    );
    let found = found.fetch_optional(&mut **tx).await?;
    Ok(found.map(|row| (row.problem, row.by)))
}

/// A scan as it was sent.
#[derive(Debug)]
pub struct KeptScan {
    /// The file's name.
    pub name: String,
    /// What it is.
    pub media_type: String,
    /// The file.
    pub content: Vec<u8>,
}

/// The scan of a signature on paper.
///
/// # Errors
/// When the database refuses.
pub async fn scan(tx: &mut Tx, id: PaperId) -> Result<Option<KeptScan>, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_as!(
        KeptScan,
        "select name, media_type, content from paper_signatures where tenant_id = $1 and signature_id = $2",
        tenant.0,
        id.0
    )
    .fetch_optional(&mut **tx)
    .await?)
}
