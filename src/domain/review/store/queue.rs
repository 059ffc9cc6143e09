//! SQL of the queue, along the index `problems_queue`.

use crate::domain::lists::Tier;
use crate::domain::review::queue::{Count, Desk, Entry, Filter, Place, Queued, Sibling};
use crate::kernel::ids::{CampaignId, OwnerId, ProblemId, UnitId};
use crate::platform::db::{DbError, Tx};

fn ids(units: &[UnitId]) -> Vec<uuid::Uuid> {
    units.iter().map(|unit| unit.0).collect()
}

fn leaders(desk: &Desk) -> Vec<uuid::Uuid> {
    desk.stands_in.iter().map(|leader| leader.0).collect()
}

/// How many wait, by unit in official order, tier, and first or again; those left out are counted beside.
///
/// # Errors
/// When the database refuses.
pub async fn counts(tx: &mut Tx, desk: &Desk) -> Result<Vec<Count>, DbError> {
    let tenant = tx.tenant();
    let rows = sqlx::query!(
        r#"select c.unit_id as "unit: UnitId", u.name, c.tier, c.again as "again!", c.n as "n!", c.mine as "mine!"
           from (select p.top_unit_id as unit_id, p.tier, p.revision > 1 as again, count(*) as n,
                    count(*) filter (where p.owner_id <> $4 and p.leader_id is distinct from $4
                        and coalesce(p.leader_id <> all($6), true) and p.top_unit_id <> all($5)
                        and not exists (select 1 from posts o where o.tenant_id = $1 and o.person_id = p.owner_id
                            and o.leader_id = $4 and o.to_at = 'infinity')) as mine
                 from problems p
                 where p.tenant_id = $1 and p.state = 'submitted' and p.stage = 'group' and p.top_unit_id = any($3)
                    and p.campaign_id = $2 and not p.moved_out
                 group by p.top_unit_id, p.tier, p.revision > 1) c
           join units u on u.tenant_id = $1 and u.id = c.unit_id order by u.sort_no, u.name, c.tier, c.again"#,
        tenant.0,
        desk.campaign.0,
        &ids(&desk.watched),
        desk.person.0,
        &ids(&desk.own),
        &leaders(desk)
    )
    .fetch_all(&mut **tx)
    .await?;
    let read = rows.into_iter().map(|row| Count {
        unit: row.unit,
        unit_name: row.name,
        tier: Tier::from_code(&row.tier).unwrap_or(Tier::Township),
        again: row.again,
        mine: row.mine,
        left_out: row.n - row.mine,
    });
    Ok(read.collect())
}

/// Entries in the order of the queue, those after `after` if given. Whom the reviewer leads is asked once, and not of each row;
/// in the first unit the index begins at the owner of the place. Names are read as runs of the roster, whose people stand unit by
/// unit mostly: one by one they would be half of all that is read.
///
/// # Errors
/// When the database refuses.
pub async fn page(
    tx: &mut Tx,
    desk: &Desk,
    filter: Filter,
    after: Option<Place>,
    limit: i64,
) -> Result<Vec<Entry>, DbError> {
    let tenant = tx.tenant();
    let mut units = desk.units(filter);
    let begun = after.and_then(|place| units.iter().position(|unit| *unit == place.unit));
    let after = after.filter(|_| begun.is_some());
    units.drain(..begun.unwrap_or(0));
    let rows = sqlx::query!(
        r#"with q as materialized (
                 select w.n, p.* from unnest($3::uuid[]) with ordinality as w (unit_id, n)
                 cross join lateral (
                    select p.id, p.number, p.title, p.owner_id, p.owner_kind, p.unit_id, p.tier, p.seq, p.revision, p.submitted_at
                    from problems p
                    where p.tenant_id = $1 and p.stage = 'group' and p.state = 'submitted' and p.top_unit_id = w.unit_id
                        and p.campaign_id = $2 and p.submitted_at is not null and not p.moved_out
                        and p.owner_id >= coalesce(case when w.n = 1 then $4::uuid end,
                            '00000000-0000-0000-0000-000000000000')
                        and ($4 is null or w.n > 1 or (p.owner_id, p.seq) > ($4, $5))
                        and ($6::text is null or p.tier = $6)
                        and ($7::boolean is null or (p.revision > 1) = $7)
                        and p.owner_id <> $8 and p.leader_id is distinct from $8
                        and coalesce(p.leader_id <> all($10), true)
                        and p.owner_id <> all(array(select o.person_id from posts o where o.tenant_id = $1
                            and o.leader_id = $8 and o.to_at = 'infinity'))
                        and ($11::timestamptz is null or not exists (select 1 from lot_entries h
                            join lots l on l.tenant_id = $1 and l.id = h.lot_id and l.reviewer_id <> $8 and l.holds_until > $11
                            where h.tenant_id = $1 and h.problem_id = p.id and h.revision = p.revision and h.held))
                    order by p.owner_id, p.seq limit $9) p
                 order by w.n, p.owner_id, p.seq limit $9),
              n as materialized (
                 select n.id, n.name from (
                    select min(owner_id::text)::uuid as first, max(owner_id::text)::uuid as last from q
                    where owner_kind = 'person' group by unit_id) r
                 cross join lateral (
                    select id, name from persons where tenant_id = $1 and id between r.first and r.last) n)
           select q.id as "id: ProblemId", q.number, q.title, q.owner_id as "owner: OwnerId",
              coalesce(n.name, b.name, '') as "owner_name!", u.name as unit_name, q.tier, q.seq, q.revision,
              q.submitted_at as "submitted_at!"
           from q
           join units u on u.tenant_id = $1 and u.id = q.unit_id
           left join n on n.id = q.owner_id and q.owner_kind = 'person'
           left join units b on b.tenant_id = $1 and b.id = case q.owner_kind when 'body' then q.owner_id end
           order by q.n, q.owner_id, q.seq"#,
        tenant.0,
        desk.campaign.0,
        &ids(&units),
        after.map(|place| place.owner.0),
        after.map(|place| place.seq),
        filter.tier.map(Tier::code),
        filter.again,
        desk.person.0,
        limit,
        &leaders(desk),
        filter.free_at
    )
    .fetch_all(&mut **tx)
    .await?;
    let read = rows.into_iter().map(|row| Entry {
        id: row.id,
        number: row.number,
        title: row.title,
        owner: row.owner,
        owner_name: row.owner_name,
        unit_name: row.unit_name,
        tier: Tier::from_code(&row.tier).unwrap_or(Tier::Township),
        seq: row.seq,
        revision: row.revision,
        submitted_at: row.submitted_at,
    });
    Ok(read.collect())
}

