//! SQL of evidence.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::domain::files::File;
use crate::domain::lists::Problem;
use crate::domain::rectification::evidence::Evidence;
use crate::kernel::ids::{AccountId, FileId, ProblemId};
use crate::platform::db::{DbError, Tx};

/// Puts a file beside a note, or beside the completion of the present cycle.
///
/// # Errors
/// When the database refuses.
pub async fn attach(
    tx: &mut Tx,
    problem: &Problem,
    note: Option<Uuid>,
    file: FileId,
    at: DateTime<Utc>,
) -> Result<(), DbError> {
    let tenant = tx.tenant();
    sqlx::query!(
        "insert into evidence (tenant_id, file_id, problem_id, cycle, note_id, at) values ($1, $2, $3, $4, $5, $6)",
        tenant.0,
        file.0,
        problem.id.0,
        problem.cycle,
        note,
        at
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// All evidence of a problem, oldest first, also what was taken back.
///
/// # Errors
/// When the database refuses.
pub async fn evidence(tx: &mut Tx, problem: ProblemId) -> Result<Vec<Evidence>, DbError> {
    let tenant = tx.tenant();
    let rows = sqlx::query!(
        r#"select e.cycle, e.note_id, f.id as "id: FileId", f.name, f.media_type, f.size, f.sha256, f.uploaded_sha256,
            f.account_id as "account: AccountId", coalesce(a.display_name, '') as "who!", f.at, f.taken_back_at
           from evidence e join files f on f.tenant_id = e.tenant_id and f.id = e.file_id
           left join accounts a on a.id = f.account_id and a.tenant_id = f.tenant_id
           where e.tenant_id = $1 and e.problem_id = $2 order by e.at, e.file_id"#,
        tenant.0,
        problem.0
    )
    .fetch_all(&mut **tx)
    .await?;
    let read = rows.into_iter().map(|r| Evidence {
        file: File {
            id: r.id,
            name: r.name,
            media_type: r.media_type,
            size: r.size,
            sha256: r.sha256,
            uploaded_sha256: r.uploaded_sha256,
            account: r.account,
            who: r.who,
            at: r.at,
            taken_back_at: r.taken_back_at,
        },
        cycle: r.cycle,
        note: r.note_id,
    });
    Ok(read.collect())
}
