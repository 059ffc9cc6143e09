//! What remains, put together in three ways. The conditions are those of the figures; `hits` are the same problems in each.

use chrono::NaiveDate;
use uuid::Uuid;

use super::facts::problem_facts;
use crate::domain::calendar::Lamp;
use crate::domain::figures::follow_up::{Followed, LedBy, Narrowed};
use crate::domain::figures::{Asked, Within};
use crate::kernel::ids::{PersonId, UnitId};
use crate::platform::db::{DbError, Tx};

/// $7 the set, $8 a lamp, $9 a unit, $10 and $11 somebody's own units, $12 a leader in charge (nil: none), $13 leaders as whom
/// somebody answers, $14 owners whom they never lead; further ones are the caller's.
macro_rules! remaining {
    ($out:ident, $asked:expr, $tenant:expr, $of:expr, $tail:literal $(, $arg:expr)* $(,)?) => {
        problem_facts!(
            open,
            $asked,
            $tenant,
            $out,
            r#"with hits as materialized (select f.problem_id, f.owner_id, f.owner_kind, f.unit_id,
                case when $10::uuid[] is null then f.top_unit_id else f.unit_id end as by_unit_id, f.tier, f.state, f.rectification,
                f.deferred, case when f.deferred then null else f.due_on end as due_on, f.soon, f.overdue, p.leader_id, p.number"#,
            r#"join problems p on p.tenant_id = $1 and p.id = f.problem_id
            where f.remaining
                and case $7::text when 'city_leaders' then f.city_leaders when 'county_level' then f.county_level
                    when 'all' then true else false end
                and case $8::text when '' then true when 'green' then f.on_time when 'yellow' then f.soon
                    when 'red' then f.overdue else false end
                and ($9::uuid is null or case when $10::uuid[] is null then f.top_unit_id else f.unit_id end = $9)
                and ($10::uuid[] is null or f.top_unit_id = any($10) or f.unit_id = any($11))
                and ($12::uuid is null or coalesce(p.leader_id, '00000000-0000-0000-0000-000000000000') = $12)
                and ($13::uuid[] is null or p.leader_id = any($13) and f.owner_id <> all($14))) "# + $tail,
            $of.0,
            $of.1,
            $of.2,
            $of.3,
            $of.4,
            $of.5,
            $of.6,
            $of.7
            $(, $arg)*
        )
    };
}

mod owners;
mod rows;

pub use owners::{OwnerLine, owners};
pub use rows::{FollowRow, rows};

/// Parameters $7 to $14.
type Of<'a> = (
    &'static str,
    &'static str,
    Option<Uuid>,
    Option<&'a [Uuid]>,
    Option<&'a [Uuid]>,
    Option<Uuid>,
    Option<&'a [Uuid]>,
    &'a [Uuid],
);

fn of<'a>(followed: &'a Followed, narrowed: &Narrowed) -> Of<'a> {
    let ids = followed.within.as_ref().map(Within::ids);
    (
        narrowed.population.column(),
        narrowed.lamp.map_or("", Lamp::code),
        narrowed.unit.map(|unit| unit.0),
        ids.map(|ids| ids.0),
        ids.map(|ids| ids.1),
        narrowed.leader.map(|leader| match leader {
            LedBy::Nobody => Uuid::nil(),
            LedBy::One(leader) => leader.0,
        }),
        followed.leaders.as_deref(),
        &followed.never,
    )
}

/// What remains of a unit under one leader in charge.
#[derive(Clone, Debug)]
pub struct Part {
    /// A county, department or body; of somebody's own units each by itself.
    pub unit: UnitId,
    /// Its name.
    pub unit_name: String,
    /// 分管领导; none where nobody in the jurisdiction stands above.
    pub leader: Option<PersonId>,
    /// Their name.
    pub leader_name: Option<String>,
    /// Their place among leaders: by unit and post, never by numbers.
    pub leader_rank: i64,
    /// How many.
    pub n: i64,
    /// Of them 临期.
    pub soon: i64,
    /// Of them 逾期.
    pub overdue: i64,
    /// The earliest date; none where all are deferred.
    pub earliest: Option<NaiveDate>,
}

/// All parts of what remains, units in official order.
///
/// # Errors
/// When the database refuses.
pub async fn parts(
    tx: &mut Tx,
    asked: &Asked,
    followed: &Followed,
    narrowed: &Narrowed,
) -> Result<Vec<Part>, DbError> {
    let tenant = tx.tenant();
    let of = of(followed, narrowed);
    let rows = remaining!(
        Part,
        asked,
        tenant.0,
        of,
        r#", g as (select by_unit_id, leader_id, count(*) as n, count(*) filter (where soon) as soon,
                count(*) filter (where overdue) as overdue, min(due_on) as earliest from hits group by 1, 2)
            select g.by_unit_id as "unit!: UnitId", u.name as unit_name, g.leader_id as "leader: PersonId",
                l.name as "leader_name?", dense_rank() over (order by l.t_no, l.u_no, l.sort_no, l.staff_no) as "leader_rank!",
                g.n as "n!", g.soon as "soon!", g.overdue as "overdue!", g.earliest
            from g join units u on u.tenant_id = $1 and u.id = g.by_unit_id
            join units t on t.tenant_id = $1 and t.id = u.top_id
            left join lateral (select n.name, n.staff_no, m.sort_no, u.sort_no as u_no, t.sort_no as t_no from persons n
                left join posts m on m.tenant_id = $1 and m.person_id = n.id and m.to_at = 'infinity'
                left join units u on u.tenant_id = $1 and u.id = m.unit_id
                left join units t on t.tenant_id = $1 and t.id = u.top_id
                where n.tenant_id = $1 and n.id = g.leader_id order by m.position, m.from_at, m.id limit 1) l on true
            order by t.sort_no, u.sort_no, u.name, g.by_unit_id, l.t_no, l.u_no, l.sort_no, l.staff_no"#
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows)
}