/// The entry before a place in the same unit.
///
/// # Errors
/// When the database refuses.
pub async fn before(
    tx: &mut Tx,
    desk: &Desk,
    filter: Filter,
    place: Place,
) -> Result<Option<ProblemId>, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_scalar!(
        r#"select p.id as "id: ProblemId" from problems p
           where p.tenant_id = $1 and p.stage = 'group' and p.state = 'submitted' and p.top_unit_id = $3
                and p.campaign_id = $2 and not p.moved_out and (p.owner_id, p.seq) < ($4, $5)
                and ($6::text is null or p.tier = $6) and ($7::boolean is null or (p.revision > 1) = $7)
                and p.owner_id <> $8 and p.leader_id is distinct from $8
                and coalesce(p.leader_id <> all($9), true)
                and not exists (select 1 from posts o where o.tenant_id = $1 and o.person_id = p.owner_id
                    and o.leader_id = $8 and o.to_at = 'infinity')
           order by p.owner_id desc, p.seq desc limit 1"#,
        tenant.0,
        desk.campaign.0,
        place.unit.0,
        place.owner.0,
        place.seq,
        filter.tier.map(Tier::code),
        filter.again,
        desk.person.0,
        &leaders(desk)
    )
    .fetch_optional(&mut **tx)
    .await?)
}

/// Owners of one unit with entries that wait, in the order of the queue, at most 500.
///
/// # Errors
/// When the database refuses.
pub async fn people(tx: &mut Tx, desk: &Desk, filter: Filter, unit: UnitId) -> Result<Vec<Queued>, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_as!(
        Queued,
        r#"select q.owner_id as "owner: OwnerId", coalesce(n.name, b.name, '') as "name!", q.first as "first!: ProblemId",
              q.waiting as "waiting!", (select count(*) from problems a where a.tenant_id = $1
                and a.owner_id = q.owner_id and a.campaign_id = $2 and a.revision > 0) as "of!"
           from (select p.owner_id, count(*) as waiting, (array_agg(p.id order by p.seq))[1] as first
                 from problems p
                 where p.tenant_id = $1 and p.stage = 'group' and p.state = 'submitted' and p.top_unit_id = $3
                    and p.campaign_id = $2 and not p.moved_out
                    and ($4::text is null or p.tier = $4) and ($5::boolean is null or (p.revision > 1) = $5)
                    and p.owner_id <> $6 and p.leader_id is distinct from $6
                    and coalesce(p.leader_id <> all($7), true)
                    and not exists (select 1 from posts o where o.tenant_id = $1 and o.person_id = p.owner_id
                        and o.leader_id = $6 and o.to_at = 'infinity')
                 group by p.owner_id order by p.owner_id limit 500) q
           left join persons n on n.tenant_id = $1 and n.id = q.owner_id
           left join units b on b.tenant_id = $1 and b.id = q.owner_id
           order by q.owner_id"#,
        tenant.0,
        desk.campaign.0,
        unit.0,
        filter.tier.map(Tier::code),
        filter.again,
        desk.person.0,
        &leaders(desk)
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// Everything that an owner has submitted in a campaign, in order of number.
///
/// # Errors
/// When the database refuses.
pub async fn siblings(tx: &mut Tx, campaign: CampaignId, owner: OwnerId) -> Result<Vec<Sibling>, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_as!(
        Sibling,
        r#"select id as "id: ProblemId", seq, title, state, rectification,
              stage is not distinct from 'group' as "waiting!"
           from problems where tenant_id = $1 and owner_id = $3 and campaign_id = $2 and revision > 0 order by seq"#,
        tenant.0,
        campaign.0,
        owner.0
    )
    .fetch_all(&mut **tx)
    .await?)
}
