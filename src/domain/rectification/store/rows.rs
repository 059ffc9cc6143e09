//! SQL of progress notes, completions and checks: all only ever added.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::domain::lists::Problem;
use crate::domain::rectification::{Check, Completion, Gate, Note};
use crate::domain::signing::Outcome;
use crate::kernel::ids::{AccountId, ProblemId};
use crate::platform::db::{DbError, Tx};

/// Who wrote a row, and when. The program itself has no account.
type By = (Option<AccountId>, DateTime<Utc>);

fn account(by: By) -> Uuid {
    by.0.map_or(Uuid::nil(), |account| account.0)
}

/// Adds a progress note.
///
/// # Errors
/// When the database refuses.
pub async fn add_note(tx: &mut Tx, problem: &Problem, words: &str, by: By) -> Result<Uuid, DbError> {
    let (tenant, id) = (tx.tenant(), crate::kernel::ids::fresh());
    sqlx::query!(
        "insert into progress_notes (tenant_id, id, problem_id, cycle, words, account_id, at)
         values ($1, $2, $3, $4, $5, $6, $7)",
        tenant.0,
        id,
        problem.id.0,
        problem.cycle,
        words,
        account(by),
        by.1
    )
    .execute(&mut **tx)
    .await?;
    Ok(id)
}

/// Progress notes of a problem, oldest first.
///
/// # Errors
/// When the database refuses.
pub async fn notes(tx: &mut Tx, problem: ProblemId) -> Result<Vec<Note>, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_as!(
        Note,
        r#"select n.id, n.words, coalesce(a.display_name, '') as "who!", n.at, n.cycle from progress_notes n
           left join accounts a on a.id = n.account_id and a.tenant_id = n.tenant_id
           where n.tenant_id = $1 and n.problem_id = $2 order by n.at, n.id limit 500"#,
        tenant.0,
        problem.0
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// Adds a report of completion.
///
/// # Errors
/// When the database refuses.
pub async fn add_completion(
    tx: &mut Tx,
    problem: &Problem,
    outcome: &Outcome,
    by: By,
) -> Result<Uuid, DbError> {
    let (tenant, id) = (tx.tenant(), crate::kernel::ids::fresh());
    sqlx::query!(
        "insert into completions (tenant_id, id, problem_id, cycle, outcome, done_on, account_id, at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        tenant.0,
        id,
        problem.id.0,
        problem.cycle,
        outcome.words,
        outcome.done_on,
        account(by),
        by.1
    )
    .execute(&mut **tx)
    .await?;
    Ok(id)
}

/// The newest report of completion in the problem's present cycle.
///
/// # Errors
/// When the database refuses.
pub async fn completion(tx: &mut Tx, problem: &Problem) -> Result<Option<Completion>, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_as!(
        Completion,
        "select id, cycle, outcome, done_on, at from completions
         where tenant_id = $1 and problem_id = $2 and cycle = $3 order by at desc, id desc limit 1",
        tenant.0,
        problem.id.0,
        problem.cycle
    )
    .fetch_optional(&mut **tx)
    .await?)
}

/// All reports of completion of a problem, oldest first.
///
/// # Errors
/// When the database refuses.
pub async fn completions(tx: &mut Tx, problem: ProblemId) -> Result<Vec<Completion>, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_as!(
        Completion,
        "select id, cycle, outcome, done_on, at from completions
         where tenant_id = $1 and problem_id = $2 order by at, id",
        tenant.0,
        problem.0
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// Adds what was decided about a completion at a gate.
///
/// # Errors
/// When the database refuses.
pub async fn add_check(
    tx: &mut Tx,
    completion: (ProblemId, Uuid),
    gate: Gate,
    accepted: bool,
    words: &str,
    by: By,
) -> Result<(), DbError> {
    let tenant = tx.tenant();
    sqlx::query!(
        "insert into checks (tenant_id, id, problem_id, completion_id, verdict, words, gate, account_id, at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        tenant.0,
        crate::kernel::ids::fresh(),
        completion.0.0,
        completion.1,
        if accepted { "accepted" } else { "sent_back" },
        words,
        gate.code(),
        account(by),
        by.1
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// What was decided about a problem's completions, oldest first.
///
/// # Errors
/// When the database refuses.
pub async fn checks(tx: &mut Tx, problem: ProblemId) -> Result<Vec<Check>, DbError> {
    let tenant = tx.tenant();
    let rows = sqlx::query!(
        r#"select c.verdict, c.words, c.gate, coalesce(a.display_name, '') as "who!", c.at, c.completion_id
           from checks c left join accounts a on a.id = c.account_id and a.tenant_id = c.tenant_id
           where c.tenant_id = $1 and c.problem_id = $2 order by c.at, c.id"#,
        tenant.0,
        problem.0
    )
    .fetch_all(&mut **tx)
    .await?;
    let read = rows.into_iter().filter_map(|r| {
        Some(Check {
            accepted: r.verdict == "accepted",
            words: r.words,
            // The column's check knows exactly these words.
            gate: Gate::from_code(&r.gate)?,
            who: r.who,
            at: r.at,
            completion: r.completion_id,
        })
    });
    Ok(read.collect())
}
