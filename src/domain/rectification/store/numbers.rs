//! SQL of numbers without gaps, and of closures.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::domain::lists::Problem;
use crate::kernel::ids::{AccountId, CampaignId, ProblemId, UnitId};
use crate::platform::db::{DbError, Tx};

/// Takes the next `count` numbers of a series and gives the first of them. The row stays locked until the
/// transaction ends, so that what rolls back leaves no gap.
///
/// # Errors
/// When the database refuses.
pub async fn take(tx: &mut Tx, campaign: CampaignId, kind: &str, count: i32) -> Result<i32, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_scalar!(
        r#"insert into series as s (tenant_id, campaign_id, kind, last) values ($1, $2, $3, $4)
           on conflict on constraint series_pk do update set last = s.last + excluded.last
           returning last - $4 + 1 as "first!""#,
        tenant.0,
        campaign.0,
        kind,
        count
    )
    .fetch_one(&mut **tx)
    .await?)
}

/// Writes that a problem's cycle was closed under a number.
///
/// # Errors
/// When the database refuses.
pub async fn add_closure(
    tx: &mut Tx,
    problem: &Problem,
    number: &str,
    batch: i32,
    by: (Option<AccountId>, DateTime<Utc>),
) -> Result<(), DbError> {
    let tenant = tx.tenant();
    sqlx::query!(
        "insert into closures (tenant_id, campaign_id, problem_id, cycle, number, batch_no, account_id, at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        tenant.0,
        problem.campaign.0,
        problem.id.0,
        problem.cycle,
        number,
        batch,
        by.0.map_or(Uuid::nil(), |account| account.0),
        by.1
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// A number that was given.
#[derive(Clone, Debug)]
pub struct Closure {
    /// 销〔2018〕1号
    pub number: String,
    /// In which batch.
    pub batch_no: i32,
    /// Recorded time.
    pub at: DateTime<Utc>,
    /// Who gave it.
    pub who: String,
    /// Which problem.
    pub problem: ProblemId,
    /// The problem's own number.
    pub problem_number: String,
    /// Whose.
    pub owner_name: String,
    /// The owner's unit.
    pub unit_name: String,
}

/// Which numbers are asked for.
#[derive(Clone, Debug, Default)]
pub struct Given {
    /// Only of this top unit.
    pub unit: Option<UnitId>,
    /// Only of 乡科级 of these counties; none: all.
    pub counties: Option<Vec<UnitId>>,
    /// Only of this batch.
    pub batch: Option<i32>,
    /// Only where this is part of the number, the problem's number or the owner's name; empty for all.
    pub text: String,
}

/// Numbers of a campaign, newest first, from after (older than) one on.
///
/// # Errors
/// When the database refuses.
pub async fn closures(
    tx: &mut Tx,
    campaign: CampaignId,
    given: &Given,
    older_than: Option<&str>,
    limit: i64,
) -> Result<Vec<Closure>, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_as!(
        Closure,
        r#"select c.number, c.batch_no, c.at, coalesce(a.display_name, '') as "who!", c.problem_id as "problem: ProblemId",
           p.number as problem_number, coalesce(n.name, b.name, '') as "owner_name!", u.name as unit_name
           from closures c join problems p on p.tenant_id = c.tenant_id and p.id = c.problem_id
           join units u on u.tenant_id = p.tenant_id and u.id = p.unit_id
           left join persons n on n.tenant_id = p.tenant_id and n.id = p.owner_id
           left join units b on b.tenant_id = p.tenant_id and b.id = p.owner_id
           left join accounts a on a.id = c.account_id and a.tenant_id = c.tenant_id
           where c.tenant_id = $1 and c.campaign_id = $2 and ($3::text is null
               or (c.batch_no, length(c.number), c.number) < (
                   select o.batch_no, length(o.number), o.number from closures o
                   where o.tenant_id = $1 and o.campaign_id = $2 and o.number = $3))
             and ($8::uuid[] is null or p.tier = 'township' and p.top_unit_id = any($8))
             and ($5::uuid is null or p.top_unit_id = $5) and ($6::int is null or c.batch_no = $6)
             and ($7 = '' or position($7 in c.number) > 0 or position($7 in p.number) > 0
                or position($7 in coalesce(n.name, b.name, '')) > 0)
           order by c.batch_no desc, length(c.number) desc, c.number desc limit $4"#,
        tenant.0,
        campaign.0,
        older_than,
        limit,
        given.unit.map(|unit| unit.0),
        given.batch,
        given.text,
        given.counties.as_ref().map(|units| units.iter().map(|unit| unit.0).collect::<Vec<_>>()) as Option<Vec<Uuid>>
    )
    .fetch_all(&mut **tx)
    .await?)
}
