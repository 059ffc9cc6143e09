//! SQL of files.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::File;
use crate::kernel::digest::Digest;
use crate::kernel::ids::{AccountId, FileId};
use crate::platform::db::{DbError, Tx};
use crate::platform::files::Stored;

/// Who wrote a row, and when. The program itself has no account.
type By = (Option<AccountId>, DateTime<Utc>);

fn account(by: By) -> Uuid {
    by.0.map_or(Uuid::nil(), |account| account.0)
}

/// Keeps others from sweeping, or keeping, this content until the transaction ends.
///
/// # Errors
/// When the database refuses.
pub async fn hold(tx: &mut Tx, digest: &Digest) -> Result<(), DbError> {
    let name = format!("file {} {}", tx.tenant(), hex::encode(digest));
    sqlx::query!(
        "select pg_advisory_xact_lock(hashtextextended($1, 0)) is null as held",
        name
    )
    .fetch_one(&mut **tx)
    .await?;
    Ok(())
}

/// Writes a file's row.
///
/// # Errors
/// When the database refuses.
pub async fn add(tx: &mut Tx, stored: &Stored, by: By) -> Result<FileId, DbError> {
    let (tenant, id) = (tx.tenant(), FileId::fresh());
    sqlx::query!(
        "insert into files (tenant_id, id, sha256, uploaded_sha256, size, media_type, name, account_id, at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        tenant.0,
        id.0,
        hex::encode(stored.kept),
        hex::encode(stored.uploaded),
        i64::try_from(stored.size).unwrap_or(i64::MAX),
        stored.kind.media_type(),
        stored.name,
        account(by),
        by.1
    )
    .execute(&mut **tx)
    .await?;
    Ok(id)
}

/// A file, also one that was taken back.
///
/// # Errors
/// When the database refuses.
pub async fn find(tx: &mut Tx, id: FileId) -> Result<Option<File>, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_as!(
        File,
        r#"select f.id as "id: FileId", f.name, f.media_type, f.size, f.sha256, f.uploaded_sha256,
            f.account_id as "account: AccountId", coalesce(a.display_name, '') as "who!", f.at, f.taken_back_at
           from files f left join accounts a on a.id = f.account_id and a.tenant_id = f.tenant_id
           where f.tenant_id = $1 and f.id = $2"#,
        tenant.0,
        id.0
    )
    .fetch_optional(&mut **tx)
    .await?)
}

/// Takes a file of somebody's own back; gives whether there was one to take back.
///
/// # Errors
/// When the database refuses.
pub async fn take_back(tx: &mut Tx, id: FileId, by: By) -> Result<bool, DbError> {
    let tenant = tx.tenant();
    let done = sqlx::query!(
        "update files set taken_back_at = $3, taken_back_by = $4
         where tenant_id = $1 and id = $2 and account_id = $4 and taken_back_at is null",
        tenant.0,
        id.0,
        by.1,
        account(by)
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Whether a row names this content, whoever's and however it stands: what has a row is never swept.
///
/// # Errors
/// When the database refuses.
pub async fn is_named(tx: &mut Tx, digest: &Digest) -> Result<bool, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_scalar!(
        r#"select exists (select 1 from files where tenant_id = $1 and sha256 = $2) as "named!""#,
        tenant.0,
        hex::encode(digest)
    )
    .fetch_one(&mut **tx)
    .await?)
}
