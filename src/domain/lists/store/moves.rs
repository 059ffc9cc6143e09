//! SQL of problems that go with their owner, or to another leader in charge.

use chrono::{DateTime, Utc};

use super::spans;
use crate::domain::lists::entity::Problem;
use crate::domain::lists::{ListsError, Stage};
use crate::kernel::ids::{PersonId, ProblemId};
use crate::platform::db::{DbError, Tx};

/// All problems of a person, of whatever campaign, in an order that two movers share.
///
/// # Errors
/// When the database refuses.
pub async fn owned_by(tx: &mut Tx, person: PersonId) -> Result<Vec<ProblemId>, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_scalar!(
        r#"select id as "id: ProblemId" from problems
           where tenant_id = $1 and owner_id = $2 and owner_kind = 'person' and state <> 'withdrawn' order by id"#,
        tenant.0,
        person.0
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// Problems that are not closed and name `leader` as leader in charge, in the same order.
///
/// # Errors
/// When the database refuses.
pub async fn led_by(tx: &mut Tx, leader: PersonId) -> Result<Vec<ProblemId>, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_scalar!(
        r#"select id as "id: ProblemId" from problems
           where tenant_id = $1 and leader_id = $2 and closed_at is null and state <> 'withdrawn' order by id"#,
        tenant.0,
        leader.0
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// Writes where a problem belongs now and its next span. The caller has locked the row.
///
/// # Errors
/// [`ListsError::Stale`] when the row's version is not `problem.version`.
pub async fn relocate(tx: &mut Tx, problem: &mut Problem, at: DateTime<Utc>) -> Result<(), ListsError> {
    let tenant = tx.tenant();
    let rest: Vec<_> = problem.rest_of_route.iter().map(|stage| stage.code()).collect();
    let version = sqlx::query_scalar!(
        "update problems set unit_id = $4, top_unit_id = $5, tier = $6, leader_id = $7, stage = $8, rest_of_route = $9,
            updated_at = $10, version = version + 1
         where tenant_id = $1 and id = $2 and version = $3 returning version",
        tenant.0,
        problem.id.0,
        problem.version,
        problem.unit.0,
        problem.top_unit.0,
        problem.tier.code(),
        problem.leader.map(|leader| leader.0),
        problem.stage.map(Stage::code),
        rest.join(","),
        at
    )
    .fetch_optional(&mut **tx)
    .await?
    .ok_or(ListsError::Stale)?;
    problem.version = version;
    problem.updated_at = at;
    Ok(spans::open_next(tx, problem).await?)
}

/// Writes whether a problem is set aside and its next span. The caller has locked the row.
///
/// # Errors
/// [`ListsError::Stale`] when the row's version is not `problem.version`.
pub async fn mark(tx: &mut Tx, problem: &mut Problem, at: DateTime<Utc>) -> Result<(), ListsError> {
    let tenant = tx.tenant();
    problem.version = sqlx::query_scalar!(
        "update problems set moved_out = $4, deferred_until = $5, updated_at = $6, version = version + 1
         where tenant_id = $1 and id = $2 and version = $3 returning version",
        tenant.0,
        problem.id.0,
        problem.version,
        problem.moved_out,
        problem.deferred_until,
        at
    )
    .fetch_optional(&mut **tx)
    .await?
    .ok_or(ListsError::Stale)?;
    problem.updated_at = at;
    Ok(spans::open_next(tx, problem).await?)
}
