//! SQL of lots as they are shown.

use chrono::{DateTime, Utc};

use crate::domain::lists::Tier;
use crate::domain::review::lots::{Ended, Kind, Lot};
use crate::kernel::ids::{CampaignId, GroupId, LotId, PersonId, ProblemId, UnitId};
use crate::platform::db::{DbError, Tx};

struct Row {
    id: LotId,
    group: GroupId,
    unit: UnitId,
    unit_name: String,
    tier: String,
    again: bool,
    reviewer: PersonId,
    reviewer_name: String,
    given_by: Option<String>,
    opened_at: DateTime<Utc>,
    holds_until: DateTime<Utc>,
    ended_at: Option<DateTime<Utc>>,
    ended: Option<String>,
    confirmed_at: Option<DateTime<Utc>>,
    confirmed_by: Option<String>,
    entries: i64,
    done: i64,
    ruled: i64,
    returned: i64,
}

impl From<Row> for Lot {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            group: row.group,
            kind: Kind {
                unit: row.unit,
                // The column's check knows exactly these words.
                tier: Tier::from_code(&row.tier).unwrap_or(Tier::City),
                again: row.again,
            },
            unit_name: row.unit_name,
            reviewer: row.reviewer,
            reviewer_name: row.reviewer_name,
            given_by: row.given_by,
            opened_at: row.opened_at,
            holds_until: row.holds_until,
            ended: row.ended.as_deref().and_then(Ended::from_code).zip(row.ended_at),
            confirmed: row.confirmed_by.zip(row.confirmed_at),
            entries: row.entries,
            done: row.done,
            ruled: row.ruled,
            returned: row.returned,
        }
    }
}

/// Lots with how far they are. What a condition leaves is counted entry by entry: some hundred each.
macro_rules! lots {
    ($tail:literal, $($arg:expr),*) => {
        sqlx::query_as!(
            Row,
            r#"select l.id as "id: LotId", l.group_id as "group: GroupId", l.unit_id as "unit: UnitId", u.name as unit_name,
                  l.tier, l.again, l.reviewer_id as "reviewer: PersonId", r.name as reviewer_name, g.name as "given_by?",
                  l.opened_at, l.holds_until, l.ended_at, l.ended, l.confirmed_at, c.name as "confirmed_by?",
                  s.entries as "entries!", s.done as "done!", s.ruled as "ruled!", s.returned as "returned!"
               from (select * from lots l where l.tenant_id = $1 "# + $tail + r#") l
               join units u on u.tenant_id = $1 and u.id = l.unit_id
               join persons r on r.tenant_id = $1 and r.id = l.reviewer_id
               left join persons g on g.tenant_id = $1 and g.id = l.given_by
               left join persons c on c.tenant_id = $1 and c.id = l.confirmed_by
               cross join lateral (
                  select count(*) as entries,
                     count(*) filter (where not (p.revision = e.revision and p.state = 'submitted' and p.stage = 'group'
                        and not p.moved_out and e.verdict_id is null)) as done,
                     count(v.id) as ruled, count(v.id) filter (where v.verdict <> 'approved') as returned
                  from lot_entries e join problems p on p.tenant_id = $1 and p.id = e.problem_id
                  left join verdicts v on v.tenant_id = $1 and v.id = e.verdict_id
                     and not exists (select 1 from verdict_revocations where tenant_id = $1 and verdict_id = v.id)
                  where e.tenant_id = $1 and e.lot_id = l.id and not e.passed_on) s
               order by l.id desc"#,
            $($arg),*
        )
    };
}

/// One lot.
///
/// # Errors
/// When the database refuses.
pub async fn find(tx: &mut Tx, lot: LotId) -> Result<Option<Lot>, DbError> {
    let tenant = tx.tenant();
    let row = lots!("and l.id = $2", tenant.0, lot.0)
        .fetch_optional(&mut **tx)
        .await?;
    Ok(row.map(Lot::from))
}

