//! SQL of the table problems.

use chrono::{DateTime, NaiveDate, Utc};

use super::spans;
use crate::domain::campaigns::Stage;
use crate::domain::lists::entity::{OwnerKind, Problem, Tier};
use crate::domain::lists::state::State;
use crate::domain::lists::{Draft, ListsError};
use crate::kernel::ids::{AccountId, CampaignId, OwnerId, PersonId, ProblemId, UnitId};
use crate::platform::db::{DbError, Tx};

struct Row {
    id: ProblemId,
    campaign_id: CampaignId,
    owner_id: OwnerId,
    owner_kind: String,
    unit_id: UnitId,
    top_unit_id: UnitId,
    tier: String,
    leader_id: Option<PersonId>,
    seq: i32,
    number: String,
    title: String,
    state: String,
    stage: Option<String>,
    rest_of_route: String,
    rectification: Option<String>,
    revision: i32,
    version: i32,
    cycle: i32,
    due_on: Option<NaiveDate>,
    first_submitted_at: Option<DateTime<Utc>>,
    submitted_at: Option<DateTime<Utc>>,
    approved_at: Option<DateTime<Utc>>,
    claimed_at: Option<DateTime<Utc>>,
    cosigned_at: Option<DateTime<Utc>>,
    closed_at: Option<DateTime<Utc>>,
    close_number: Option<String>,
    moved_out: bool,
    entered_by: Option<AccountId>,
    deferred_until: Option<NaiveDate>,
    updated_at: DateTime<Utc>,
}

impl From<Row> for Problem {
    fn from(r: Row) -> Self {
        Self {
            id: r.id,
            campaign: r.campaign_id,
            owner: r.owner_id,
            owner_kind: if r.owner_kind == "body" {
                OwnerKind::Body
            } else {
                OwnerKind::Person
            },
            unit: r.unit_id,
            top_unit: r.top_unit_id,
            // The columns' checks know exactly these words.
            tier: Tier::from_code(&r.tier).unwrap_or(Tier::Township),
            leader: r.leader_id,
            seq: r.seq,
            number: r.number,
            title: r.title,
            state: State::from_code(&r.state).unwrap_or(State::Draft),
            stage: r.stage.as_deref().and_then(Stage::from_code),
            rest_of_route: r.rest_of_route.split(',').filter_map(Stage::from_code).collect(),
            rectification: r.rectification,
            revision: r.revision,
            version: r.version,
            cycle: r.cycle,
            due_on: r.due_on,
            first_submitted_at: r.first_submitted_at,
            submitted_at: r.submitted_at,
            approved_at: r.approved_at,
            claimed_at: r.claimed_at,
            cosigned_at: r.cosigned_at,
            closed_at: r.closed_at,
            close_number: r.close_number,
            moved_out: r.moved_out,
            entered_by: r.entered_by,
            deferred_until: r.deferred_until,
            updated_at: r.updated_at,
        }
    }
}

macro_rules! select_problem {
    ($tail:literal, $($arg:expr),*) => {
        sqlx::query_as!(
            Row,
            r#"select id as "id: ProblemId", campaign_id as "campaign_id: CampaignId", owner_id as "owner_id: OwnerId",
               owner_kind, unit_id as "unit_id: UnitId", top_unit_id as "top_unit_id: UnitId", tier,
               leader_id as "leader_id: PersonId", seq, number, title, state, stage, rest_of_route, rectification,
               revision, version, cycle, due_on, first_submitted_at, submitted_at, approved_at, claimed_at, cosigned_at,
               closed_at, close_number, moved_out, entered_by as "entered_by: AccountId", deferred_until, updated_at
               from problems where tenant_id = $1 and "# + $tail,
            $($arg),*
        )
    };
}

/// One problem.
///
/// # Errors
/// When the database refuses.
pub async fn find(tx: &mut Tx, id: ProblemId) -> Result<Option<Problem>, DbError> {
    let tenant = tx.tenant();
    let row = select_problem!("id = $2", tenant.0, id.0)
        .fetch_optional(&mut **tx)
        .await?;
    Ok(row.map(Problem::from))
}

