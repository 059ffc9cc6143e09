//! SQL of runs.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{KeptReport, Run, RunError};
use crate::imports::Kind;
use crate::kernel::ids::{AccountId, RunId};
use crate::platform::db::{DbError, Tx};

/// A run to be kept.
#[derive(Debug)]
pub(super) struct NewRun<'a> {
    pub(super) id: RunId,
    pub(super) kind: Kind,
    pub(super) file_name: &'a str,
    pub(super) sha256: &'a [u8],
    /// None where there is nothing to confirm.
    pub(super) file: Option<&'a [u8]>,
    /// None where it could not be read yet.
    pub(super) report: Option<&'a KeptReport>,
    pub(super) account: Option<AccountId>,
    pub(super) at: DateTime<Utc>,
}

struct Row {
    id: RunId,
    kind: String,
    file_name: String,
    sha256: Vec<u8>,
    report: Option<String>,
    who: Option<String>,
    uploaded_at: DateTime<Utc>,
    applied_at: Option<DateTime<Utc>>,
    undone_at: Option<DateTime<Utc>>,
    waits: bool,
}

impl Row {
    fn run(self) -> Option<Run> {
        Some(Run {
            id: self.id,
            kind: Kind::from_code(&self.kind)?,
            file_name: self.file_name,
            sha256: hex::encode(self.sha256),
            read: self.report.is_some(),
            report: match self.report.as_deref() {
                Some(report) => serde_json::from_str(report).ok()?,
                None => KeptReport::default(),
            },
            who: self.who,
            uploaded_at: self.uploaded_at,
            applied_at: self.applied_at,
            undone_at: self.undone_at,
            waits: self.waits,
        })
    }
}

pub(super) async fn insert(tx: &mut Tx, run: NewRun<'_>) -> Result<(), RunError> {
    let tenant = tx.tenant();
    sqlx::query!(
        "insert into import_runs (tenant_id, id, kind, file_name, sha256, file, report, account_id, uploaded_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        tenant.0,
        run.id.0,
        run.kind.code(),
        run.file_name,
        run.sha256,
        run.file,
        run.report.map(serde_json::to_string).transpose()?,
        run.account.map(|account| account.0),
        run.at
    )
    .execute(&mut **tx)
    .await
    .map_err(DbError::from)?;
    Ok(())
}

/// One run.
///
/// # Errors
/// When the database refuses.
pub async fn find(tx: &mut Tx, id: RunId) -> Result<Option<Run>, DbError> {
    let tenant = tx.tenant();
    let row = sqlx::query_as!(
        Row,
        r#"select r.id as "id: RunId", r.kind, r.file_name, r.sha256, r.report, a.display_name as "who?",
           r.uploaded_at, r.applied_at, r.undone_at, r.file is not null as "waits!"
           from import_runs r left join accounts a on a.id = r.account_id and a.tenant_id = r.tenant_id
           where r.tenant_id = $1 and r.id = $2"#,
        tenant.0,
        id.0
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(row.and_then(Row::run))
}

/// Names of the files of runs.
///
/// # Errors
/// When the database refuses.
pub async fn names(tx: &mut Tx, ids: &[Uuid]) -> Result<Vec<(Uuid, String)>, DbError> {
    let tenant = tx.tenant();
    let rows = sqlx::query!(
        "select id, file_name from import_runs where tenant_id = $1 and id = any($2)",
        tenant.0,
        ids
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.file_name)).collect())
}

/// The newest runs before `before`, newest first.
///
/// # Errors
/// When the database refuses.
pub async fn recent(tx: &mut Tx, before: Option<RunId>, limit: i64) -> Result<Vec<Run>, DbError> {
    let tenant = tx.tenant();
    let rows = sqlx::query_as!(
        Row,
        r#"select r.id as "id: RunId", r.kind, r.file_name, r.sha256, r.report, a.display_name as "who?",
           r.uploaded_at, r.applied_at, r.undone_at, r.file is not null as "waits!"
           from import_runs r left join accounts a on a.id = r.account_id and a.tenant_id = r.tenant_id
           where r.tenant_id = $1 and ($2::uuid is null or (r.uploaded_at, r.id) <
                (select b.uploaded_at, b.id from import_runs b where b.tenant_id = $1 and b.id = $2))
           order by r.uploaded_at desc, r.id desc limit $3"#,
        tenant.0,
        before.map(|id| id.0) as Option<Uuid>,
        limit
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().filter_map(Row::run).collect())
}

