//! The one query. Each part goes along an index of the rows that wait, and stops at the most that is counted.

use chrono::NaiveDate;
use uuid::Uuid;

use super::{MOST, Seats, Waiting};
use crate::kernel::ids::{CampaignId, UnitId};
use crate::kernel::scope::{Actor, BodyDuty, Role};
use crate::platform::db::{DbError, Tx};

fn ids(units: impl Iterator<Item = UnitId>) -> Vec<Uuid> {
    units.map(|unit| unit.0).collect()
}

/// Whose problems the person signs as their owner, and those of which bodies they write.
fn bodies(actor: &Actor) -> (Vec<Uuid>, Vec<Uuid>) {
    let principal = ids(actor.bodies_as(BodyDuty::Principal));
    let drafted = ids(actor.bodies_as(BodyDuty::Drafter));
    let person = actor.person.map(|person| person.0);
    (
        principal.iter().copied().chain(person).collect(),
        principal.iter().copied().chain(drafted).collect(),
    )
}

/// Leaders in charge as whom the person acts, or only those as whom they sign: themself, and those for whom they stand in.
fn leaders(actor: &Actor, signing: bool) -> Vec<Uuid> {
    let others = actor.stands_in.iter().filter(|one| one.signs || !signing);
    let others = others.map(|one| one.leader.0);
    actor
        .person
        .map(|person| person.0)
        .into_iter()
        .chain(others)
        .collect()
}

