//! SQL of cohorts and who is in them.

mod members;

pub use members::{members, page};

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{Cohort, Member, Overlap, Rule};
use crate::domain::campaigns::Stage;
use crate::kernel::ids::{CampaignId, CohortId, OwnerId};
use crate::platform::db::{DbError, Tx};

struct Row {
    id: CohortId,
    code: String,
    name: String,
    sort_no: i32,
    rule: String,
    route: String,
}

impl From<Row> for Cohort {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            code: row.code,
            name: row.name,
            sort_no: row.sort_no,
            rule: serde_json::from_str(&row.rule).unwrap_or_default(),
            route: row.route.split(',').filter_map(Stage::from_code).collect(),
        }
    }
}

/// All cohorts of a campaign, in the order in which they decide.
///
/// # Errors
/// When the database refuses.
pub async fn all(tx: &mut Tx, campaign: CampaignId) -> Result<Vec<Cohort>, DbError> {
    let tenant = tx.tenant();
    let rows = sqlx::query_as!(
        Row,
        r#"select id as "id: CohortId", code, name, sort_no, rule, route from cohorts
           where tenant_id = $1 and campaign_id = $2 order by sort_no, name, id"#,
        tenant.0,
        campaign.0
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().map(Cohort::from).collect())
}

/// One cohort.
///
/// # Errors
/// When the database refuses.
pub async fn find(tx: &mut Tx, campaign: CampaignId, id: CohortId) -> Result<Option<Cohort>, DbError> {
    let all = all(tx, campaign).await?;
    Ok(all.into_iter().find(|cohort| cohort.id == id))
}

/// What one is called.
///
/// # Errors
/// When the database refuses.
pub async fn name(tx: &mut Tx, id: CohortId) -> Result<Option<String>, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_scalar!(
        "select name from cohorts where tenant_id = $1 and id = $2",
        tenant.0,
        id.0
    )
    .fetch_optional(&mut **tx)
    .await?)
}