/// The workbook of a run that waits, locked until the transaction ends.
pub(super) async fn lock(tx: &mut Tx, id: RunId) -> Result<Option<(Kind, Vec<u8>)>, DbError> {
    let tenant = tx.tenant();
    let row = sqlx::query!(
        r#"select kind, file as "file!" from import_runs
           where tenant_id = $1 and id = $2 and file is not null and applied_at is null for update"#,
        tenant.0,
        id.0
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(row.and_then(|row| Some((Kind::from_code(&row.kind)?, row.file))))
}

/// Runs that wait and were sent no later than `until`, locked until the transaction ends. What somebody confirms at this moment is
/// passed over.
pub(super) async fn lock_waiting(tx: &mut Tx, until: DateTime<Utc>) -> Result<Vec<(RunId, String)>, DbError> {
    let tenant = tx.tenant();
    let rows = sqlx::query!(
        r#"select id as "id: RunId", kind from import_runs
           where tenant_id = $1 and file is not null and applied_at is null and uploaded_at <= $2
           order by uploaded_at, id for update skip locked"#,
        tenant.0,
        until
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.kind)).collect())
}

/// The workbook of a run whose columns nobody has explained yet.
///
/// # Errors
/// When the database refuses.
pub async fn unread(tx: &mut Tx, id: RunId) -> Result<Option<Vec<u8>>, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_scalar!(
        r#"select file as "file!" from import_runs
           where tenant_id = $1 and id = $2 and file is not null and report is null"#,
        tenant.0,
        id.0
    )
    .fetch_optional(&mut **tx)
    .await?)
}

/// Writes what the dry run of such a workbook found; it is kept where it would change something. False when it was read before.
pub(super) async fn set_read(tx: &mut Tx, id: RunId, report: &KeptReport) -> Result<bool, RunError> {
    let tenant = tx.tenant();
    let done = sqlx::query!(
        "update import_runs set report = $3, file = case when $4 then file end
         where tenant_id = $1 and id = $2 and file is not null and report is null",
        tenant.0,
        id.0,
        serde_json::to_string(report)?,
        report.changes()
    )
    .execute(&mut **tx)
    .await
    .map_err(DbError::from)?;
    Ok(done.rows_affected() == 1)
}

/// Lets the workbook go; with a report it was imported at `at`.
pub(super) async fn settle(
    tx: &mut Tx,
    id: RunId,
    applied: Option<&KeptReport>,
    at: DateTime<Utc>,
) -> Result<(), RunError> {
    let tenant = tx.tenant();
    let report = applied.map(serde_json::to_string).transpose()?;
    let applied_at = applied.map(|_| at);
    sqlx::query!(
        "update import_runs set file = null, applied_at = $3, report = coalesce($4, report)
         where tenant_id = $1 and id = $2",
        tenant.0,
        id.0,
        applied_at as Option<DateTime<Utc>>,
        report as Option<String>
    )
    .execute(&mut **tx)
    .await
    .map_err(DbError::from)?;
    Ok(())
}

/// A run that was imported, locked until the transaction ends.
///
/// # Errors
/// When the database refuses.
pub(in crate::imports) async fn lock_applied(tx: &mut Tx, id: RunId) -> Result<(), DbError> {
    let tenant = tx.tenant();
    sqlx::query!(
        "select id from import_runs where tenant_id = $1 and id = $2 and applied_at is not null for update",
        tenant.0,
        id.0
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(())
}

/// Writes down that an import was taken back.
///
/// # Errors
/// When the database refuses.
pub(in crate::imports) async fn set_undone(tx: &mut Tx, id: RunId, at: DateTime<Utc>) -> Result<(), DbError> {
    let tenant = tx.tenant();
    sqlx::query!(
        "update import_runs set undone_at = $3 where tenant_id = $1 and id = $2",
        tenant.0,
        id.0,
        at
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// How many workbooks wait for their confirmation.
///
/// # Errors
/// When the database refuses.
pub async fn under_way(tx: &mut Tx) -> Result<i64, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_scalar!(
        r#"select count(*) as "n!" from import_runs where tenant_id = $1 and file is not null and applied_at is null"#,
        tenant.0
    )
    .fetch_one(&mut **tx)
    .await?)
}
