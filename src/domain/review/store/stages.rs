//! SQL of what waits at the stages beside the group's.

use crate::domain::campaigns::Stage;
use crate::domain::lists::Tier;
use crate::domain::review::stages::{Seat, StageCount, Waiting};
use crate::kernel::ids::{AccountId, CampaignId, OwnerId, PersonId, ProblemId, UnitId};
use crate::platform::db::{DbError, Tx};

fn ids(units: &[UnitId]) -> Vec<uuid::Uuid> {
    units.iter().map(|unit| unit.0).collect()
}

fn leaders(seat: &Seat) -> Vec<uuid::Uuid> {
    seat.stands_in.iter().map(|one| one.leader.0).collect()
}

fn owners(seat: &Seat) -> Vec<uuid::Uuid> {
    seat.never_leads.iter().map(|owner| owner.0).collect()
}

/// What waits for a seat. Parameters: $1 tenant, $2 campaign, $3 person, $4 units of the 初审, $5 office, $6 guarded texts,
/// $7 own units, $8 leaders for whom they stand in, $9 owners of whom they never do.
macro_rules! waiting {
    ($how:ident, $out:tt, $select:literal, $tail:literal, $tenant:expr, $campaign:expr, $seat:expr $(, $arg:expr)*) => {
        sqlx::$how!(
            $out,
            $select + r#" from problems p where p.tenant_id = $1 and p.campaign_id = $2 and p.state = 'submitted' and not p.moved_out
                and p.owner_id is distinct from $3 and (
                    (p.stage = 'leader' and (p.leader_id = $3 or p.leader_id = any($8) and p.owner_id <> all($9)))
                    or (($3::uuid is null or p.leader_id is distinct from $3) and coalesce(p.leader_id <> all($8), true) and not exists (select 1 from posts o where o.tenant_id = $1
                            and o.person_id = p.owner_id and o.leader_id = $3 and o.to_at = 'infinity')
                        and ((p.stage = 'unit' and p.tier not in ('body', 'city')
                                and (p.top_unit_id = any($4) or $5))
                            or (p.stage = 'form' and $5 and ($6 or p.tier not in ('body', 'city'))
                                and p.top_unit_id <> all($7)))))"# + $tail,
            $tenant, $campaign.0, $seat.person.map(|p| p.0), &ids(&$seat.units), $seat.office, $seat.guarded,
            &ids(&$seat.own), &leaders(&$seat), &owners(&$seat) $(, $arg)*
        )
    };
}

struct Row {
    id: ProblemId,
    stage: Option<String>,
    number: String,
    title: String,
    tier: String,
    owner: OwnerId,
    leader: Option<PersonId>,
    owner_name: String,
    unit_name: String,
    revision: i32,
    since: chrono::DateTime<chrono::Utc>,
}

struct Counted {
    stage: Option<String>,
    n: i64,
}

/// How many wait for a seat at each stage.
///
/// # Errors
/// When the database refuses.
pub async fn waiting_counts(
    tx: &mut Tx,
    campaign: CampaignId,
    seat: &Seat,
) -> Result<Vec<StageCount>, DbError> {
    let tenant = tx.tenant();
    let rows = waiting!(
        query_as,
        Counted,
        r#"select p.stage, count(*) as "n!""#,
        " group by p.stage",
        tenant.0,
        campaign,
        seat
    )
    .fetch_all(&mut **tx)
    .await?;
    let count = |stage: &Stage| {
        let row = rows
            .iter()
            .find(|row| row.stage.as_deref() == Some(stage.code()))?;
        Some(StageCount {
            stage: *stage,
            n: row.n,
        })
    };
    Ok(Stage::ALL.iter().filter_map(count).collect())
}

/// What waits for a seat, stage by stage in the order of the route and then in official order of units: of one stage, or (`None`) of all; after a
/// problem that stood at a stage.
///
/// # Errors
/// When the database refuses.
pub async fn waiting(
    tx: &mut Tx,
    campaign: CampaignId,
    seat: &Seat,
    stage: Option<Stage>,
    (after, limit): (Option<(Stage, ProblemId)>, i64),
) -> Result<Vec<Waiting>, DbError> {
    let tenant = tx.tenant();
    let order: Vec<String> = Stage::ALL.iter().map(|stage| stage.code().to_owned()).collect();
    let rows = waiting!(
        query_as,
        Row,
        r#"select q.id as "id: ProblemId", q.stage, q.number, q.title, q.tier, q.owner_id as "owner: OwnerId",
              q.leader_id as "leader: PersonId", coalesce(n.name, b.name, '') as "owner_name!", u.name as unit_name, q.revision, q.updated_at as since
           from (select p.*"#,
        r#" and ($10::text is null or p.stage = $10)) q join units u on u.tenant_id = $1 and u.id = q.unit_id
           join units t on t.tenant_id = $1 and t.id = q.top_unit_id
           left join persons n on n.tenant_id = $1 and n.id = q.owner_id
           left join units b on b.tenant_id = $1 and b.id = q.owner_id
           where $12::uuid is null or (array_position($14::text[], q.stage), t.sort_no, t.name, u.sort_no, n.staff_no is null,
                 coalesce(n.staff_no, ''), q.owner_id, q.seq) > (
              select array_position($14::text[], $13::text), lt.sort_no, lt.name, lu.sort_no, ln.staff_no is null,
                 coalesce(ln.staff_no, ''), l.owner_id, l.seq
              from problems l join units lu on lu.tenant_id = $1 and lu.id = l.unit_id
              join units lt on lt.tenant_id = $1 and lt.id = l.top_unit_id
              left join persons ln on ln.tenant_id = $1 and ln.id = l.owner_id
              where l.tenant_id = $1 and l.campaign_id = $2 and l.id = $12)
           order by array_position($14::text[], q.stage), t.sort_no, t.name, u.sort_no, n.staff_no is null, coalesce(n.staff_no, ''),
              q.owner_id, q.seq limit $11"#,
        tenant.0,
        campaign,
        seat,
        stage.map(Stage::code),
        limit,
        after.map(|(_, problem)| problem.0),
        after.map(|(stage, _)| stage.code()),
        &order
    )
    .fetch_all(&mut **tx)
    .await?;
    let read = rows.into_iter().map(|row| Waiting {
        id: row.id,
        // The column's check knows exactly these words, and what is submitted has one.
        stage: row
            .stage
            .as_deref()
            .and_then(Stage::from_code)
            .unwrap_or(Stage::Form),
        number: row.number,
        title: row.title,
        // Unknown words of a tier would be guarded.
        tier: Tier::from_code(&row.tier).unwrap_or(Tier::City),
        owner: row.owner,
        leader: row.leader,
        owner_name: row.owner_name,
        unit_name: row.unit_name,
        revision: row.revision,
        since: row.since,
    });
    Ok(read.collect())
}

/// Whether a login gave a verdict on a problem at one of these stages, whatever became of it.
///
/// # Errors
/// When the database refuses.
pub async fn gave_verdict(
    tx: &mut Tx,
    problem: ProblemId,
    account: AccountId,
    stages: &[Stage],
) -> Result<bool, DbError> {
    let tenant = tx.tenant();
    let codes: Vec<String> = stages.iter().map(|stage| stage.code().to_owned()).collect();
    Ok(sqlx::query_scalar!(
        r#"select exists (select 1 from verdicts where tenant_id = $1 and problem_id = $2 and account_id = $3
           and stage = any($4)) as "gave!""#,
        tenant.0,
        problem.0,
        account.0,
        &codes
    )
    .fetch_one(&mut **tx)
    .await?)
}
