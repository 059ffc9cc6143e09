//! SQL of draws.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::Within;
use crate::domain::lists::Tier;
use crate::domain::lookback::sample::Size;
use crate::domain::lookback::{Draw, Drawn};
use crate::kernel::ids::{AccountId, CampaignId, LookBackId, UnitId};
use crate::platform::db::{DbError, Tx};

/// Who wrote a row, and when.
type By = (Option<AccountId>, DateTime<Utc>);

fn account(by: By) -> Uuid {
    by.0.map_or(Uuid::nil(), |account| account.0)
}

/// A draw to be prepared.
#[derive(Debug)]
#[expect(
    missing_docs,
    reason = "columns of the table look_backs, where each has its comment"
)]
pub struct NewDraw<'a> {
    pub no: i32,
    pub county: Option<UnitId>,
    pub secret: &'a str,
    pub commitment: &'a str,
}

/// Writes a draw that is prepared, and gives its id.
///
/// # Errors
/// When the database refuses.
pub async fn add(
    tx: &mut Tx,
    campaign: CampaignId,
    new: &NewDraw<'_>,
    by: By,
) -> Result<LookBackId, DbError> {
    let (tenant, id) = (tx.tenant(), LookBackId::fresh());
    sqlx::query!(
        "insert into look_backs (tenant_id, id, campaign_id, draw_no, county_id, secret, commitment, account_id, at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        tenant.0,
        id.0,
        campaign.0,
        new.no,
        new.county.map(|county| county.0),
        new.secret,
        new.commitment,
        account(by),
        by.1
    )
    .execute(&mut **tx)
    .await?;
    Ok(id)
}

/// Whether an office prepared a draw that is not drawn yet.
///
/// # Errors
/// When the database refuses.
pub async fn waits_to_be_drawn(
    tx: &mut Tx,
    campaign: CampaignId,
    county: Option<UnitId>,
) -> Result<bool, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_scalar!(
        r#"select exists (select 1 from look_backs where tenant_id = $1 and campaign_id = $2 and drawn_at is null
            and county_id is not distinct from $3) as "e!""#,
        tenant.0,
        campaign.0,
        county.map(|county| county.0)
    )
    .fetch_one(&mut **tx)
    .await?)
}

/// A draw, locked until the transaction ends, with its campaign and its secret.
///
/// # Errors
/// When the database refuses.
pub async fn lock(tx: &mut Tx, id: LookBackId) -> Result<Option<(CampaignId, Draw, String)>, DbError> {
    let tenant = tx.tenant();
    let locked = sqlx::query!(
        r#"select campaign_id as "campaign: CampaignId", secret from look_backs where tenant_id = $1 and id = $2 for update"#,
        tenant.0,
        id.0
    )
    .fetch_optional(&mut **tx)
    .await?;
    let Some(row) = locked else { return Ok(None) };
    let found = draws(tx, row.campaign, None, (Some(id), None), 1).await?;
    Ok(found
        .into_iter()
        .next()
        .map(|draw| (row.campaign, draw, row.secret)))
}

/// Draws of a campaign, newest first, only one or from before a number; of the city office all, else those of these counties.
///
/// # Errors
/// When the database refuses.
pub async fn draws(
    tx: &mut Tx,
    campaign: CampaignId,
    counties: Option<&[Uuid]>,
    (one, before): (Option<LookBackId>, Option<i32>),
    limit: i64,
) -> Result<Vec<Draw>, DbError> {
    let tenant = tx.tenant();
    let rows = sqlx::query!(
        r#"select d.id as "id: LookBackId", d.draw_no, d.county_id as "county: UnitId", c.name as "county_name?", d.secret, d.commitment, d.public_words,
           d.at, coalesce(a.display_name, '') as "who!", u.name as "unit_name?", d.tier, d.long_term, d.size_kind, d.size,
           d.population_n, d.population_sha256, d.seed, d.sample_n, d.drawn_at, coalesce(b.display_name, '') as "drawn_by!",
           (select count(*) from look_back_results r where r.tenant_id = d.tenant_id and r.look_back_id = d.id) as "looked!",
           (select count(*) from look_back_results r where r.tenant_id = d.tenant_id and r.look_back_id = d.id
                and r.verdict = 'relapsed') as "relapsed!"
           from look_backs d left join units c on c.tenant_id = d.tenant_id and c.id = d.county_id
           left join units u on u.tenant_id = d.tenant_id and u.id = d.unit_id
           left join accounts a on a.id = d.account_id and a.tenant_id = d.tenant_id
           left join accounts b on b.id = d.drawn_by and b.tenant_id = d.tenant_id
           where d.tenant_id = $1 and d.campaign_id = $2 and ($3::uuid[] is null or d.county_id = any($3))
             and ($4::uuid is null or d.id = $4) and ($5::int is null or d.draw_no < $5)
           order by d.draw_no desc limit $6"#,
        tenant.0,
        campaign.0,
        counties as Option<&[Uuid]>,
        one.map(|one| one.0),
        before,
        limit
    )
    .fetch_all(&mut **tx)
    .await?;
    let read = rows.into_iter().map(|r| Draw {
        id: r.id,
        no: r.draw_no,
        county: r.county,
        county_name: r.county_name,
        commitment: r.commitment,
        public_words: r.public_words,
        who: r.who,
        at: r.at,
        drawn: r.drawn_at.map(|at| Drawn {
            secret: r.secret,
            seed: r.seed.unwrap_or_default(),
            unit_name: r.unit_name,
            tier: r.tier.as_deref().and_then(Tier::from_code),
            long_term: r.long_term.unwrap_or_default(),
            size: Size::from_code(&r.size_kind.unwrap_or_default(), r.size.unwrap_or_default()),
            population_n: r.population_n.unwrap_or_default(),
            population_sha256: r.population_sha256.unwrap_or_default(),
            sample_n: r.sample_n.unwrap_or_default(),
            looked: r.looked,
            relapsed: r.relapsed,
            who: r.drawn_by,
            at,
        }),
    });
    Ok(read.collect())
}

/// The list from which it was drawn.
///
/// # Errors
/// When the database refuses.
pub async fn population(tx: &mut Tx, id: LookBackId) -> Result<Option<String>, DbError> {
    let tenant = tx.tenant();
    let found = sqlx::query_scalar!(
        "select population from look_backs where tenant_id = $1 and id = $2",
        tenant.0,
        id.0
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(found.flatten())
}

/// Writes from what it was drawn: the list, how long it is, its digest; the public words, the seed, and how many were drawn.
///
/// # Errors
/// When the database refuses.
pub async fn write_draw(
    tx: &mut Tx,
    id: LookBackId,
    (within, size): (&Within, Size),
    (population, population_n, digest): (&str, usize, &str),
    ([words, seed], sample_n): ([&str; 2], usize),
    by: By,
) -> Result<(), DbError> {
    let tenant = tx.tenant();
    let (kind, asked) = size.code();
    sqlx::query!(
        "update look_backs set unit_id = $3, tier = $4, long_term = $5, size_kind = $6, size = $7, population = $8,
            population_n = $9, population_sha256 = $10, seed = $11, sample_n = $12, drawn_by = $13, drawn_at = $14, public_words = $15
         where tenant_id = $1 and id = $2",
        tenant.0,
        id.0,
        within.unit.map(|unit| unit.0),
        within.tier.map(Tier::code),
        within.long_term,
        kind,
        asked,
        population,
        i32::try_from(population_n).unwrap_or(i32::MAX),
        digest,
        seed,
        i32::try_from(sample_n).unwrap_or(i32::MAX),
        account(by),
        by.1,
        words
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
