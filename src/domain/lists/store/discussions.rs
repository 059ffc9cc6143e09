//! SQL of 集体研究: only ever added.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::domain::lists::discussion::{Discussion, Held};
use crate::kernel::ids::{AccountId, ProblemId, UnitId, fresh};
use crate::platform::db::{DbError, Tx};

/// Writes a discussion of these problems and gives its id.
///
/// # Errors
/// When the database refuses.
pub async fn add(
    tx: &mut Tx,
    body: UnitId,
    discussion: &Discussion,
    problems: &[ProblemId],
    by: (Option<AccountId>, DateTime<Utc>),
) -> Result<Uuid, DbError> {
    let (tenant, id) = (tx.tenant(), fresh());
    sqlx::query!(
        "insert into discussions (tenant_id, id, body_id, kind, meeting, held_on, account_id, at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        tenant.0,
        id,
        body.0,
        discussion.kind.code(),
        discussion.meeting,
        discussion.held_on,
        by.0.map_or(Uuid::nil(), |account| account.0),
        by.1
    )
    .execute(&mut **tx)
    .await?;
    let problems: Vec<Uuid> = problems.iter().map(|problem| problem.0).collect();
    sqlx::query!(
        "insert into discussed (tenant_id, discussion_id, problem_id) select $1, $2, p.id from unnest($3::uuid[]) as p (id)",
        tenant.0,
        id,
        &problems
    )
    .execute(&mut **tx)
    .await?;
    Ok(id)
}

/// Discussions of one problem, oldest first.
///
/// # Errors
/// When the database refuses.
pub async fn of_problem(tx: &mut Tx, problem: ProblemId) -> Result<Vec<Held>, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_as!(
        Held,
        r#"select p.problem_id as "problem: ProblemId", d.kind, d.meeting, d.held_on, d.at from discussed p
           join discussions d on d.tenant_id = p.tenant_id and d.id = p.discussion_id
           where p.tenant_id = $1 and p.problem_id = $2 order by d.at, d.id"#,
        tenant.0,
        problem.0
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// Discussions of a body's problems, oldest first.
///
/// # Errors
/// When the database refuses.
pub async fn of_body(tx: &mut Tx, body: UnitId) -> Result<Vec<Held>, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_as!(
        Held,
        r#"select p.problem_id as "problem: ProblemId", d.kind, d.meeting, d.held_on, d.at from discussions d
           join discussed p on p.tenant_id = d.tenant_id and p.discussion_id = d.id
           where d.tenant_id = $1 and d.body_id = $2 order by d.at, d.id"#,
        tenant.0,
        body.0
    )
    .fetch_all(&mut **tx)
    .await?)
}
