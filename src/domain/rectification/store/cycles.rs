//! SQL of rounds of rectification after the first, and of requests for one.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::super::reopening::{Answer, Asker, Cause, Cycle, Reopening};
use super::super::waits::Seat;
use crate::domain::lists::{Problem, Tier};
use crate::kernel::ids::{AccountId, CampaignId, ProblemId};
use crate::platform::db::{DbError, Tx, constraint};

/// Who wrote a row, and when.
type By = (Option<AccountId>, DateTime<Utc>);

fn account(by: By) -> Uuid {
    by.0.map_or(Uuid::nil(), |account| account.0)
}

/// Writes why the problem's present cycle was opened.
///
/// # Errors
/// When the database refuses.
pub async fn add_cycle(
    tx: &mut Tx,
    problem: &Problem,
    (cause, due_on, words): (Cause, NaiveDate, &str),
    by: By,
) -> Result<(), DbError> {
    let tenant = tx.tenant();
    sqlx::query!(
        "insert into cycles (tenant_id, problem_id, cycle, cause, words, due_on, account_id, at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        tenant.0,
        problem.id.0,
        problem.cycle,
        cause.code(),
        words,
        due_on,
        account(by),
        by.1
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Cycles of a problem after the first, in order.
///
/// # Errors
/// When the database refuses.
pub async fn cycles(tx: &mut Tx, problem: ProblemId) -> Result<Vec<Cycle>, DbError> {
    let tenant = tx.tenant();
    let rows = sqlx::query!(
        r#"select c.cycle, c.cause, c.words, c.due_on, c.at, coalesce(a.display_name, '') as "who!"
           from cycles c left join accounts a on a.id = c.account_id and a.tenant_id = c.tenant_id
           where c.tenant_id = $1 and c.problem_id = $2 order by c.cycle"#,
        tenant.0,
        problem.0
    )
    .fetch_all(&mut **tx)
    .await?;
    let read = rows.into_iter().map(|r| Cycle {
        cycle: r.cycle,
        // The column's check knows exactly these words.
        cause: Cause::from_code(&r.cause).unwrap_or(Cause::Request),
        words: r.words,
        due_on: r.due_on,
        who: r.who,
        at: r.at,
    });
    Ok(read.collect())
}

/// Numbers under which rounds of a problem were closed, with the round, in order.
///
/// # Errors
/// When the database refuses.
pub async fn closed_cycles(tx: &mut Tx, problem: ProblemId) -> Result<Vec<(i32, String)>, DbError> {
    let tenant = tx.tenant();
    let rows = sqlx::query!(
        "select cycle, number from closures where tenant_id = $1 and problem_id = $2 order by cycle",
        tenant.0,
        problem.0
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().map(|r| (r.cycle, r.number)).collect())
}

/// Adds a request and gives its id; none while another waits.
///
/// # Errors
/// When the database refuses.
pub async fn add_reopening(
    tx: &mut Tx,
    problem: &Problem,
    (asker, reason): (Asker, &str),
    by: By,
) -> Result<Option<Uuid>, DbError> {
    let (tenant, id) = (tx.tenant(), crate::kernel::ids::fresh());
    let done = sqlx::query!(
        "insert into reopenings (tenant_id, id, campaign_id, problem_id, cycle, party, state, reason, account_id, at)
         values ($1, $2, $3, $4, $5, $6, 'waiting', $7, $8, $9)",
        tenant.0,
        id,
        problem.campaign.0,
        problem.id.0,
        problem.cycle,
        asker.code(),
        reason,
        account(by),
        by.1
    )
    .execute(&mut **tx)
    .await;
    match done {
        Ok(_) => Ok(Some(id)),
        Err(error) if constraint(&error) == Some("reopenings_one_waiting") => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Writes what the office decided on a request.
///
/// # Errors
/// When the database refuses.
pub async fn decide_reopening(
    tx: &mut Tx,
    request: Uuid,
    (accepted, words, due_on): (bool, &str, Option<NaiveDate>),
    by: By,
) -> Result<(), DbError> {
    let tenant = tx.tenant();
    sqlx::query!(
        "update reopenings set state = $3, answer = $4, due_on = $5, decided_by = $6, decided_at = $7
         where tenant_id = $1 and id = $2 and state = 'waiting'",
        tenant.0,
        request,
        if accepted { "accepted" } else { "refused" },
        words,
        due_on,
        account(by),
        by.1
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// All requests to take a problem up again, oldest first.
///
/// # Errors
/// When the database refuses.
pub async fn reopenings(tx: &mut Tx, problem: ProblemId) -> Result<Vec<Reopening>, DbError> {
    let tenant = tx.tenant();
    let rows = sqlx::query!(
        r#"select r.id, r.cycle, r.party, r.state, r.reason, r.at, r.answer, r.due_on, r.decided_at,
           coalesce(a.display_name, '') as "who!", coalesce(b.display_name, '') as "decided_by!"
           from reopenings r left join accounts a on a.id = r.account_id and a.tenant_id = r.tenant_id
           left join accounts b on b.id = r.decided_by and b.tenant_id = r.tenant_id
           where r.tenant_id = $1 and r.problem_id = $2 order by r.at, r.id"#,
        tenant.0,
        problem.0
    )
    .fetch_all(&mut **tx)
    .await?;
    let read = rows.into_iter().map(|r| Reopening {
        id: r.id,
        problem,
        cycle: r.cycle,
        // The columns' checks know exactly these words.
        asker: Asker::from_code(&r.party).unwrap_or(Asker::Owner),
        reason: r.reason,
        who: r.who,
        at: r.at,
        decision: r.decided_at.map(|at| Answer {
            accepted: r.state == "accepted",
            words: r.answer,
            due_on: r.due_on,
            who: r.decided_by,
            at,
        }),
    });
    Ok(read.collect())
}

/// One request that waits for the office.
#[derive(Clone, Debug)]
pub struct ToReopen {
    /// Its id.
    pub id: Uuid,
    /// Of which problem.
    pub problem: ProblemId,
    /// The problem's number.
    pub number: String,
    /// The owner's tier.
    pub tier: Tier,
    /// The owner's name.
    pub owner_name: String,
    /// The owner's unit.
    pub unit_name: String,
    /// As what it was asked.
    pub asker: Asker,
    /// Who asked.
    pub who: String,
    /// Recorded time.
    pub at: DateTime<Utc>,
}

/// Requests that wait for the office as which somebody decides, oldest first, after one that stood there.
///
/// # Errors
/// When the database refuses.
pub async fn to_reopen(
    tx: &mut Tx,
    campaign: CampaignId,
    seat: &Seat,
    after: Option<Uuid>,
    limit: i64,
) -> Result<Vec<ToReopen>, DbError> {
    let (tenant, seat) = (tx.tenant(), seat.bound());
    let rows = sqlx::query!(
        r#"select r.id, p.id as "problem: ProblemId", p.number, p.tier, coalesce(n.name, b.name, '') as "owner_name!",
           u.name as unit_name, r.party, coalesce(a.display_name, '') as "who!", r.at
           from reopenings r join problems p on p.tenant_id = r.tenant_id and p.id = r.problem_id
           join units u on u.tenant_id = p.tenant_id and u.id = p.unit_id
           left join persons n on n.tenant_id = p.tenant_id and n.id = p.owner_id
           left join units b on b.tenant_id = p.tenant_id and b.id = p.owner_id
           left join accounts a on a.id = r.account_id and a.tenant_id = r.tenant_id
           where r.tenant_id = $1 and r.campaign_id = $2 and r.state = 'waiting' and p.cycle = r.cycle
             and p.rectification = 'closed' and ($3 or p.tier = 'township' and p.top_unit_id = any($4)) and p.owner_id <> all($5)
             and coalesce(p.leader_id <> $6, true) and coalesce(p.leader_id <> all($7), true)
             and ($8::uuid is null or (r.at, r.id) > (
                select o.at, o.id from reopenings o where o.tenant_id = $1 and o.id = $8))
           order by r.at, r.id limit $9"#,
        tenant.0,
        campaign.0,
        seat.office,
        &seat.counties,
        &seat.own,
        seat.person,
        &seat.stands_in,
        after,
        limit
    )
    .fetch_all(&mut **tx)
    .await?;
    let read = rows.into_iter().map(|r| ToReopen {
        id: r.id,
        problem: r.problem,
        number: r.number,
        // The columns' checks know exactly these words.
        tier: Tier::from_code(&r.tier).unwrap_or(Tier::City),
        owner_name: r.owner_name,
        unit_name: r.unit_name,
        asker: Asker::from_code(&r.party).unwrap_or(Asker::Owner),
        who: r.who,
        at: r.at,
    });
    Ok(read.collect())
}
