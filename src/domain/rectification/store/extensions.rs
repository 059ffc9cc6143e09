//! SQL of requests for more time, of what was decided on them, and of those that wait.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::super::extension::{Asking, Decided, Extension, Wanted};
use super::super::waits::Seat;
use crate::domain::lists::{Problem, Tier};
use crate::domain::rectification::Gate;
use crate::kernel::ids::{AccountId, CampaignId, ProblemId};
use crate::platform::db::{DbError, Tx, constraint};

/// Who wrote a row, and when.
type By = (Option<AccountId>, DateTime<Utc>);

/// Adds a request and gives its id; none while another waits.
///
/// # Errors
/// When the database refuses.
pub async fn add_extension(
    tx: &mut Tx,
    problem: &Problem,
    asking: Asking,
    (due, wanted): (NaiveDate, &Wanted),
    by: By,
) -> Result<Option<Uuid>, DbError> {
    let (tenant, id) = (tx.tenant(), crate::kernel::ids::fresh());
    let done = sqlx::query!(
        "insert into extensions (tenant_id, id, campaign_id, problem_id, cycle, state, was_due_on, new_due_on, reason, progress,
            account_id, at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        tenant.0,
        id,
        problem.campaign.0,
        problem.id.0,
        problem.cycle,
        asking.code(),
        due,
        wanted.due_on,
        wanted.reason,
        wanted.progress,
        by.0.map_or(Uuid::nil(), |account| account.0),
        by.1
    )
    .execute(&mut **tx)
    .await;
    match done {
        Ok(_) => Ok(Some(id)),
        Err(error) if constraint(&error) == Some("extensions_one_waiting") => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Writes what was decided on a request, and how it stands now.
///
/// # Errors
/// When the database refuses.
pub async fn decide_extension(
    tx: &mut Tx,
    extension: Uuid,
    (gate, approved): (Gate, bool),
    (asking, words): (Asking, &str),
    by: By,
) -> Result<(), DbError> {
    let tenant = tx.tenant();
    sqlx::query!(
        "with decided as (
            insert into extension_decisions (tenant_id, extension_id, gate, approved, words, account_id, at)
            values ($1, $2, $3, $4, $5, $6, $7))
         update extensions set state = $8 where tenant_id = $1 and id = $2",
        tenant.0,
        extension,
        gate.code(),
        approved,
        words,
        by.0.map_or(Uuid::nil(), |account| account.0),
        by.1,
        asking.code()
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// All requests of a problem with what was decided, oldest first.
///
/// # Errors
/// When the database refuses.
pub async fn extensions(tx: &mut Tx, problem: ProblemId) -> Result<Vec<Extension>, DbError> {
    let tenant = tx.tenant();
    let rows = sqlx::query!(
        r#"select e.id, e.cycle, e.state, e.was_due_on, e.new_due_on, e.reason, e.progress, e.at,
           coalesce(a.display_name, '') as "who!", d.gate as "gate?", d.approved as "approved?", d.words as "words?",
           d.at as "decided_at?", coalesce(b.display_name, '') as "decided_by!"
           from extensions e left join accounts a on a.id = e.account_id and a.tenant_id = e.tenant_id
           left join extension_decisions d on d.tenant_id = e.tenant_id and d.extension_id = e.id
           left join accounts b on b.id = d.account_id and b.tenant_id = d.tenant_id
           where e.tenant_id = $1 and e.problem_id = $2 order by e.at, e.id, d.at, d.gate"#,
        tenant.0,
        problem.0
    )
    .fetch_all(&mut **tx)
    .await?;
    let mut found: Vec<Extension> = Vec::new();
    for r in rows {
        // The columns' checks know exactly these words.
        let decided = r.gate.as_deref().and_then(Gate::from_code).map(|gate| Decided {
            gate,
            approved: r.approved.unwrap_or(false),
            words: r.words.unwrap_or_default(),
            who: r.decided_by,
            at: r.decided_at.unwrap_or(r.at),
        });
        match found.last_mut().filter(|last| last.id == r.id) {
            Some(last) => last.decisions.extend(decided),
            None => found.push(Extension {
                id: r.id,
                problem,
                cycle: r.cycle,
                asking: Asking::from_code(&r.state).unwrap_or(Asking::Refused),
                was_due_on: r.was_due_on,
                new_due_on: r.new_due_on,
                reason: r.reason,
                progress: r.progress,
                who: r.who,
                at: r.at,
                decisions: decided.into_iter().collect(),
            }),
        }
    }
    Ok(found)
}

/// One request that waits for somebody's decision.
#[derive(Clone, Debug)]
pub struct ToExtend {
    /// Its id.
    pub id: Uuid,
    /// Of which problem.
    pub problem: ProblemId,
    /// The problem's number.
    pub number: String,
    /// Its sentence; texts of guarded tiers are not for every reader.
    pub title: String,
    /// The owner's tier.
    pub tier: Tier,
    /// The owner's name.
    pub owner_name: String,
    /// The owner's unit.
    pub unit_name: String,
    /// The limit as it is.
    pub due_on: Option<NaiveDate>,
    /// The limit that is asked for.
    pub new_due_on: NaiveDate,
    /// Recorded time of the request.
    pub at: DateTime<Utc>,
    /// Whether it waits for the reader as leader in charge, else for the office.
    pub as_leader: bool,
}

/// Requests that wait for whoever sits there, those that run out first in front, after one that stood there.
///
/// # Errors
/// When the database refuses.
pub async fn to_extend(
    tx: &mut Tx,
    campaign: CampaignId,
    seat: &Seat,
    after: Option<Uuid>,
    limit: i64,
) -> Result<Vec<ToExtend>, DbError> {
    let (tenant, seat) = (tx.tenant(), seat.bound());
    let rows = sqlx::query!(
        r#"select e.id, p.id as "problem: ProblemId", p.number, p.title, p.tier, coalesce(n.name, b.name, '') as "owner_name!",
           u.name as unit_name, p.due_on, e.new_due_on, e.at, e.state = 'awaiting_leader' as "as_leader!"
           from extensions e join problems p on p.tenant_id = e.tenant_id and p.id = e.problem_id
           join units u on u.tenant_id = p.tenant_id and u.id = p.unit_id
           left join persons n on n.tenant_id = p.tenant_id and n.id = p.owner_id
           left join units b on b.tenant_id = p.tenant_id and b.id = p.owner_id
           where e.tenant_id = $1 and e.campaign_id = $2 and e.state in ('awaiting_leader', 'awaiting_office')
             and p.state = 'claimed' and not p.moved_out and p.cycle = e.cycle
             and p.rectification in ('to_do', 'in_progress', 'reported', 'awaiting_leader', 'sent_back')
             and (e.state = 'awaiting_leader' and (p.leader_id = $3 and p.owner_id <> $3
                 or p.leader_id = any($4) and p.owner_id <> all($5))
               or e.state = 'awaiting_office' and ($6 or p.tier = 'township' and p.top_unit_id = any($7))
                 and p.owner_id <> all($8) and coalesce(p.leader_id <> $3, true) and coalesce(p.leader_id <> all($4), true))
             and ($9::uuid is null or (e.was_due_on, e.id) > (
                select o.was_due_on, o.id from extensions o where o.tenant_id = $1 and o.id = $9))
           order by e.was_due_on, e.id limit $10"#,
        tenant.0,
        campaign.0,
        seat.person,
        &seat.stands_in,
        &seat.never,
        seat.office,
        &seat.counties,
        &seat.own,
        after,
        limit
    )
    .fetch_all(&mut **tx)
    .await?;
    let read = rows.into_iter().map(|r| ToExtend {
        id: r.id,
        problem: r.problem,
        number: r.number,
        title: r.title,
        // The column's check knows exactly these words.
        tier: Tier::from_code(&r.tier).unwrap_or(Tier::City),
        owner_name: r.owner_name,
        unit_name: r.unit_name,
        due_on: r.due_on,
        new_due_on: r.new_due_on,
        at: r.at,
        as_leader: r.as_leader,
    });
    Ok(read.collect())
}
