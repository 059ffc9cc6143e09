//! SQL of what came from below.

use chrono::{DateTime, Utc};

use crate::domain::packages::{Answer, Item, Package, PackageError};
use crate::domain::review::{GivenReason, Ruling};
use crate::kernel::ids::{AccountId, PackageId, TenantId, VerdictId};
use crate::platform::db::{DbError, Tx};

/// A package that came.
#[derive(Clone, Debug)]
pub struct Received {
    /// Its id.
    pub id: PackageId,
    /// Name of the sender.
    pub from_name: String,
    /// Its number there.
    pub number: String,
    /// SHA-256 of its manifest, 32 bytes.
    pub sha256: Vec<u8>,
    /// When it came.
    pub received_at: DateTime<Utc>,
    /// How many entries it has.
    pub entries: i64,
    /// How many of them wait for a verdict.
    pub waiting: i64,
}

/// An entry of a package that came.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The package.
    pub package: PackageId,
    /// The how manieth.
    pub position: i32,
    /// The sender.
    pub from: TenantId,
    /// Name of the sender.
    pub from_name: String,
    /// Number of the package.
    pub package_number: String,
    /// Number of the problem.
    pub number: String,
    /// Which revision.
    pub revision: i32,
    /// Canonical JSON of lists 1 to 4.
    pub content: String,
    /// Word of the verdict, once given.
    pub verdict: Option<String>,
    /// Who gave it.
    pub account: Option<AccountId>,
}

pub(in crate::domain::packages) async fn is_received(tx: &mut Tx, id: PackageId) -> Result<bool, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_scalar!(
        r#"select exists (select 1 from received_packages where tenant_id = $1 and id = $2) as "there!""#,
        tenant.0,
        id.0
    )
    .fetch_one(&mut **tx)
    .await?)
}

pub(in crate::domain::packages) async fn add_received(
    tx: &mut Tx,
    (from, from_name): (TenantId, &str),
    package: &Package,
    items: &[Item],
    at: DateTime<Utc>,
) -> Result<(), DbError> {
    let tenant = tx.tenant();
    sqlx::query!(
        "insert into received_packages (tenant_id, id, from_tenant, from_name, number, manifest, sha256, sm3, received_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        tenant.0,
        package.id.0,
        from.0,
        from_name,
        package.number,
        package.manifest,
        &package.sha256[..],
        &package.sm3[..],
        at
    )
    .execute(&mut **tx)
    .await?;
    for item in items {
        sqlx::query!(
            "insert into received_entries (tenant_id, package_id, position, number, revision, content, digest)
             values ($1, $2, $3, $4, $5, $6, decode($7, 'hex'))",
            tenant.0,
            package.id.0,
            item.position,
            item.number,
            item.revision,
            item.content,
            item.sha256
        )
        .execute(&mut **tx)
        .await?;
    }
    Ok(())
}

/// All packages that came, those with something waiting first.
///
/// # Errors
/// When the database refuses.
pub async fn received(tx: &mut Tx) -> Result<Vec<Received>, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_as!(
        Received,
        r#"select p.id as "id: PackageId", p.from_name, p.number, p.sha256, p.received_at, count(*) as "entries!",
              count(*) filter (where e.verdict is null) as "waiting!"
           from received_packages p join received_entries e on e.tenant_id = p.tenant_id and e.package_id = p.id
           where p.tenant_id = $1 group by p.tenant_id, p.id
           order by (count(*) filter (where e.verdict is null) = 0), p.received_at, p.id"#,
        tenant.0
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// Entries of a package: position, number, revision, word of the verdict.
///
/// # Errors
/// When the database refuses.
pub async fn waiting(
    tx: &mut Tx,
    package: PackageId,
) -> Result<Vec<(i32, String, i32, Option<String>)>, DbError> {
    let tenant = tx.tenant();
    let rows = sqlx::query!(
        "select position, number, revision, verdict from received_entries where tenant_id = $1 and package_id = $2
         order by position",
        tenant.0,
        package.0
    )
    .fetch_all(&mut **tx)
    .await?;
    let read = rows
        .into_iter()
        .map(|row| (row.position, row.number, row.revision, row.verdict));
    Ok(read.collect())
}

/// One entry, locked until the transaction ends.
///
/// # Errors
/// When the database refuses.
pub async fn entry(tx: &mut Tx, package: PackageId, position: i32) -> Result<Option<Entry>, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_as!(
        Entry,
        r#"select e.package_id as "package: PackageId", e.position, p.from_tenant as "from: TenantId", p.from_name,
              p.number as package_number, e.number, e.revision, e.content, e.verdict, e.account_id as "account: AccountId"
           from received_entries e join received_packages p on p.tenant_id = e.tenant_id and p.id = e.package_id
           where e.tenant_id = $1 and e.package_id = $2 and e.position = $3 for update of e"#,
        tenant.0,
        package.0,
        position
    )
    .fetch_optional(&mut **tx)
    .await?)
}

