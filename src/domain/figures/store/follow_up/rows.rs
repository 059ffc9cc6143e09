//! What remains, problem by problem.

use chrono::NaiveDate;
use uuid::Uuid;

use super::of;
use crate::domain::figures::Asked;
use crate::domain::figures::follow_up::{Followed, Narrowed};
use crate::domain::figures::store::Page;
use crate::domain::figures::store::facts::problem_facts;
use crate::domain::figures::store::problems::as_of_now;
use crate::domain::lists::Reading;
use crate::kernel::ids::{OwnerId, PersonId, ProblemId, UnitId};
use crate::kernel::scope::Actor;
use crate::platform::db::{DbError, Tx};

/// A problem that remains. The title is a text: show it only to whom [`crate::domain::lists`] allows it.
#[derive(Clone, Debug)]
#[expect(
    missing_docs,
    reason = "columns of problem_spans as they stand, and of problems"
)]
pub struct FollowRow {
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
    pub deferred: bool,
    pub lamp: String,
    pub leader_name: Option<String>,
    pub owner_id: OwnerId,
    pub leader: Option<PersonId>,
    pub top_unit_now: UnitId,
    pub unit_now: UnitId,
    pub tier_now: String,
    pub state_now: String,
    pub revision: i32,
    pub total: i64,
}

impl FollowRow {
    /// As what somebody may read its texts, group aside: reviewers read in their queue.
    pub fn reading(&self, actor: &Actor) -> Reading {
        as_of_now(
            actor,
            (self.owner_id, self.leader),
            (self.tier_now.as_str(), self.state_now.as_str()),
            self.top_unit_now,
            self.revision,
        )
    }
}

/// The problems, by date, then in official order, from after one on. Those that are deferred have no date and come last.
///
/// # Errors
/// When the database refuses.
pub async fn rows(
    tx: &mut Tx,
    asked: &Asked,
    followed: &Followed,
    narrowed: &Narrowed,
    (after, limit): (Option<Uuid>, i64),
) -> Result<Page<FollowRow>, DbError> {
    let tenant = tx.tenant();
    let of = of(followed, narrowed);
    let rows = remaining!(
        FollowRow,
        asked,
        tenant.0,
        of,
        r#", placed as (select h.*, coalesce(h.due_on, 'infinity') as by_day, t.sort_no as t_no, u.sort_no as u_no, u.name as unit,
                t.name as top_unit from hits h
            join units u on u.tenant_id = $1 and u.id = h.unit_id
            join units t on t.tenant_id = $1 and t.id = u.top_id)
            select p.id as "id: ProblemId", p.number, p.title, coalesce(n.name, b.name, '') as "owner!", h.unit, h.top_unit,
                h.tier, h.state, h.rectification, h.due_on, h.deferred as "deferred!",
                case when h.overdue then 'red' when h.soon then 'yellow' else 'green' end as "lamp!", l.name as "leader_name?",
                p.owner_id as "owner_id: OwnerId", p.leader_id as "leader: PersonId", p.top_unit_id as "top_unit_now: UnitId", p.unit_id as "unit_now: UnitId",
                p.tier as tier_now, p.state as state_now, p.revision, (select count(*) from hits) as "total!"
            from placed h
            join problems p on p.tenant_id = $1 and p.id = h.problem_id
            left join persons n on n.tenant_id = $1 and n.id = h.owner_id and h.owner_kind = 'person'
            left join units b on b.tenant_id = $1 and b.id = h.owner_id and h.owner_kind = 'body'
            left join persons l on l.tenant_id = $1 and l.id = p.leader_id
            where $15::uuid is null or (h.by_day, h.t_no, h.u_no, h.number) > (
                select x.by_day, x.t_no, x.u_no, x.number from placed x where x.problem_id = $15)
            order by h.by_day, h.t_no, h.u_no, h.number limit $16"#,
        after,
        limit + 1
    )
    .fetch_all(&mut **tx)
    .await?;
    let total = rows.first().map_or(0, |row| row.total);
    Ok(Page::cut(total, rows, limit, |row| row.id.0))
}