/// The newest lot of a reviewer in which a problem was ruled on.
///
/// # Errors
/// When the database refuses.
pub async fn ruled_in(tx: &mut Tx, problem: ProblemId, reviewer: PersonId) -> Result<Option<Lot>, DbError> {
    let tenant = tx.tenant();
    let row = lots!(
        "and l.reviewer_id = $3 and l.id = (select max(e.lot_id::text)::uuid from lot_entries e
            where e.tenant_id = $1 and e.problem_id = $2 and e.verdict_id is not null)",
        tenant.0,
        problem.0,
        reviewer.0
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(row.map(Lot::from))
}

/// Lots of a reviewer that are open, the newest first.
///
/// # Errors
/// When the database refuses.
pub async fn open_of(tx: &mut Tx, campaign: CampaignId, reviewer: PersonId) -> Result<Vec<Lot>, DbError> {
    let tenant = tx.tenant();
    let rows = lots!(
        "and l.campaign_id = $2 and l.reviewer_id = $3 and l.ended_at is null",
        tenant.0,
        campaign.0,
        reviewer.0
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().map(Lot::from).collect())
}

/// Lots of groups, or of one reviewer in them, the newest first, those after one.
///
/// # Errors
/// When the database refuses.
pub async fn of_group(
    tx: &mut Tx,
    campaign: CampaignId,
    groups: &[GroupId],
    (reviewer, state): (Option<PersonId>, Option<&str>),
    (after, limit): (Option<LotId>, i64),
) -> Result<Vec<Lot>, DbError> {
    let tenant = tx.tenant();
    let groups: Vec<_> = groups.iter().map(|group| group.0).collect();
    let rows = lots!(
        "and l.campaign_id = $2 and l.group_id = any($3) and ($4::uuid is null or l.reviewer_id = $4)
         and case $5::text when 'open' then l.ended_at is null when 'unconfirmed' then l.ended_at is not null and l.confirmed_at is null
            when 'confirmed' then l.confirmed_at is not null else true end
         and ($6::uuid is null or l.id < $6) order by l.id desc limit $7",
        tenant.0,
        campaign.0,
        &groups,
        reviewer.map(|person| person.0),
        state,
        after.map(|lot| lot.0),
        limit
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().map(Lot::from).collect())
}

/// How many entries are held now, by what belongs together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HeldCount {
    /// Of what.
    pub kind: Kind,
    /// By other reviewers.
    pub others: i64,
    /// By the reviewer themself.
    pub own: i64,
}

/// How many entries are held now, by what belongs together.
///
/// # Errors
/// When the database refuses.
pub async fn held_counts(
    tx: &mut Tx,
    campaign: CampaignId,
    reviewer: PersonId,
    now: DateTime<Utc>,
) -> Result<Vec<HeldCount>, DbError> {
    let tenant = tx.tenant();
    let rows = sqlx::query!(
        r#"select l.unit_id as "unit: UnitId", l.tier, l.again, count(*) filter (where l.reviewer_id <> $3) as "others!",
              count(*) filter (where l.reviewer_id = $3) as "own!"
           from lots l
           join lot_entries e on e.tenant_id = $1 and e.lot_id = l.id and e.held
           join problems p on p.tenant_id = $1 and p.id = e.problem_id and p.revision = e.revision
           where l.tenant_id = $1 and l.campaign_id = $2 and l.ended_at is null and l.holds_until > $4
              and p.state = 'submitted' and p.stage = 'group' and not p.moved_out
           group by l.unit_id, l.tier, l.again"#,
        tenant.0,
        campaign.0,
        reviewer.0,
        now
    )
    .fetch_all(&mut **tx)
    .await?;
    let read = rows.into_iter().map(|row| HeldCount {
        kind: Kind {
            unit: row.unit,
            tier: Tier::from_code(&row.tier).unwrap_or(Tier::City),
            again: row.again,
        },
        others: row.others,
        own: row.own,
    });
    Ok(read.collect())
}
