//! SQL of what waits at the gates of group and office.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::domain::lists::Tier;
use crate::domain::rectification::Queue;
use crate::kernel::ids::{ProblemId, UnitId};
use crate::platform::db::{DbError, Tx};

/// One problem that waits at a gate.
#[derive(Clone, Debug)]
pub struct InQueue {
    /// Which.
    pub problem: ProblemId,
    /// Its number.
    pub number: String,
    /// Its sentence; texts of guarded tiers are not for every reader of a queue.
    pub title: String,
    /// The owner's tier.
    pub tier: Tier,
    /// The owner's name.
    pub owner_name: String,
    /// The owner's unit.
    pub unit_name: String,
    /// Time limit.
    pub due_on: Option<NaiveDate>,
    /// When the leader in charge confirmed it.
    pub cosigned_at: Option<DateTime<Utc>>,
    /// Since when it waits.
    pub since: DateTime<Utc>,
    /// Whether it is the reader's own or of somebody they lead: then it is for another to pass.
    pub theirs: bool,
}

/// How many wait of a unit and tier.
#[derive(Clone, Debug)]
pub struct InUnit {
    /// Top unit.
    pub unit: UnitId,
    /// Its name.
    pub name: String,
    /// Tier of the owners.
    pub tier: Tier,
    /// How many.
    pub n: i64,
    /// How many of them are not the reader's to pass.
    pub theirs: i64,
}

fn ids<T: Copy>(of: &[T], id: impl Fn(T) -> Uuid) -> Vec<Uuid> {
    of.iter().map(|one| id(*one)).collect()
}

/// What waits at a gate, in official order, after one that stood there.
///
/// # Errors
/// When the database refuses.
pub async fn waiting(
    tx: &mut Tx,
    queue: &Queue,
    after: Option<ProblemId>,
    limit: i64,
) -> Result<Vec<InQueue>, DbError> {
    let tenant = tx.tenant();
    let rows = sqlx::query!(
        r#"select p.id as "problem: ProblemId", p.number, p.title, p.tier,
           coalesce(n.name, b.name, '') as "owner_name!", u.name as unit_name, p.due_on, p.cosigned_at,
           p.updated_at as since, (p.owner_id = any($5) or coalesce(p.leader_id = any($6), false)) as "theirs!"
           from problems p join units u on u.tenant_id = p.tenant_id and u.id = p.unit_id
           join units t on t.tenant_id = p.tenant_id and t.id = p.top_unit_id
           left join persons n on n.tenant_id = p.tenant_id and n.id = p.owner_id
           left join units b on b.tenant_id = p.tenant_id and b.id = p.owner_id
           where p.tenant_id = $1 and p.campaign_id = $2 and p.rectification = $3 and p.state = 'claimed' and not p.moved_out
             and ($4::uuid[] is null or p.top_unit_id = any($4) and p.owner_id <> all($5) and coalesce(p.leader_id <> all($6), true)
                and not exists (select 1 from posts q where q.tenant_id = p.tenant_id and q.person_id = p.owner_id
                   and q.leader_id = any($5) and q.to_at = 'infinity'))
             and ($11::uuid[] is null or p.tier = 'township' and p.top_unit_id = any($11))
             and ($7::uuid is null or p.top_unit_id = $7) and ($8::text is null or p.tier = $8)
             and ($9::uuid is null or (t.sort_no, u.sort_no, u.name, n.staff_no is null, coalesce(n.staff_no, ''), p.owner_id, p.seq) > (
                select lt.sort_no, lu.sort_no, lu.name, ln.staff_no is null, coalesce(ln.staff_no, ''), l.owner_id, l.seq
                from problems l join units lu on lu.tenant_id = l.tenant_id and lu.id = l.unit_id
                join units lt on lt.tenant_id = l.tenant_id and lt.id = l.top_unit_id
                left join persons ln on ln.tenant_id = l.tenant_id and ln.id = l.owner_id
                where l.tenant_id = $1 and l.campaign_id = $2 and l.id = $9))
           order by t.sort_no, u.sort_no, u.name, n.staff_no is null, coalesce(n.staff_no, ''), p.owner_id, p.seq limit $10"#,
        tenant.0,
        queue.campaign.0,
        queue.state,
        queue.watched.as_deref().map(|units| ids(units, |unit| unit.0)) as Option<Vec<Uuid>>,
        &ids(&queue.own, |owner| owner.0),
        &ids(&queue.led_by, |leader| leader.0),
        queue.unit.map(|unit| unit.0),
        queue.tier.map(Tier::code),
        after.map(|problem| problem.0),
        limit,
        queue.counties.as_deref().map(|units| ids(units, |unit| unit.0)) as Option<Vec<Uuid>>
    )
    .fetch_all(&mut **tx)
    .await?;
    let read = rows.into_iter().map(|r| InQueue {
        problem: r.problem,
        number: r.number,
        title: r.title,
        // The column's check knows exactly these words.
        tier: Tier::from_code(&r.tier).unwrap_or(Tier::City),
        owner_name: r.owner_name,
        unit_name: r.unit_name,
        due_on: r.due_on,
        cosigned_at: r.cosigned_at,
        since: r.since,
        theirs: r.theirs,
    });
    Ok(read.collect())
}