/// The revision of the same problem that came before an entry, if one did: its number and content.
///
/// # Errors
/// When the database refuses.
pub async fn before(tx: &mut Tx, entry: &Entry) -> Result<Option<(i32, String)>, DbError> {
    let tenant = tx.tenant();
    let row = sqlx::query!(
        "select e.revision, e.content from received_packages p
         join received_entries e on e.tenant_id = p.tenant_id and e.package_id = p.id
         where p.tenant_id = $1 and p.from_tenant = $2 and e.number = $3 and e.revision < $4
         order by e.revision desc limit 1",
        tenant.0,
        entry.from.0,
        entry.number,
        entry.revision
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(row.map(|row| (row.revision, row.content)))
}

pub(in crate::domain::packages) async fn decide(
    tx: &mut Tx,
    answer: &Answer,
    (account, at): (Option<AccountId>, DateTime<Utc>),
) -> Result<(), DbError> {
    let tenant = tx.tenant();
    sqlx::query!(
        "update received_entries set verdict_id = $4, verdict = $5, words = $6, account_id = $7, decided_at = $8
         where tenant_id = $1 and package_id = $2 and position = $3 and verdict is null",
        tenant.0,
        answer.package.0,
        answer.position,
        answer.id.0,
        answer.ruling.code(),
        answer.words,
        account.map_or(uuid::Uuid::nil(), |account| account.0),
        at
    )
    .execute(&mut **tx)
    .await?;
    for (number, reason) in (1_i32..).zip(&answer.reasons) {
        sqlx::query!(
            "insert into received_reasons (tenant_id, package_id, position, reason_no, code, field, quote, words, verdict_id)
             select $1, $2, $3, $4 + coalesce(max(reason_no) filter (where verdict_id is distinct from $9), 0), $5, $6, $7, $8, $9
             from received_reasons where tenant_id = $1 and package_id = $2 and position = $3",
            tenant.0,
            answer.package.0,
            answer.position,
            number,
            reason.code,
            reason.field,
            reason.quote,
            reason.words,
            answer.id.0
        )
        .execute(&mut **tx)
        .await?;
    }
    Ok(())
}

/// The verdict on an entry as it goes back.
///
/// # Errors
/// [`PackageError::NotFound`] while there is none.
pub async fn answer(tx: &mut Tx, package: PackageId, position: i32) -> Result<Answer, PackageError> {
    let tenant = tx.tenant();
    let row = sqlx::query!(
        r#"select verdict_id as "id: VerdictId", verdict, words from received_entries
           where tenant_id = $1 and package_id = $2 and position = $3"#,
        tenant.0,
        package.0,
        position
    )
    .fetch_optional(&mut **tx)
    .await?;
    let row = row.ok_or(PackageError::NotFound)?;
    let ruling = row.verdict.as_deref().and_then(Ruling::from_code);
    let (Some(id), Some(ruling)) = (row.id, ruling) else {
        return Err(PackageError::NotFound);
    };
    let reasons = sqlx::query_as!(
        GivenReason,
        "select code, field, quote, words from received_reasons where tenant_id = $1 and package_id = $2
         and position = $3 and coalesce(verdict_id, $4) = $4 order by reason_no",
        tenant.0,
        package.0,
        position,
        id.0
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(Answer {
        id,
        package,
        position,
        ruling,
        words: row.words,
        reasons,
    })
}
