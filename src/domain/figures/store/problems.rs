//! Problems: counted by group, listed row by row.

use chrono::{DateTime, NaiveDate, Utc};

use super::Page;
use super::facts::problem_facts;
use crate::domain::calendar::Lamp;
use crate::domain::figures::tally::ProblemGroup;
use crate::domain::figures::{Asked, Measure, Population, Scope, Within};
use crate::domain::lists::reading::{Facts, reading};
use crate::domain::lists::{Reading, State, Tier};
use crate::kernel::ids::{OwnerId, PersonId, ProblemId, UnitId};
use crate::kernel::scope::Actor;
use crate::platform::db::{DbError, Tx};
use uuid::Uuid;

macro_rules! groups {
    ($time:ident, $asked:expr, $tenant:expr) => {
        groups!(@ $time, "select top_unit_id", "", $asked, $tenant)
    };
    (within $time:ident, $asked:expr, $tenant:expr, $whole:expr, $below:expr) => {
        groups!(@ $time, "select unit_id", "where (top_unit_id = any($7) or unit_id = any($8)) ", $asked, $tenant, $whole, $below)
    };
    (@ $time:ident, $unit:literal, $where:literal, $asked:expr, $tenant:expr $(, $arg:expr)*) => {
        problem_facts!(
            $time,
            $asked,            $tenant,            ProblemGroup,
            $unit + r#" as "unit: UnitId", tier, bodies as "bodies!", city_leaders as "city_leaders!",
               county_level as "county_level!",
               standing_committee as "standing_committee!", coalesce(sum(n) filter (where first_pass), 0) as "first_pass!",
               coalesce(sum(n) filter (where approved), 0) as "approved!", coalesce(sum(n) filter (where rectified), 0) as "rectified!",
               coalesce(sum(n) filter (where immediate), 0) as "immediate!", coalesce(sum(n) filter (where remaining), 0) as "remaining!",
               coalesce(sum(n) filter (where to_review), 0) as "to_review!", coalesce(sum(n) filter (where to_check), 0) as "to_check!",
               coalesce(sum(n) filter (where to_number), 0) as "to_number!", coalesce(sum(n) filter (where on_time), 0) as "on_time!",
               coalesce(sum(n) filter (where soon), 0) as "soon!", coalesce(sum(n) filter (where overdue), 0) as "overdue!",
               coalesce(sum(n) filter (where set_aside), 0) as "set_aside!",
               max(due_open) filter (where remaining) as last_due"#,
            $where + "group by 1, 2, 3, 4, 5, 6"
            $(, $arg)*
        )
    };
}

/// Counts of every measure, by top unit and tier: first of all problems, then, by the lists that they are on, of the owners who
/// are on some list.
pub(super) async fn groups(
    tx: &mut Tx,
    asked: &Asked,
) -> Result<(Vec<ProblemGroup>, Vec<ProblemGroup>), DbError> {
    let tenant = tx.tenant();
    Ok(if asked.moment.past {
        let all = groups!(all_past, asked, tenant.0).fetch_all(&mut **tx).await?;
        let listed = groups!(listed_past, asked, tenant.0).fetch_all(&mut **tx).await?;
        (all, listed)
    } else {
        let all = groups!(all_open, asked, tenant.0).fetch_all(&mut **tx).await?;
        let listed = groups!(listed_open, asked, tenant.0).fetch_all(&mut **tx).await?;
        (all, listed)
    })
}

/// The same of somebody's own units, by unit; who stands on a list is known of each.
pub(super) async fn groups_within(
    tx: &mut Tx,
    asked: &Asked,
    within: &Within,
) -> Result<Vec<ProblemGroup>, DbError> {
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

/// A problem as a row of a figure. The title is a text: show it only to whom [`crate::domain::lists`] allows it.
#[derive(Clone, Debug)]
#[expect(
    missing_docs,
    reason = "columns of problem_spans at the instant asked for, and of problems now"
)]
pub struct ProblemRow {
    pub id: ProblemId,
    pub number: String,
    pub title: String,
    pub owner: String,
    pub unit: String,
    pub top_unit: String,
    pub tier: String,
    pub state: String,
    pub rectification: Option<String>,
    pub due_on: Option<NaiveDate>,
    pub cosigned_at: Option<DateTime<Utc>>,
    pub owner_id: OwnerId,
    pub leader: Option<PersonId>,
    pub tier_now: String,
    pub state_now: String,
    pub top_unit_now: UnitId,
    pub revision: i32,
    pub total: i64,
}

impl ProblemRow {
    /// As what somebody may read its texts, as it stands today, group aside: reviewers read in their queue.
    pub fn reading(&self, actor: &Actor) -> Reading {
        let words = (self.tier_now.as_str(), self.state_now.as_str());
        as_of_now(
            actor,
            (self.owner_id, self.leader),
            words,
            self.top_unit_now,
            self.revision,
        )
    }
}

/// As what somebody may read the texts of a problem as it stands today, group aside.
pub(super) fn as_of_now(
    actor: &Actor,
    (owner, leader): (OwnerId, Option<PersonId>),
    (tier, state): (&str, &str),
    top_unit: UnitId,
    revision: i32,
) -> Reading {
    let facts = Facts {
        owner,
        leader,
        // Unknown words of a tier would be guarded.
        tier: Tier::from_code(tier).unwrap_or(Tier::City),
        top_unit,
        filing: State::from_code(state).is_some_and(State::is_filing),
        submitted: revision > 0,
        // What nobody confirmed yet is in no figure.
        entered: false,
        group: None,
    };
    reading(actor, &facts)
}

