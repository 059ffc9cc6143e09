//! SQL of what reasons add up to. A number and its rows go by the same conditions.

use crate::domain::campaigns::Stage;
use crate::domain::lists::Tier;
use crate::domain::reasons::statistics::{Asked, Given, Level, Of, Passed, Return, Which};
use crate::domain::review::Ruling;
use crate::kernel::ids::{CampaignId, GroupId, ProblemId, VerdictId};
use crate::platform::db::{DbError, Tx};

fn groups(asked: &Asked) -> Option<Vec<uuid::Uuid>> {
    let ids = |groups: &Vec<GroupId>| groups.iter().map(|group| group.0).collect();
    asked.groups.as_ref().map(ids)
}

/// Returns that count. Parameters: $1 tenant, $2 campaign, $3 before when, $4 groups.
macro_rules! returns {
    ($how:ident, $($out:ty,)? $select:literal, $join:literal, $tail:literal, $tenant:expr, $asked:expr, $groups:expr $(, $arg:expr)*) => {
        sqlx::$how!(
            $($out,)?
            $select + r#" from verdicts v join problems p on p.tenant_id = $1 and p.id = v.problem_id"# + $join
                + r#" where v.tenant_id = $1 and p.campaign_id = $2 and v.verdict <> 'approved' and v.at < $3
                and not exists (select 1 from verdict_revocations x where x.tenant_id = $1 and x.verdict_id = v.id and x.at < $3)
                and ($4::uuid[] is null or v.group_id = any($4))"# + $tail,
            $tenant, $asked.campaign.0, $asked.until, $groups.as_deref() $(, $arg)*
        )
    };
}

/// How many returns gave each reason, by group; and how many there are in all.
///
/// # Errors
/// When the database refuses.
pub async fn given(tx: &mut Tx, asked: &Asked) -> Result<Vec<Given>, DbError> {
    let (tenant, groups) = (tx.tenant(), groups(asked));
    Ok(returns!(
        query_as,
        Given,
        r#"select r.code as "code?", v.group_id as "group: GroupId", count(distinct v.id) as "n!""#,
        " join verdict_reasons r on r.tenant_id = $1 and r.verdict_id = v.id",
        " group by grouping sets ((r.code, v.group_id), (v.group_id))",
        tenant.0,
        asked,
        groups
    )
    .fetch_all(&mut **tx)
    .await?)
}

struct ReturnRow {
    id: VerdictId,
    problem: ProblemId,
    revision: i32,
    verdict: String,
    stage: String,
    at: chrono::DateTime<chrono::Utc>,
    group_name: Option<String>,
    number: String,
    tier: String,
    owner_name: String,
    unit_name: String,
    words: String,
}

impl From<ReturnRow> for Return {
    fn from(row: ReturnRow) -> Self {
        Self {
            id: row.id,
            problem: row.problem,
            revision: row.revision,
            ruling: Ruling::from_code(&row.verdict).unwrap_or(Ruling::Returned),
            stage: Stage::from_code(&row.stage).unwrap_or(Stage::Group),
            at: row.at,
            group_name: row.group_name,
            number: row.number,
            // Unknown words of a tier would be guarded.
            tier: Tier::from_code(&row.tier).unwrap_or(Tier::City),
            owner_name: row.owner_name,
            unit_name: row.unit_name,
            words: row.words,
        }
    }
}

/// The returns themselves, newest first, at most `limit` after one of them.
///
/// # Errors
/// When the database refuses.
pub async fn returns(
    tx: &mut Tx,
    asked: &Asked,
    which: &Which,
    (after, limit): (Option<VerdictId>, i64),
) -> Result<Vec<Return>, DbError> {
    let (tenant, groups) = (tx.tenant(), groups(asked));
    let rows = returns!(
        query_as,
        ReturnRow,
        r#"select v.id as "id: VerdictId", p.id as "problem: ProblemId", v.revision, v.verdict, v.stage, v.at,
           g.name as "group_name?", p.number, p.tier, coalesce(n.name, b.name, '') as "owner_name!", u.name as unit_name, v.words"#,
        r#" join units u on u.tenant_id = $1 and u.id = p.unit_id
            left join persons n on n.tenant_id = $1 and n.id = p.owner_id
            left join units b on b.tenant_id = $1 and b.id = p.owner_id
            left join supervision_groups g on g.tenant_id = $1 and g.id = v.group_id"#,
        r#" and (not $5 or v.group_id is null)
            and ($6::text is null or exists (select 1 from verdict_reasons r
                where r.tenant_id = $1 and r.verdict_id = v.id and r.code = $6))
            and ($7::uuid is null or (v.at, v.id) < (select l.at, l.id from verdicts l where l.tenant_id = $1 and l.id = $7))
            order by v.at desc, v.id desc limit $8"#,
        tenant.0,
        asked,
        groups,
        which.elsewhere,
        which.code.as_deref(),
        after.map(|id| id.0),
        limit
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().map(Return::from).collect())
}

/// How many these are.
///
/// # Errors
/// When the database refuses.
pub async fn count(tx: &mut Tx, asked: &Asked, which: &Which) -> Result<i64, DbError> {
    let (tenant, groups) = (tx.tenant(), groups(asked));
    Ok(returns!(
        query_scalar,
        r#"select count(*) as "n!""#,
        "",
        r#" and (not $5 or v.group_id is null)
            and ($6::text is null or exists (select 1 from verdict_reasons r
                where r.tenant_id = $1 and r.verdict_id = v.id and r.code = $6))"#,
        tenant.0,
        asked,
        groups,
        which.elsewhere,
        which.code.as_deref()
    )
    .fetch_one(&mut **tx)
    .await?)
}

