//! What remains, owner by owner.

use chrono::NaiveDate;
use uuid::Uuid;

use super::of;
use crate::domain::figures::Asked;
use crate::domain::figures::follow_up::{By, Followed, Narrowed};
use crate::domain::figures::store::facts::problem_facts;
use crate::platform::db::{DbError, Tx};

/// An owner with what remains of theirs in one unit; put together by leaders, also under one leader.
#[derive(Clone, Debug)]
pub struct OwnerLine {
    /// The unit, or the leader; none: no leader.
    pub group: Option<Uuid>,
    /// Its name.
    pub group_name: Option<String>,
    /// Whose.
    pub owner: String,
    /// 职务; empty for a body.
    pub title: String,
    /// The unit.
    pub unit: String,
    /// 分管领导, several where their problems have several.
    pub leaders: Option<String>,
    /// How many.
    pub n: i64,
    /// Of them 临期.
    pub soon: i64,
    /// Of them 逾期.
    pub overdue: i64,
    /// Of them 暂缓.
    pub deferred: i64,
    /// The earliest date.
    pub earliest: Option<NaiveDate>,
    /// Lines in all.
    pub lines: i64,
    /// Problems in all.
    pub total: i64,
}

/// Owners, at most `most`: groups in official order, in each who has the earliest date first, then official order.
///
/// # Errors
/// When the database refuses.
pub async fn owners(
    tx: &mut Tx,
    asked: &Asked,
    followed: &Followed,
    (narrowed, by): (&Narrowed, By),
    most: i64,
) -> Result<Vec<OwnerLine>, DbError> {
    let tenant = tx.tenant();
    let of = of(followed, narrowed);
    let rows = remaining!(
        OwnerLine,
        asked,
        tenant.0,
        of,
        r#", g as (select by_unit_id, unit_id, owner_id, owner_kind, case $15::text when 'leader' then leader_id end as led_by,
                count(*) as n, count(*) filter (where soon) as soon, count(*) filter (where overdue) as overdue,
                count(*) filter (where deferred) as deferred, min(due_on) as earliest, array_agg(distinct leader_id) as led
                from hits group by 1, 2, 3, 4, 5)
            select case $15 when 'leader' then g.led_by else g.by_unit_id end as "group",
                case $15 when 'leader' then l.name else v.name end as group_name, coalesce(o.name, b.name, '') as "owner!",
                coalesce(o.title, '') as "title!", u.name as unit,
                (select string_agg(x.name, '、' order by x.staff_no) from persons x
                    where x.tenant_id = $1 and x.id = any(g.led)) as leaders,
                g.n as "n!", g.soon as "soon!", g.overdue as "overdue!", g.deferred as "deferred!", g.earliest,
                count(*) over () as "lines!", (sum(g.n) over ())::bigint as "total!"
            from g join units u on u.tenant_id = $1 and u.id = g.unit_id
            join units v on v.tenant_id = $1 and v.id = g.by_unit_id
            join units t on t.tenant_id = $1 and t.id = v.top_id
            left join units b on b.tenant_id = $1 and b.id = g.owner_id and g.owner_kind = 'body'
            left join lateral (select n.name, n.staff_no, m.sort_no, m.title from persons n
                left join posts m on m.tenant_id = $1 and m.person_id = n.id and m.to_at = 'infinity'
                where n.tenant_id = $1 and n.id = g.owner_id order by m.position, m.from_at, m.id limit 1) o
                on g.owner_kind = 'person'
            left join lateral (select n.name, n.staff_no, m.sort_no, x.sort_no as u_no, y.sort_no as t_no from persons n
                left join posts m on m.tenant_id = $1 and m.person_id = n.id and m.to_at = 'infinity'
                left join units x on x.tenant_id = $1 and x.id = m.unit_id
                left join units y on y.tenant_id = $1 and y.id = x.top_id
                where n.tenant_id = $1 and n.id = g.led_by order by m.position, m.from_at, m.id limit 1) l on true
            order by case $15 when 'leader' then l.t_no else t.sort_no end, case $15 when 'leader' then l.u_no else v.sort_no end,
                l.sort_no, l.staff_no, case $15 when 'leader' then '' else v.name end,
                case $15 when 'leader' then null else g.by_unit_id end, g.earliest, t.sort_no, u.sort_no, o.sort_no, o.staff_no
            limit $16"#,
        by.code(),
        most
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows)
}