/// How many wait at a gate, unit by unit in official order and tier by tier, whatever unit and tier are asked for.
///
/// # Errors
/// When the database refuses.
pub async fn counts(tx: &mut Tx, queue: &Queue) -> Result<Vec<InUnit>, DbError> {
    let tenant = tx.tenant();
    let rows = sqlx::query!(
        r#"select t.id as "unit: UnitId", t.name, p.tier, count(*) as "n!",
           count(*) filter (where p.owner_id = any($5) or coalesce(p.leader_id = any($6), false)) as "theirs!"
           from problems p join units t on t.tenant_id = p.tenant_id and t.id = p.top_unit_id
           where p.tenant_id = $1 and p.campaign_id = $2 and p.rectification = $3 and p.state = 'claimed' and not p.moved_out
             and ($4::uuid[] is null or p.top_unit_id = any($4) and p.owner_id <> all($5) and coalesce(p.leader_id <> all($6), true)
                and not exists (select 1 from posts q where q.tenant_id = p.tenant_id and q.person_id = p.owner_id
                   and q.leader_id = any($5) and q.to_at = 'infinity'))
             and ($7::uuid[] is null or p.tier = 'township' and p.top_unit_id = any($7))
           group by t.id, t.name, t.sort_no, p.tier order by t.sort_no, t.name, t.id, p.tier"#,
        tenant.0,
        queue.campaign.0,
        queue.state,
        queue.watched.as_deref().map(|units| ids(units, |unit| unit.0)) as Option<Vec<Uuid>>,
        &ids(&queue.own, |owner| owner.0),
        &ids(&queue.led_by, |leader| leader.0),
        queue.counties.as_deref().map(|units| ids(units, |unit| unit.0)) as Option<Vec<Uuid>>
    )
    .fetch_all(&mut **tx)
    .await?;
    let read = rows.into_iter().map(|r| InUnit {
        unit: r.unit,
        name: r.name,
        tier: Tier::from_code(&r.tier).unwrap_or(Tier::City),
        n: r.n,
        theirs: r.theirs,
    });
    Ok(read.collect())
}

/// These problems in official order.
///
/// # Errors
/// When the database refuses.
pub async fn in_order(tx: &mut Tx, problems: &[ProblemId]) -> Result<Vec<ProblemId>, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_scalar!(
        r#"select p.id as "id: ProblemId" from problems p join units u on u.tenant_id = p.tenant_id and u.id = p.unit_id
           join units t on t.tenant_id = p.tenant_id and t.id = p.top_unit_id
           left join persons n on n.tenant_id = p.tenant_id and n.id = p.owner_id
           where p.tenant_id = $1 and p.id = any($2)
           order by t.sort_no, u.sort_no, u.name, n.staff_no is null, coalesce(n.staff_no, ''), p.owner_id, p.seq"#,
        tenant.0,
        &ids(problems, |problem| problem.0)
    )
    .fetch_all(&mut **tx)
    .await?)
}