/// The reasons of these verdicts, in their order.
///
/// # Errors
/// When the database refuses.
pub async fn reasons_of(tx: &mut Tx, verdicts: &[VerdictId]) -> Result<Vec<Of>, DbError> {
    let tenant = tx.tenant();
    let ids: Vec<uuid::Uuid> = verdicts.iter().map(|id| id.0).collect();
    Ok(sqlx::query_as!(
        Of,
        r#"select verdict_id as "verdict: VerdictId", code, field, words from verdict_reasons
           where tenant_id = $1 and verdict_id = any($2) order by verdict_id, position"#,
        tenant.0,
        &ids
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// Groups of a campaign in official order.
///
/// # Errors
/// When the database refuses.
pub async fn columns(tx: &mut Tx, campaign: CampaignId) -> Result<Vec<(GroupId, String)>, DbError> {
    let tenant = tx.tenant();
    let rows = sqlx::query!(
        r#"select id as "id: GroupId", name from supervision_groups
           where tenant_id = $1 and campaign_id = $2 order by sort_no, name"#,
        tenant.0,
        campaign.0
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}

/// Problems at a level. A leader's refusal to sign is given at the leader's place, too, but after the revision was approved: it is no return of
/// the reading before. Parameters as above.
macro_rules! passed {
    ($how:ident, $out:ty, $select:literal, $each:literal, $grouped:literal, $tail:literal, $tenant:expr, $asked:expr, $groups:expr $(, $arg:expr)*) => {
        sqlx::$how!(
            $out,
            $select + " from (select " + $each + r#", min(v.at) filter (where v.verdict = 'approved') as passed_at,
                   count(*) filter (where v.verdict <> 'approved') as returns
                from verdicts v join problems p on p.tenant_id = $1 and p.id = v.problem_id
                where v.tenant_id = $1 and p.campaign_id = $2 and v.at < $3
                and not exists (select 1 from verdict_revocations x where x.tenant_id = $1 and x.verdict_id = v.id and x.at < $3)
                and ($4::uuid[] is null or v.group_id = any($4))
                and not (v.stage = 'leader' and v.verdict <> 'approved' and exists (select 1 from verdicts e
                    where e.tenant_id = $1 and e.problem_id = v.problem_id and e.revision = v.revision
                    and e.verdict = 'approved' and e.at <= v.at))
                group by "# + $grouped + ") s" + $tail,
            $tenant, $asked.campaign.0, $asked.until, $groups.as_deref() $(, $arg)*
        )
    };
}

struct LevelRow {
    stage: String,
    n: i64,
    of: i64,
}

/// How many problems passed each level at the first submission, in the order of the route; a level at which nothing was done is left out.
///
/// # Errors
/// When the database refuses.
pub async fn levels(tx: &mut Tx, asked: &Asked) -> Result<Vec<Level>, DbError> {
    let (tenant, groups) = (tx.tenant(), groups(asked));
    let rows = passed!(
        query_as,
        LevelRow,
        r#"select s.stage, count(*) filter (where s.returns = 0) as "n!", count(*) as "of!""#,
        "v.problem_id, v.stage",
        "v.problem_id, v.stage",
        " group by s.stage",
        tenant.0,
        asked,
        groups
    )
    .fetch_all(&mut **tx)
    .await?;
    let level = |stage: &Stage| {
        let row = rows.iter().find(|row| row.stage == stage.code())?;
        Some(Level {
            stage: *stage,
            n: row.n,
            of: row.of,
        })
    };
    Ok(Stage::ALL.iter().filter_map(level).collect())
}

struct PassedRow {
    problem: ProblemId,
    number: String,
    tier: String,
    owner_name: String,
    unit_name: String,
    passed_at: Option<chrono::DateTime<chrono::Utc>>,
    returns: i64,
}

/// The problems themselves, by number: all, or only those that were never (`true`) or were once (`false`) returned there.
///
/// # Errors
/// When the database refuses.
pub async fn problems(
    tx: &mut Tx,
    asked: &Asked,
    (stage, first): (Stage, Option<bool>),
    (after, limit): (Option<ProblemId>, i64),
) -> Result<Vec<Passed>, DbError> {
    let (tenant, groups) = (tx.tenant(), groups(asked));
    let rows = passed!(
        query_as,
        PassedRow,
        r#"select p.id as "problem: ProblemId", p.number, p.tier, coalesce(n.name, b.name, '') as "owner_name!",
           u.name as unit_name, s.passed_at as "passed_at?", s.returns as "returns!""#,
        "v.problem_id",
        "v.problem_id, v.stage having v.stage = $5",
        r#" join problems p on p.tenant_id = $1 and p.id = s.problem_id
            join units u on u.tenant_id = $1 and u.id = p.unit_id
            left join persons n on n.tenant_id = $1 and n.id = p.owner_id
            left join units b on b.tenant_id = $1 and b.id = p.owner_id
            where ($6::bool is null or (s.returns = 0) = $6)
            and ($7::uuid is null or p.number > (select l.number from problems l where l.tenant_id = $1 and l.id = $7))
            order by p.number limit $8"#,
        tenant.0,
        asked,
        groups,
        stage.code(),
        first,
        after.map(|id| id.0),
        limit
    )
    .fetch_all(&mut **tx)
    .await?;
    let read = rows.into_iter().map(|row| Passed {
        problem: row.problem,
        number: row.number,
        tier: Tier::from_code(&row.tier).unwrap_or(Tier::City),
        owner_name: row.owner_name,
        unit_name: row.unit_name,
        passed_at: row.passed_at,
        returns: row.returns,
    });
    Ok(read.collect())
}
