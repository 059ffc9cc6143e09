//! SQL of what waits at the gates of group and office.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::domain::lists::Tier;
use crate::kernel::ids::{CampaignId, PersonId, ProblemId, UnitId};
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
}

struct Row {
    problem: ProblemId,
    number: String,
    title: String,
    tier: String,
    owner_name: String,
    unit_name: String,
    due_on: Option<NaiveDate>,
    cosigned_at: Option<DateTime<Utc>>,
    since: DateTime<Utc>,
}

impl From<Row> for InQueue {
    fn from(r: Row) -> Self {
        Self {
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
        }
    }
}

/// What waits for a check in these units, without what `person` leads or whose leader they stand in for, in official order.
///
/// # Errors
/// When the database refuses.
pub async fn awaiting_check(
    tx: &mut Tx,
    campaign: CampaignId,
    units: &[UnitId],
    (person, stands_in): (PersonId, &[PersonId]),
) -> Result<Vec<InQueue>, DbError> {
    let tenant = tx.tenant();
    let units: Vec<Uuid> = units.iter().map(|unit| unit.0).collect();
    let stands_in: Vec<Uuid> = stands_in.iter().map(|leader| leader.0).collect();
    let rows = sqlx::query_as!(
        Row,
        r#"select p.id as "problem: ProblemId", p.number, p.title, p.tier,
           coalesce(n.name, b.name, '') as "owner_name!", u.name as unit_name, p.due_on, p.cosigned_at,
           p.updated_at as since
           from problems p join units u on u.tenant_id = p.tenant_id and u.id = p.unit_id
           join units t on t.tenant_id = p.tenant_id and t.id = p.top_unit_id
           left join persons n on n.tenant_id = p.tenant_id and n.id = p.owner_id
           left join units b on b.tenant_id = p.tenant_id and b.id = p.owner_id
           where p.tenant_id = $1 and p.campaign_id = $2 and p.rectification = 'awaiting_check' and p.state = 'claimed' and not p.moved_out
             and p.top_unit_id = any ($3) and p.owner_id <> $4 and p.leader_id is distinct from $4
             and coalesce(p.leader_id <> all($5), true)
             and not exists (select 1 from posts q where q.tenant_id = p.tenant_id and q.person_id = p.owner_id
                and q.leader_id = $4 and q.to_at = 'infinity')
           order by t.sort_no, u.sort_no, u.name, n.staff_no, p.owner_id, p.seq limit 1000"#,
        tenant.0,
        campaign.0,
        &units,
        person.0,
        &stands_in
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().map(InQueue::from).collect())
}

/// What waits for its number, in official order.
///
/// # Errors
/// When the database refuses.
pub async fn awaiting_number(tx: &mut Tx, campaign: CampaignId) -> Result<Vec<InQueue>, DbError> {
    let tenant = tx.tenant();
    let rows = sqlx::query_as!(
        Row,
        r#"select p.id as "problem: ProblemId", p.number, p.title, p.tier,
           coalesce(n.name, b.name, '') as "owner_name!", u.name as unit_name, p.due_on, p.cosigned_at,
           p.updated_at as since
           from problems p join units u on u.tenant_id = p.tenant_id and u.id = p.unit_id
           join units t on t.tenant_id = p.tenant_id and t.id = p.top_unit_id
           left join persons n on n.tenant_id = p.tenant_id and n.id = p.owner_id
           left join units b on b.tenant_id = p.tenant_id and b.id = p.owner_id
           where p.tenant_id = $1 and p.campaign_id = $2 and p.rectification = 'awaiting_number' and p.state = 'claimed' and not p.moved_out
           order by t.sort_no, u.sort_no, u.name, n.staff_no, p.owner_id, p.seq limit 1000"#,
        tenant.0,
        campaign.0
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().map(InQueue::from).collect())
}
