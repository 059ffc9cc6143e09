//! SQL of submitted revisions: immutable.

use chrono::{DateTime, Utc};

use crate::domain::lists::{Content, ListsError};
use crate::kernel::ids::{AccountId, ProblemId};
use crate::platform::db::{DbError, Tx};

/// A revision as submitted.
#[derive(Clone, Debug)]
pub struct Revision {
    /// 1, 2, 3 …
    pub revision: i32,
    /// Canonical JSON of [`Content`].
    pub content: String,
    /// Its SHA-256, 32 bytes.
    pub digest: Vec<u8>,
    /// Why it was corrected after signing; else empty.
    pub reason: String,
    /// Recorded time of the submission.
    pub submitted_at: DateTime<Utc>,
}

impl Revision {
    /// The content; `None` only if the row was damaged.
    pub fn read(&self) -> Option<Content> {
        Content::read(&self.content).ok()
    }
}

/// Writes the next revision and gives its digest in hexadecimal.
///
/// # Errors
/// When the database refuses.
pub async fn add_revision(
    tx: &mut Tx,
    problem: ProblemId,
    revision: i32,
    content: &Content,
    reason: &str,
    by: (Option<AccountId>, DateTime<Utc>),
) -> Result<String, ListsError> {
    let tenant = tx.tenant();
    let (text, digest) = content
        .canonical()
        .map_err(|e| DbError::Query(sqlx::Error::Encode(Box::new(e))))?;
    sqlx::query!(
        "insert into revisions (tenant_id, problem_id, revision, content, digest, reason, submitted_at, account_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        tenant.0,
        problem.0,
        revision,
        text,
        &digest[..],
        reason,
        by.1,
        by.0.map_or(uuid::Uuid::nil(), |account| account.0)
    )
    .execute(&mut **tx)
    .await?;
    Ok(hex::encode(digest))
}

/// One revision.
///
/// # Errors
/// When the database refuses.
pub async fn revision(tx: &mut Tx, problem: ProblemId, revision: i32) -> Result<Option<Revision>, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_as!(
        Revision,
        "select revision, content, digest, reason, submitted_at from revisions
         where tenant_id = $1 and problem_id = $2 and revision = $3",
        tenant.0,
        problem.0,
        revision
    )
    .fetch_optional(&mut **tx)
    .await?)
}

/// All revisions, oldest first.
///
/// # Errors
/// When the database refuses.
pub async fn revisions(tx: &mut Tx, problem: ProblemId) -> Result<Vec<Revision>, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_as!(
        Revision,
        "select revision, content, digest, reason, submitted_at from revisions
         where tenant_id = $1 and problem_id = $2 order by revision",
        tenant.0,
        problem.0
    )
    .fetch_all(&mut **tx)
    .await?)
}
