//! SQL of lots being opened and ended.

use chrono::{DateTime, Utc};

use crate::domain::review::lots::{Ended, Kind};
use crate::domain::review::queue::Desk;
use crate::kernel::ids::{CampaignId, GroupId, LotId, OwnerId, PersonId, ProblemId};
use crate::platform::db::{DbError, Tx};

/// An entry that can be given out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Free {
    /// The problem.
    pub id: ProblemId,
    /// Which revision waits.
    pub revision: i32,
    /// Whose.
    pub owner: OwnerId,
    /// The owner's number of it.
    pub seq: i32,
}

/// Waits for whoever else opens or ends lots of a group, so that each sees what the other was given.
///
/// # Errors
/// When the database refuses.
pub async fn in_turn(tx: &mut Tx, group: GroupId) -> Result<(), DbError> {
    let tenant = tx.tenant();
    sqlx::query!(
        "select id from supervision_groups where tenant_id = $1 and id = $2 for no key update",
        tenant.0,
        group.0
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(())
}

/// Ends the lots of a group that nobody went on with.
///
/// # Errors
/// When the database refuses.
pub async fn expire(tx: &mut Tx, group: GroupId, at: DateTime<Utc>) -> Result<Vec<LotId>, DbError> {
    let tenant = tx.tenant();
    let ended = sqlx::query_scalar!(
        r#"update lots set ended_at = $3, ended = 'expired'
           where tenant_id = $1 and group_id = $2 and ended_at is null and holds_until <= $3 returning id as "id: LotId""#,
        tenant.0,
        group.0,
        at
    )
    .fetch_all(&mut **tx)
    .await?;
    if !ended.is_empty() {
        release(tx, &ended).await?;
    }
    Ok(ended)
}

/// Ends a lot that is open. Gives whether it was.
///
/// # Errors
/// When the database refuses.
pub async fn end(tx: &mut Tx, lot: LotId, how: Ended, at: DateTime<Utc>) -> Result<bool, DbError> {
    let tenant = tx.tenant();
    let ended = sqlx::query!(
        "update lots set ended_at = $3, ended = $4 where tenant_id = $1 and id = $2 and ended_at is null",
        tenant.0,
        lot.0,
        at,
        how.code()
    )
    .execute(&mut **tx)
    .await?;
    if ended.rows_affected() == 0 {
        return Ok(false);
    }
    release(tx, &[lot]).await?;
    Ok(true)
}

async fn release(tx: &mut Tx, lots: &[LotId]) -> Result<(), DbError> {
    let tenant = tx.tenant();
    let lots: Vec<_> = lots.iter().map(|lot| lot.0).collect();
    sqlx::query!(
        "update lot_entries set held = false where tenant_id = $1 and lot_id = any($2) and held",
        tenant.0,
        &lots
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Entries of a kind that a desk may review and nobody holds, in the order of the queue.
///
/// # Errors
/// When the database refuses.
pub async fn free(tx: &mut Tx, desk: &Desk, kind: Kind, limit: i64) -> Result<Vec<Free>, DbError> {
    let tenant = tx.tenant();
    let leaders: Vec<_> = desk.stands_in.iter().map(|leader| leader.0).collect();
    Ok(sqlx::query_as!(
        Free,
        r#"select p.id as "id: ProblemId", p.revision, p.owner_id as "owner: OwnerId", p.seq from problems p
           where p.tenant_id = $1 and p.stage = 'group' and p.state = 'submitted' and p.top_unit_id = $3 and p.campaign_id = $2
                and p.submitted_at is not null and not p.moved_out and p.tier = $4 and (p.revision > 1) = $5
                and p.owner_id <> $6 and p.leader_id is distinct from $6 and coalesce(p.leader_id <> all($7), true)
                and p.owner_id <> all(array(select o.person_id from posts o where o.tenant_id = $1
                    and o.leader_id = $6 and o.to_at = 'infinity'))
                and not exists (select 1 from lot_entries h where h.tenant_id = $1 and h.problem_id = p.id
                    and h.revision = p.revision and h.held)
           order by p.owner_id, p.seq limit $8"#,
        tenant.0,
        desk.campaign.0,
        kind.unit.0,
        kind.tier.code(),
        kind.again,
        desk.person.0,
        &leaders,
        limit
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// One entry, if it waits for the group at this revision.
///
/// # Errors
/// When the database refuses.
pub async fn waiting_of(tx: &mut Tx, problem: ProblemId) -> Result<Option<Free>, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_as!(
        Free,
        r#"select p.id as "id: ProblemId", p.revision, p.owner_id as "owner: OwnerId", p.seq from problems p
           where p.tenant_id = $1 and p.id = $2 and p.stage = 'group' and p.state = 'submitted' and not p.moved_out"#,
        tenant.0,
        problem.0
    )
    .fetch_optional(&mut **tx)
    .await?)
}

/// How many lots of a reviewer are open.
///
/// # Errors
/// When the database refuses.
pub async fn open_count(tx: &mut Tx, campaign: CampaignId, reviewer: PersonId) -> Result<i64, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_scalar!(
        r#"select count(*) as "n!" from lots
           where tenant_id = $1 and campaign_id = $2 and reviewer_id = $3 and ended_at is null"#,
        tenant.0,
        campaign.0,
        reviewer.0
    )
    .fetch_one(&mut **tx)
    .await?)
}

/// Writes a lot with its entries. The caller has waited its turn.
///
/// # Errors
/// When the database refuses, as for an entry that somebody holds.
pub async fn add(
    tx: &mut Tx,
    lot: LotId,
    (campaign, group, kind): (CampaignId, GroupId, Kind),
    (reviewer, given_by): (PersonId, Option<PersonId>),
    entries: &[Free],
    (at, until): (DateTime<Utc>, DateTime<Utc>),
) -> Result<(), DbError> {
    let tenant = tx.tenant();
    sqlx::query!(
        "insert into lots (tenant_id, id, campaign_id, group_id, unit_id, tier, again, reviewer_id, given_by, opened_at,
            holds_until) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        tenant.0,
        lot.0,
        campaign.0,
        group.0,
        kind.unit.0,
        kind.tier.code(),
        kind.again,
        reviewer.0,
        given_by.map(|person| person.0),
        at,
        until
    )
    .execute(&mut **tx)
    .await?;
    let problems: Vec<_> = entries.iter().map(|entry| entry.id.0).collect();
    let revisions: Vec<_> = entries.iter().map(|entry| entry.revision).collect();
    let owners: Vec<_> = entries.iter().map(|entry| entry.owner.0).collect();
    let seqs: Vec<_> = entries.iter().map(|entry| entry.seq).collect();
    sqlx::query!(
        "insert into lot_entries (tenant_id, lot_id, problem_id, revision, owner_id, seq)
         select $1, $2, e.problem, e.revision, e.owner, e.seq
         from unnest($3::uuid[], $4::integer[], $5::uuid[], $6::integer[]) as e (problem, revision, owner, seq)",
        tenant.0,
        lot.0,
        &problems,
        &revisions,
        &owners,
        &seqs
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Writes that the head confirmed a lot that has ended. Gives whether it was news.
///
/// # Errors
/// When the database refuses.
pub async fn confirm(tx: &mut Tx, lot: LotId, by: PersonId, at: DateTime<Utc>) -> Result<bool, DbError> {
    let tenant = tx.tenant();
    let confirmed = sqlx::query!(
        "update lots set confirmed_at = $3, confirmed_by = $4
         where tenant_id = $1 and id = $2 and ended_at is not null and confirmed_at is null",
        tenant.0,
        lot.0,
        at,
        by.0
    )
    .execute(&mut **tx)
    .await?;
    Ok(confirmed.rows_affected() > 0)
}