macro_rules! rows {
    ($time:ident, $asked:expr, $tenant:expr $(, $arg:expr)*) => {
        problem_facts!(
            $time,
            $asked,            $tenant,            ProblemRow,
            r#"with hits as materialized (select problem_id, owner_id, owner_kind, unit_id, top_unit_id, tier, state,
                rectification, case when deferred then null else due_on end as due_on, cosigned_at"#,
            r#"where case $7::text when 'city_level' then city_level when 'bodies' then bodies
                    when 'city_leaders' then city_leaders when 'county_level' then county_level
                    when 'standing_committee' then standing_committee else true end
                and case $8::text when 'approved' then approved when 'first_pass' then first_pass when 'rectified' then rectified
                    when 'immediate' then immediate when 'remaining' then remaining when 'to_review' then to_review
                    when 'to_check' then to_check when 'to_number' then to_number when 'on_time' then on_time
                    when 'soon' then soon when 'set_aside' then set_aside else overdue end
                and case $9::text when '' then true when 'green' then on_time when 'yellow' then soon
                    when 'red' then overdue else false end
                and ($10::uuid is null or case when $14::uuid[] is null then top_unit_id else unit_id end = $10)
                and ($11::text is null or tier = $11)
                and ($14::uuid[] is null or top_unit_id = any($14) or unit_id = any($15)))
            select p.id as "id: ProblemId", p.number, p.title, coalesce(n.name, b.name, '') as "owner!", u.name as unit,
                t.name as top_unit, h.tier, h.state, h.rectification, h.due_on, h.cosigned_at,
                p.owner_id as "owner_id: OwnerId", p.leader_id as "leader: PersonId", p.tier as tier_now, p.state as state_now,
                p.top_unit_id as "top_unit_now: UnitId", p.revision, (select count(*) from hits) as "total!"
            from hits h
            join problems p on p.tenant_id = $1 and p.id = h.problem_id
            join units u on u.tenant_id = $1 and u.id = h.unit_id
            join units t on t.tenant_id = $1 and t.id = h.top_unit_id
            left join persons n on n.tenant_id = $1 and n.id = h.owner_id and h.owner_kind = 'person'
            left join units b on b.tenant_id = $1 and b.id = h.owner_id and h.owner_kind = 'body'
            where $12::uuid is null or (t.sort_no, u.sort_no, p.number) > (
                select t.sort_no, u.sort_no, p.number from hits h
                join problems p on p.tenant_id = $1 and p.id = h.problem_id
                join units u on u.tenant_id = $1 and u.id = h.unit_id
                join units t on t.tenant_id = $1 and t.id = h.top_unit_id
                where h.problem_id = $12)
            order by t.sort_no, u.sort_no, p.number limit $13"#
            $(, $arg)*
        )
    };
}

/// The rows of a figure about problems, in official order, from after a row on. `lamp` narrows remaining ones, `within` to
/// somebody's own units, of which the scope then names one by itself.
///
/// # Errors
/// When the database refuses.
pub async fn problem_rows(
    tx: &mut Tx,
    asked: &Asked,
    (population, measure): (Population, Measure),
    (scope, within, lamp): (&Scope, Option<&Within>, Option<Lamp>),
    after: Option<Uuid>,
    limit: i64,
) -> Result<Page<ProblemRow>, DbError> {
    let tenant = tx.tenant();
    let (population, measure) = (population.column(), measure.column());
    let lamp = lamp.map_or("", Lamp::code);
    let (unit, tier) = (scope.unit.map(|u| u.0), scope.tier.map(Tier::code));
    let (more, (whole, below)) = (limit + 1, super::ids(within));
    let rows = if asked.moment.past {
        rows!(
            past, asked, tenant.0, population, measure, lamp, unit, tier, after, more, whole, below
        )
        .fetch_all(&mut **tx)
        .await?
    } else {
        rows!(
            open, asked, tenant.0, population, measure, lamp, unit, tier, after, more, whole, below
        )
        .fetch_all(&mut **tx)
        .await?
    };
    let total = rows.first().map_or(0, |row| row.total);
    Ok(Page::cut(total, rows, limit, |row| row.id.0))
}

impl Population {
    /// The column of `problem_facts` that says who is in it.
    pub(super) const fn column(self) -> &'static str {
        match self {
            Self::CityLevel => "city_level",
            Self::Bodies => "bodies",
            Self::CityLeaders => "city_leaders",
            Self::StandingCommittee => "standing_committee",
            Self::CountyLevel => "county_level",
            Self::All => "all",
        }
    }
}

impl Measure {
    /// The column of `problem_facts` that says what counts.
    const fn column(self) -> &'static str {
        match self {
            Self::Approved => "approved",
            Self::FirstPass => "first_pass",
            Self::Rectified => "rectified",
            Self::Immediate => "immediate",
            Self::Remaining => "remaining",
            Self::ToReview => "to_review",
            Self::ToCheck => "to_check",
            Self::ToNumber => "to_number",
            Self::OnTime => "on_time",
            Self::Soon => "soon",
            Self::Overdue => "overdue",
            Self::SetAside => "set_aside",
        }
    }
}
