//! People: counted by group, listed one by one.

use uuid::Uuid;

use super::facts::people_facts;
use super::{OwnerRow, Page};
use crate::domain::figures::tally::PeopleGroup;
use crate::domain::figures::{Asked, PeopleSet, Scope, Within};
use crate::domain::lists::Tier;
use crate::kernel::ids::UnitId;
use crate::platform::db::{DbError, Tx};

macro_rules! groups {
    ($time:ident, $asked:expr, $tenant:expr) => {
        groups!(@ $time, "select top_unit_id", "", $asked, $tenant)
    };
    (within $time:ident, $asked:expr, $tenant:expr, $whole:expr, $below:expr) => {
        groups!(@ $time, "select unit_id", "where (top_unit_id = any($5) or unit_id = any($6)) ", $asked, $tenant, $whole, $below)
    };
    (@ $time:ident, $unit:literal, $where:literal, $asked:expr, $tenant:expr $(, $arg:expr)*) => {
        people_facts!(
            $time,
            $asked,            $tenant,            PeopleGroup,
            $unit + r#" as "unit!: UnitId", tier as "tier!", count(*) as "everyone!",
               count(*) filter (where filed) as "filed!", count(*) filter (where county_level) as "county_level!",
               count(*) filter (where city_leaders) as "city_leaders!", count(*) filter (where due) as "due!",
               count(*) filter (where deferred) as "deferred!", count(*) filter (where moved_out) as "moved_out!""#,
            $where + "group by 1, 2"
            $(, $arg)*
        )
    };
}

/// Counts of every set, by top unit and tier.
pub(super) async fn groups(tx: &mut Tx, asked: &Asked) -> Result<Vec<PeopleGroup>, DbError> {
    let tenant = tx.tenant();
    let rows = if asked.moment.past {
        groups!(past, asked, tenant.0).fetch_all(&mut **tx).await?
    } else {
        groups!(open, asked, tenant.0).fetch_all(&mut **tx).await?
    };
    Ok(rows)
}

/// The same of somebody's own units, by unit.
pub(super) async fn groups_within(
    tx: &mut Tx,
    asked: &Asked,
    within: &Within,
) -> Result<Vec<PeopleGroup>, DbError> {
    let tenant = tx.tenant();
    let (whole, below) = within.ids();
    Ok(if asked.moment.past {
        groups!(within past, asked, tenant.0, whole, below)
            .fetch_all(&mut **tx)
            .await?
    } else {
        groups!(within open, asked, tenant.0, whole, below)
            .fetch_all(&mut **tx)
            .await?
    })
}

struct Row {
    id: Uuid,
    number: String,
    name: String,
    title: String,
    unit: String,
    tier: String,
    total: i64,
}

macro_rules! rows {
    ($time:ident, $asked:expr, $tenant:expr $(, $arg:expr)*) => {
        people_facts!(
            $time,
            $asked,            $tenant,            Row,
            "with hits as materialized (select person_id, unit_id, top_unit_id, tier, title, sort_no",
            r#"where case $5::text when 'filed' then filed when 'county_level' then county_level
                    when 'city_leaders' then city_leaders when 'due' then due when 'deferred' then deferred
                    when 'moved_out' then moved_out else true end
                and ($6::uuid is null or case when $10::uuid[] is null then top_unit_id else unit_id end = $6)
                and ($7::text is null or tier = $7)
                and ($10::uuid[] is null or top_unit_id = any($10) or unit_id = any($11)))
            select n.id, n.staff_no as number, n.name, h.title as "title!", u.name as unit, h.tier as "tier!",
                (select count(*) from hits) as "total!"
            from hits h
            join persons n on n.tenant_id = $1 and n.id = h.person_id
            join units u on u.tenant_id = $1 and u.id = h.unit_id
            join units t on t.tenant_id = $1 and t.id = h.top_unit_id
            where $8::uuid is null or (t.sort_no, u.sort_no, h.sort_no, n.staff_no) > (
                select t.sort_no, u.sort_no, h.sort_no, n.staff_no from hits h
                join persons n on n.tenant_id = $1 and n.id = h.person_id
                join units u on u.tenant_id = $1 and u.id = h.unit_id
                join units t on t.tenant_id = $1 and t.id = h.top_unit_id
                where h.person_id = $8)
            order by t.sort_no, u.sort_no, h.sort_no, n.staff_no limit $9"#
            $(, $arg)*
        )
    };
}

/// The people of a figure, in official order, from after one on. `within` narrows to somebody's own units, of which the scope
/// then names one by itself.
///
/// # Errors
/// When the database refuses.
pub async fn people_rows(
    tx: &mut Tx,
    asked: &Asked,
    set: PeopleSet,
    (scope, within): (&Scope, Option<&Within>),
    after: Option<Uuid>,
    limit: i64,
) -> Result<Page<OwnerRow>, DbError> {
    let tenant = tx.tenant();
    let set = match set {
        PeopleSet::All => "all",
        PeopleSet::Filed => "filed",
        PeopleSet::CountyLevel => "county_level",
        PeopleSet::CityLeaders => "city_leaders",
        PeopleSet::Due => "due",
        PeopleSet::Deferred => "deferred",
        PeopleSet::MovedOut => "moved_out",
    };
    let (unit, tier) = (scope.unit.map(|u| u.0), scope.tier.map(Tier::code));
    let (more, (whole, below)) = (limit + 1, super::ids(within));
    let rows = if asked.moment.past {
        rows!(past, asked, tenant.0, set, unit, tier, after, more, whole, below)
            .fetch_all(&mut **tx)
            .await?
    } else {
        rows!(open, asked, tenant.0, set, unit, tier, after, more, whole, below)
            .fetch_all(&mut **tx)
            .await?
    };
    let total = rows.first().map_or(0, |row| row.total);
    let rows = rows.into_iter().map(OwnerRow::from).collect();
    Ok(Page::cut(total, rows, limit, |row| row.id))
}

impl From<Row> for OwnerRow {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            number: row.number,
            name: row.name,
            title: row.title,
            unit: row.unit,
            tier: row.tier,
        }
    }
}