/// Locks one until the transaction ends.
///
/// # Errors
/// When the database refuses.
pub async fn lock(tx: &mut Tx, campaign: CampaignId, id: CohortId) -> Result<Option<()>, DbError> {
    let tenant = tx.tenant();
    let found = sqlx::query_scalar!(
        "select id from cohorts where tenant_id = $1 and campaign_id = $2 and id = $3 for update",
        tenant.0,
        campaign.0,
        id.0
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(found.map(drop))
}

/// Writes a new one.
///
/// # Errors
/// When the database refuses.
pub async fn add(tx: &mut Tx, campaign: CampaignId, id: CohortId, name: &str) -> Result<(), DbError> {
    let tenant = tx.tenant();
    sqlx::query!(
        "insert into cohorts (tenant_id, id, campaign_id, code, name) values ($1, $2, $3, $4, $5)",
        tenant.0,
        id.0,
        campaign.0,
        id.to_string(),
        name
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Writes what the office sets of one.
///
/// # Errors
/// When the database refuses.
pub async fn put(tx: &mut Tx, cohort: &Cohort) -> Result<(), DbError> {
    let tenant = tx.tenant();
    let rule =
        serde_json::to_string(&cohort.rule).map_err(|e| DbError::Query(sqlx::Error::Encode(Box::new(e))))?;
    let route: Vec<&str> = cohort.route.iter().map(|stage| stage.code()).collect();
    sqlx::query!(
        "update cohorts set name = $3, sort_no = $4, rule = $5, route = $6 where tenant_id = $1 and id = $2",
        tenant.0,
        cohort.id.0,
        cohort.name,
        cohort.sort_no,
        rule,
        route.join(",")
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Whom a rule means now, in official order; whoever is named stays, also without a post.
///
/// # Errors
/// When the database refuses.
pub async fn meant(tx: &mut Tx, rule: &Rule) -> Result<Vec<Member>, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_as!(
        Member,
        r#"select o.id as "owner!", o.name as "name!", o.staff_no as "staff_no!", coalesce(u.name, '') as "unit!"
           from (select n.id, n.name, n.staff_no, m.unit_id, m.tier, m.sort_no from persons n
                left join lateral (select unit_id, tier, sort_no from posts where tenant_id = $1 and person_id = n.id
                    and to_at = 'infinity' order by position, from_at, id limit 1) m on true
                where n.tenant_id = $1 and n.withdrawn_at is null
                union all select b.id, b.name, '', b.id, null, 0 from units b
                    where b.tenant_id = $1 and b.kind = 'body' and b.withdrawn_at is null) o
           left join units u on u.tenant_id = $1 and u.id = o.unit_id
           left join units t on t.tenant_id = $1 and t.id = u.top_id
           where o.id = any($4) or (cardinality($2::text[]) + cardinality($3::uuid[]) > 0 and o.tier is not null
                and (cardinality($2::text[]) = 0 or o.tier = any($2))
                and (cardinality($3::uuid[]) = 0 or u.id = any($3) or u.top_id = any($3) or u.parent_id = any($3)))
           order by t.sort_no, t.name, u.sort_no, u.name, o.staff_no <> '', o.sort_no, o.staff_no"#,
        tenant.0,
        &rule.tiers,
        &rule.units,
        &rule.named
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// Takes owners in and out at an instant.
///
/// # Errors
/// When the database refuses.
pub async fn replace(
    tx: &mut Tx,
    cohort: CohortId,
    added: &[Uuid],
    removed: &[Uuid],
    at: DateTime<Utc>,
) -> Result<(), DbError> {
    let tenant = tx.tenant();
    sqlx::query!(
        "update cohort_members set to_at = greatest($4, from_at)
         where tenant_id = $1 and cohort_id = $2 and owner_id = any($3) and to_at = 'infinity'",
        tenant.0,
        cohort.0,
        removed,
        at
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "insert into cohort_members (tenant_id, cohort_id, owner_id, from_at)
         select $1, $2, o.id, $4 from unnest($3::uuid[]) as o (id)",
        tenant.0,
        cohort.0,
        added,
        at
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// How many owners are in each cohort of a campaign now, and how many of them are in `cohort` as well.
///
/// # Errors
/// When the database refuses.
pub async fn overlaps(
    tx: &mut Tx,
    campaign: CampaignId,
    cohort: CohortId,
    members: &[Uuid],
) -> Result<Vec<Overlap>, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_as!(
        Overlap,
        r#"select c.name, count(*) as "n!" from cohorts c
           join cohort_members m on m.tenant_id = c.tenant_id and m.cohort_id = c.id and m.to_at = 'infinity'
           where c.tenant_id = $1 and c.campaign_id = $2 and c.id <> $3 and m.owner_id = any($4)
           group by c.id, c.name, c.sort_no order by c.sort_no, c.name"#,
        tenant.0,
        campaign.0,
        cohort.0,
        members
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// How many are in each cohort now; those that nobody is in are left out.
///
/// # Errors
/// When the database refuses.
pub async fn counts(tx: &mut Tx, campaign: CampaignId) -> Result<Vec<(CohortId, i64)>, DbError> {
    let tenant = tx.tenant();
    let rows = sqlx::query!(
        r#"select c.id as "id: CohortId", count(*) as "n!" from cohorts c
           join cohort_members m on m.tenant_id = c.tenant_id and m.cohort_id = c.id and m.to_at = 'infinity'
           where c.tenant_id = $1 and c.campaign_id = $2 group by c.id"#,
        tenant.0,
        campaign.0
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.n)).collect())
}

/// People whose main post is of 县处级 or higher, and everybody in post: the two sets that ranks define.
///
/// # Errors
/// When the database refuses.
pub async fn by_rank(tx: &mut Tx) -> Result<(i64, i64), DbError> {
    let tenant = tx.tenant();
    let row = sqlx::query!(
        r#"select count(*) filter (where m.tier in ('city', 'county')) as "senior!", count(*) as "n!" from (
                select distinct on (person_id) tier from posts
                where tenant_id = $1 and to_at = 'infinity' order by person_id, position, from_at, id) m"#,
        tenant.0
    )
    .fetch_one(&mut **tx)
    .await?;
    Ok((row.senior, row.n))
}

/// The route of the first cohort that the owner is in and that has one.
///
/// # Errors
/// When the database refuses.
pub async fn route(tx: &mut Tx, campaign: CampaignId, owner: OwnerId) -> Result<Option<Vec<Stage>>, DbError> {
    let tenant = tx.tenant();
    let route = sqlx::query_scalar!(
        "select c.route from cohorts c
         join cohort_members m on m.tenant_id = c.tenant_id and m.cohort_id = c.id and m.to_at = 'infinity'
         where c.tenant_id = $1 and c.campaign_id = $2 and m.owner_id = $3 and c.route <> ''
         order by c.sort_no, c.name, c.id limit 1",
        tenant.0,
        campaign.0,
        owner.0
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(route.map(|route| route.split(',').filter_map(Stage::from_code).collect()))
}
