//! Lists of second readings, and how many there are. Whoever asks is never told of one of their own verdicts.

use chrono::{DateTime, Utc};

use super::{ruling, settled};
use crate::domain::lists::Tier;
use crate::domain::review::actions::UNDO;
use crate::domain::review::queue::Desk;
use crate::domain::review::second::{Counts, Listed, Which};
use crate::kernel::ids::{AccountId, CampaignId, GroupId, SecondReadingId};
use crate::platform::db::{DbError, Tx};

/// Readings of the groups of a desk. What can still be undone is not yet among them, nor what is not the reader's to review.
///
/// # Errors
/// When the database refuses.
pub async fn listed(
    tx: &mut Tx,
    (desk, account): (&Desk, AccountId),
    (groups, which): (&[GroupId], Which),
    now: DateTime<Utc>,
    (after, limit): (Option<SecondReadingId>, i64),
) -> Result<Vec<Listed>, DbError> {
    let tenant = tx.tenant();
    let groups: Vec<_> = groups.iter().map(|group| group.0).collect();
    let own: Vec<_> = desk.own.iter().map(|unit| unit.0).collect();
    let leaders: Vec<_> = desk.stands_in.iter().map(|leader| leader.0).collect();
    let word = match which {
        Which::Waiting => "waiting",
        Which::Disputed => "disputed",
        Which::Read => "read",
    };
    let rows = sqlx::query!(
        r#"select s.id as "id: SecondReadingId", p.number, p.title, coalesce(n.name, b.name, '') as "owner_name!",
              u.name as unit_name, p.tier, v.verdict as first, s.ruling as second, s.settled,
              coalesce(f.name, '') as "first_by!", r.name as "second_by?", s.drawn_at
           from second_readings s
           join verdicts v on v.tenant_id = $1 and v.id = s.verdict_id
           join problems p on p.tenant_id = $1 and p.id = v.problem_id
           join units u on u.tenant_id = $1 and u.id = p.unit_id
           left join persons n on n.tenant_id = $1 and n.id = p.owner_id
           left join units b on b.tenant_id = $1 and b.id = p.owner_id
           left join persons f on f.tenant_id = $1 and f.id = v.person_id
           left join persons r on r.tenant_id = $1 and r.id = s.reader_id
           where s.tenant_id = $1 and s.campaign_id = $2 and s.group_id = any($3) and ($4::uuid is null or s.id > $4)
              and case $5::text when 'waiting' then s.read_at is null and s.drawn_at <= $6 and v.account_id <> $7
                    and v.person_id is distinct from $8 and not p.moved_out
                    and not exists (select 1 from verdict_revocations where tenant_id = $1 and verdict_id = v.id)
                    and not exists (select 1 from signatures g where g.tenant_id = $1 and g.problem_id = v.problem_id
                        and g.purpose = 'claim' and g.role = 'leader' and g.revision >= v.revision)
                    and p.owner_id <> $8 and p.leader_id is distinct from $8 and p.top_unit_id <> all($9)
                    and coalesce(p.leader_id <> all($10), true)
                    and not exists (select 1 from posts o where o.tenant_id = $1 and o.person_id = p.owner_id
                        and o.leader_id = $8 and o.to_at = 'infinity')
                 when 'disputed' then not s.agreed and s.settled is null
                    and not exists (select 1 from verdict_revocations where tenant_id = $1 and verdict_id = v.id)
                 else s.read_at is not null end
           order by s.id limit $11"#,
        tenant.0,
        desk.campaign.0,
        &groups,
        after.map(|id| id.0),
        word,
        now - UNDO,
        account.0,
        desk.person.0,
        &own,
        &leaders,
        limit
    )
    .fetch_all(&mut **tx)
    .await?;
    let read = rows.into_iter().map(|row| Listed {
        id: row.id,
        number: row.number,
        title: row.title,
        owner_name: row.owner_name,
        unit_name: row.unit_name,
        tier: Tier::from_code(&row.tier).unwrap_or(Tier::City),
        first: ruling(&row.first),
        second: row.second.as_deref().map(ruling),
        settled: settled(row.settled.as_deref()),
        readers: (row.first_by, row.second_by),
        drawn_at: row.drawn_at,
    });
    Ok(read.collect())
}

/// How many of a campaign's verdicts were read twice, and in how many the two were alike.
///
/// # Errors
/// When the database refuses.
pub async fn share(tx: &mut Tx, campaign: CampaignId, groups: &[GroupId]) -> Result<(i64, i64), DbError> {
    let tenant = tx.tenant();
    let groups: Vec<_> = groups.iter().map(|group| group.0).collect();
    let row = sqlx::query!(
        r#"select count(*) as "read!", count(*) filter (where agreed) as "alike!" from second_readings
           where tenant_id = $1 and campaign_id = $2 and group_id = any($3) and read_at is not null"#,
        tenant.0,
        campaign.0,
        &groups
    )
    .fetch_one(&mut **tx)
    .await?;
    Ok((row.alike, row.read))
}

/// How many wait, at most so many of each: for the navigation and the page's head.
///
/// # Errors
/// When the database refuses.
pub async fn counts(
    tx: &mut Tx,
    at: (&Desk, AccountId),
    (groups, headed): (&[GroupId], &[GroupId]),
    now: DateTime<Utc>,
) -> Result<Counts, DbError> {
    const MOST: i64 = 1000;
    let count = |rows: Vec<Listed>| i64::try_from(rows.len()).unwrap_or(i64::MAX);
    let waiting = listed(tx, at, (groups, Which::Waiting), now, (None, MOST)).await?;
    let disputed = if headed.is_empty() {
        Vec::new()
    } else {
        listed(tx, at, (headed, Which::Disputed), now, (None, MOST)).await?
    };
    Ok(Counts {
        waiting: count(waiting),
        disputed: count(disputed),
    })
}