/// Several problems, in no order.
///
/// # Errors
/// When the database refuses.
pub async fn find_all(tx: &mut Tx, ids: &[uuid::Uuid]) -> Result<Vec<Problem>, DbError> {
    let tenant = tx.tenant();
    let rows = select_problem!("id = any($2)", tenant.0, ids)
        .fetch_all(&mut **tx)
        .await?;
    Ok(rows.into_iter().map(Problem::from).collect())
}

/// One problem, locked until the transaction ends.
///
/// # Errors
/// [`ListsError::NotFound`]; [`ListsError::Stale`] when `version` is given and is not the row's.
pub async fn lock(tx: &mut Tx, id: ProblemId, version: Option<i32>) -> Result<Problem, ListsError> {
    let tenant = tx.tenant();
    let row = select_problem!("id = $2 for update", tenant.0, id.0)
        .fetch_optional(&mut **tx)
        .await?;
    let problem = Problem::from(row.ok_or(ListsError::NotFound)?);
    match version {
        Some(version) if version != problem.version => Err(ListsError::Stale),
        _ => Ok(problem),
    }
}

/// The owner's next sequence number; never reused, since problems are never deleted.
///
/// # Errors
/// When the database refuses.
pub async fn next_seq(tx: &mut Tx, campaign: CampaignId, owner: OwnerId) -> Result<i32, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_scalar!(
        r#"select coalesce(max(seq), 0) + 1 as "n!" from problems
           where tenant_id = $1 and campaign_id = $2 and owner_id = $3"#,
        tenant.0,
        campaign.0,
        owner.0
    )
    .fetch_one(&mut **tx)
    .await?)
}

/// Writes a new problem and opens its first span.
///
/// # Errors
/// When the database refuses; two windows that file at once run into `problems_seq_unique`.
pub async fn insert(tx: &mut Tx, problem: &Problem, draft: &Draft) -> Result<(), ListsError> {
    let tenant = tx.tenant();
    sqlx::query!(
        "insert into problems (tenant_id, id, campaign_id, owner_id, owner_kind, unit_id, top_unit_id, tier, leader_id,
            seq, number, title, draft, draft_saved_at, created_at, updated_at, deferred_until)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $14, $14,
            (select until_on from side_states where tenant_id = $1 and person_id = $4 and to_at = 'infinity'))",
        tenant.0,
        problem.id.0,
        problem.campaign.0,
        problem.owner.0,
        problem.owner_kind.code(),
        problem.unit.0,
        problem.top_unit.0,
        problem.tier.code(),
        problem.leader.map(|l| l.0),
        problem.seq,
        problem.number,
        problem.title,
        draft.json(),
        problem.updated_at
    )
    .execute(&mut **tx)
    .await?;
    Ok(spans::open_next(tx, problem).await?)
}

/// Writes every state column of `problem` and its next span. The caller has locked the row.
///
/// # Errors
/// [`ListsError::Stale`] when the row's version is not `problem.version`.
pub async fn advance(tx: &mut Tx, problem: &mut Problem, at: DateTime<Utc>) -> Result<(), ListsError> {
    let tenant = tx.tenant();
    let rest = problem
        .rest_of_route
        .iter()
        .map(|s| s.code())
        .collect::<Vec<_>>()
        .join(",");
    let version = sqlx::query_scalar!(
        "update problems set title = $4, state = $5, stage = $6, rest_of_route = $7, rectification = $8, revision = $9,
            cycle = $10, due_on = $11, first_submitted_at = $12, submitted_at = $13, approved_at = $14, claimed_at = $15,
            cosigned_at = $16, closed_at = $17, close_number = $18, leader_id = $19, updated_at = $20,
            version = version + 1
         where tenant_id = $1 and id = $2 and version = $3 returning version",
        tenant.0,
        problem.id.0,
        problem.version,
        problem.title,
        problem.state.code(),
        problem.stage.map(Stage::code),
        rest,
        problem.rectification,
        problem.revision,
        problem.cycle,
        problem.due_on,
        problem.first_submitted_at,
        problem.submitted_at,
        problem.approved_at,
        problem.claimed_at,
        problem.cosigned_at,
        problem.closed_at,
        problem.close_number,
        problem.leader.map(|l| l.0),
        at
    )
    .fetch_optional(&mut **tx)
    .await?
    .ok_or(ListsError::Stale)?;
    problem.version = version;
    problem.updated_at = at;
    Ok(spans::open_next(tx, problem).await?)
}