/// Counts. The conditions are those of the pages: `lists::store::mine` with its tasks, `review::store::stages` and `queue`,
/// `signing::store::waiting`, `rectification::store::queues`, `packages::store`; a test holds each against its page.
#[expect(clippy::too_many_lines, reason = "one query, and what is bound to it")]
pub(super) async fn counts(
    tx: &mut Tx,
    campaign: CampaignId,
    actor: &Actor,
    seats: &Seats,
    (today, soon_until): (NaiveDate, NaiveDate),
) -> Result<Waiting, DbError> {
    let tenant = tx.tenant();
    let (own, written) = bodies(actor);
    let units = [Role::CountyOffice, Role::UnitHead, Role::Liaison].map(|role| actor.units_of(role));
    let units = ids(units.into_iter().flatten());
    let (stands_in, signs) = (leaders(actor, false), leaders(actor, true));
    let never: Vec<Uuid> = actor.never_leads().map(|owner| owner.0).collect();
    let groups: Vec<Uuid> = actor.groups.iter().map(|(group, _)| group.0).collect();
    Ok(sqlx::query_as!(
        Waiting,
        r#"with own as materialized (select distinct u.top_id as id from posts o
                join units u on u.tenant_id = $1 and u.id = o.unit_id
                where o.tenant_id = $1 and o.person_id = $3 and o.to_at = 'infinity' and ($8 or $9)),
            led as materialized (select o.person_id as id from posts o
                where o.tenant_id = $1 and o.leader_id = $3 and o.to_at = 'infinity' and ($8 or $9 or $10)),
            -- Sets, never a join: a plan for anybody expects one unit and would look through all groups for each.
            watched as materialized (select u.id from units u
                where $9 and u.tenant_id = $1 and u.top_id = u.id and u.id not in (select id from own)
                    and (u.id in (select w.unit_id from group_units w
                            join supervision_groups g on g.tenant_id = $1 and g.id = w.group_id
                            where w.tenant_id = $1 and w.to_at = 'infinity' and g.campaign_id = $2 and g.id = any($7))
                        or u.id not in (select w.unit_id from group_units w
                            join supervision_groups g on g.tenant_id = $1 and g.id = w.group_id
                            where w.tenant_id = $1 and w.to_at = 'infinity' and g.campaign_id = $2)
                        and (select id from supervision_groups where tenant_id = $1 and campaign_id = $2
                            and all_units order by sort_no limit 1) = any($7)))
           select
            case when $3::uuid is null then 0 else (select count(*) from (select 1 from problems
                where tenant_id = $1 and campaign_id = $2 and owner_id = $3 and not moved_out
                    and (state in ('draft', 'returned', 'redo', 'awaiting_owner')
                        or state = 'claimed' and rectification in ('sent_back', 'reported')
                        or state = 'claimed' and rectification in ('to_do', 'in_progress') and due_on <= $13
                            and coalesce(deferred_until < $12, true)) limit $11) x) end as "ledger!",
            case when cardinality($5::uuid[]) = 0 then 0 else (select count(*) from (select 1 from problems
                where tenant_id = $1 and campaign_id = $2 and owner_id = any($5) and not moved_out
                    and (state in ('returned', 'redo') or state = 'claimed' and rectification = 'sent_back')
                limit $11) x) end as "bodies!",
            least($11, case when $3 is null then 0 else (select count(*) from (select 1 from problems
                    where tenant_id = $1 and campaign_id = $2 and state = 'submitted' and stage = 'leader' and leader_id = any($16)
                        and owner_id <> $3 and (leader_id = $3 or owner_id <> all($18)) and not moved_out limit $11) x) end
                + case when not $8 and cardinality($6::uuid[]) = 0 then 0 else (select count(*) from (select 1 from problems
                    where tenant_id = $1 and campaign_id = $2 and state = 'submitted' and stage = 'unit' and not moved_out
                        and tier not in ('body', 'city') and ($8 or top_unit_id = any($6)) and owner_id is distinct from $3
                        and coalesce(leader_id <> all($16), true)
                        and ($3 is null or leader_id is distinct from $3 and owner_id not in (select id from led))
                    limit $11) x) end
                + case when not $8 then 0 else (select count(*) from (select 1 from problems
                    where tenant_id = $1 and campaign_id = $2 and state = 'submitted' and stage = 'form' and not moved_out
                        and ($14 or tier not in ('body', 'city')) and top_unit_id not in (select id from own)
                        and coalesce(leader_id <> all($16), true)
                        and owner_id is distinct from $3
                        and ($3 is null or leader_id is distinct from $3 and owner_id not in (select id from led))
                    limit $11) x) end) as "readings!",
            case when $3 is null then 0 else least($11, (select count(*) from (select 1 from problems
                    where tenant_id = $1 and campaign_id = $2 and owner_id = any($4) and not moved_out
                        and (state = 'awaiting_owner' or rectification = 'reported') limit $11) x)
                + (select count(*) from (select 1 from problems
                    where tenant_id = $1 and campaign_id = $2 and leader_id = any($17) and owner_id <> all($4) and not moved_out
                        and (leader_id = $3 or owner_id <> all($18))
                        and (state = 'awaiting_leader' or rectification = 'awaiting_leader') limit $11) x))
                end as "signatures!",
            case when $3 is null then 0 else (select count(*) from (select 1 from handovers h
                where h.tenant_id = $1 and h.leader_id = any($16) and h.acknowledged_at is null
                    and (h.leader_id = $3 or h.person_id <> all($18))
                    and not exists (select 1 from handovers o where o.tenant_id = $1 and o.person_id = h.person_id
                        and (o.at, o.id) > (h.at, h.id)) limit $11) x) end as "handovers!",
            case when not $9 then 0 else (select count(*) from (select 1 from problems
                where tenant_id = $1 and campaign_id = $2 and state = 'submitted' and stage = 'group' and not moved_out
                    and top_unit_id in (select id from watched) and owner_id <> $3 and leader_id is distinct from $3
                    and owner_id not in (select id from led) limit $11) x) end as "reviews!",
            case when not $9 then 0 else (select count(*) from (select 1 from problems
                where tenant_id = $1 and campaign_id = $2 and state = 'claimed' and rectification = 'awaiting_check'
                    and not moved_out and top_unit_id in (select id from watched) and owner_id <> $3
                    and leader_id is distinct from $3 and owner_id not in (select id from led) limit $11) x) end as "checks!",
            case when not $15 then 0 else (select count(*) from (select 1 from received_entries
                where tenant_id = $1 and verdict is null limit $11) x) end as "prereviews!",
            case when not $8 then 0 else (select count(*) from (select 1 from problems p
                where tenant_id = $1 and campaign_id = $2 and state = 'submitted' and stage = 'province' and not moved_out
                    and not exists (select 1 from package_entries e where e.tenant_id = $1 and e.problem_id = p.id
                        and e.revision = p.revision) limit $11) x) end as "packages!",
            case when not $8 and cardinality($19::uuid[]) = 0 then 0 else (select count(*) from (select 1 from problems
                where tenant_id = $1 and campaign_id = $2 and state = 'claimed' and rectification = 'awaiting_number'
                    and ($8 or tier = 'township' and top_unit_id = any($19)) and not moved_out limit $11) x) end as "closures!",
            (select count(*) from (select 1 from extensions e join problems p on p.tenant_id = $1 and p.id = e.problem_id
                where e.tenant_id = $1 and e.campaign_id = $2 and e.state in ('awaiting_leader', 'awaiting_office')
                    and p.state = 'claimed' and not p.moved_out and p.cycle = e.cycle
                    and p.rectification in ('to_do', 'in_progress', 'reported', 'awaiting_leader', 'sent_back')
                    and (e.state = 'awaiting_leader' and p.leader_id = any($16) and (p.leader_id = $3 and p.owner_id <> $3
                            or p.leader_id <> $3 and p.owner_id <> all($18))
                        or e.state = 'awaiting_office' and ($8 or p.tier = 'township' and p.top_unit_id = any($19))
                            and p.owner_id <> all($5) and coalesce(p.owner_id <> $3, true)
                            and coalesce(p.leader_id <> all($16), true)) limit $11) x) as "extensions!",
            case when not $8 and cardinality($19::uuid[]) = 0 then 0 else least($11,
                (select count(*) from (select 1 from look_back_entries e
                    join look_backs d on d.tenant_id = $1 and d.id = e.look_back_id
                    join problems p on p.tenant_id = $1 and p.id = e.problem_id
                    where e.tenant_id = $1 and e.campaign_id = $2 and not e.looked and p.cycle = e.cycle
                        and p.rectification = 'closed' and ($8 and d.county_id is null or d.county_id = any($19))
                        and p.owner_id <> all($5) and coalesce(p.owner_id <> $3, true)
                        and coalesce(p.leader_id <> all($16), true) limit $11) x)
                + (select count(*) from (select 1 from reopenings r join problems p on p.tenant_id = $1 and p.id = r.problem_id
                    where r.tenant_id = $1 and r.campaign_id = $2 and r.state = 'waiting' and p.cycle = r.cycle
                        and p.rectification = 'closed' and ($8 or p.tier = 'township' and p.top_unit_id = any($19))
                        and p.owner_id <> all($5) and coalesce(p.owner_id <> $3, true)
                        and coalesce(p.leader_id <> all($16), true) limit $11) x)) end as "look_backs!",
            case when not $8 then 0 else (select count(*) from (select 1 from problems
                where tenant_id = $1 and campaign_id = $2 and not moved_out and owner_id is distinct from $3
                    and leader_id in (select id from persons where tenant_id = $1 and outside_title is not null)
                    and (state = 'awaiting_leader' or rectification = 'awaiting_leader') limit $11) x) end as "outside!""#,
        tenant.0,
        campaign.0,
        actor.person.map(|person| person.0),
        &own,
        &written,
        &units,
        &groups,
        seats.office,
        seats.reviews && seats.person,
        seats.unit,
        MOST,
        today,
        soon_until,
        actor.has(Role::CityReader),
        seats.province,
        &stands_in,
        &signs,
        &never,
        &ids(actor.units_of(Role::CountyOffice))
    )
    .fetch_one(&mut **tx)
    .await?)
}
