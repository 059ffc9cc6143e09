//! SQL of what can be drawn, of samples, and of what was found.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::draws::draws;
use crate::domain::lists::{Problem, Tier};
use crate::domain::lookback::{Draw, Entry, Finding, Found, Verdict};
use crate::kernel::ids::{AccountId, CampaignId, LookBackId, ProblemId, UnitId};
use crate::platform::db::{DbError, Tx};

/// From what is drawn.
#[derive(Clone, Copy, Debug)]
pub struct Within {
    /// Only of this top unit.
    pub unit: Option<UnitId>,
    /// Only of this tier.
    pub tier: Option<Tier>,
    /// Only what is 长期坚持 and has a look-back date that has come.
    pub long_term: bool,
    /// The day it is.
    pub today: NaiveDate,
}

/// A closed problem that can be drawn.
#[derive(Clone, Debug)]
pub struct Closed {
    /// Which.
    pub problem: ProblemId,
    /// Its number.
    pub number: String,
    /// The closed round.
    pub cycle: i32,
    /// The number under which that was closed.
    pub close_number: String,
}

/// All that is closed now, in no order. Dates of list 4 stand in the texts alone: they are read only where they are asked for.
///
/// # Errors
/// When the database refuses.
pub async fn closed(tx: &mut Tx, campaign: CampaignId, within: &Within) -> Result<Vec<Closed>, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_as!(
        Closed,
        r#"select p.id as "problem: ProblemId", p.number, p.cycle, coalesce(p.close_number, '') as "close_number!"
           from problems p
           where p.tenant_id = $1 and p.campaign_id = $2 and p.state = 'claimed' and p.rectification = 'closed'
             and ($3::uuid is null or p.top_unit_id = $3) and ($4::text is null or p.tier = $4)
             and case when $5 then exists (select 1 from revisions r,
                    jsonb_array_elements_text(r.content::jsonb #> '{responsibility,look_back}') day
                    where r.tenant_id = p.tenant_id and r.problem_id = p.id and r.revision = p.revision
                        and (r.content::jsonb #>> '{responsibility,long_term}')::boolean and day::date <= $6)
                else true end"#,
        tenant.0,
        campaign.0,
        within.unit.map(|unit| unit.0),
        within.tier.map(Tier::code),
        within.long_term,
        within.today
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// Writes a sample, in its order.
///
/// # Errors
/// When the database refuses.
pub async fn add_entries(
    tx: &mut Tx,
    campaign: CampaignId,
    draw: LookBackId,
    entries: &[(&Closed, &str)],
) -> Result<(), DbError> {
    let tenant = tx.tenant();
    let problems: Vec<Uuid> = entries.iter().map(|(one, _)| one.problem.0).collect();
    let cycles: Vec<i32> = entries.iter().map(|(one, _)| one.cycle).collect();
    let numbers: Vec<String> = entries.iter().map(|(one, _)| one.close_number.clone()).collect();
    let ranks: Vec<String> = entries.iter().map(|(_, rank)| (*rank).to_owned()).collect();
    sqlx::query!(
        "insert into look_back_entries (tenant_id, look_back_id, place, campaign_id, problem_id, cycle, close_number, rank_sha256)
         select $1, $2, e.place::integer, $3, e.problem, e.cycle, e.number, e.rank
         from unnest($4::uuid[], $5::integer[], $6::text[], $7::text[])
            with ordinality e (problem, cycle, number, rank, place)",
        tenant.0,
        draw.0,
        campaign.0,
        &problems,
        &cycles,
        &numbers,
        &ranks
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Entries of a sample in its order, from a place on: all, only those without a result, or only those of one finding.
///
/// # Errors
/// When the database refuses.
pub async fn entries(
    tx: &mut Tx,
    draw: LookBackId,
    only: &str,
    (one, after): (Option<i32>, Option<i32>),
    limit: i64,
) -> Result<Vec<Entry>, DbError> {
    let tenant = tx.tenant();
    let rows = sqlx::query!(
        r#"select e.place, e.problem_id as "problem: ProblemId", e.cycle, e.close_number, e.rank_sha256, p.number, p.tier,
           coalesce(n.name, b.name, '') as "owner_name!", u.name as unit_name, coalesce(l.name, '') as "leader_name!",
           r.verdict as "verdict?", r.words as "words?", r.looked_by as "looked_by?", r.looked_on as "looked_on?", r.due_on as "due_on?",
           r.at as "at?", coalesce(a.display_name, '') as "who!"
           from look_back_entries e join problems p on p.tenant_id = e.tenant_id and p.id = e.problem_id
           join units u on u.tenant_id = p.tenant_id and u.id = p.unit_id
           left join persons n on n.tenant_id = p.tenant_id and n.id = p.owner_id
           left join units b on b.tenant_id = p.tenant_id and b.id = p.owner_id
           left join persons l on l.tenant_id = p.tenant_id and l.id = p.leader_id
           left join look_back_results r on r.tenant_id = e.tenant_id and r.look_back_id = e.look_back_id and r.place = e.place
           left join accounts a on a.id = r.account_id and a.tenant_id = r.tenant_id
           where e.tenant_id = $1 and e.look_back_id = $2 and ($3::int is null or e.place = $3) and ($4::int is null or e.place > $4)
             and case $5 when '' then true when 'waiting' then r.verdict is null else coalesce(r.verdict = $5, false) end
           order by e.place limit $6"#,
        tenant.0,
        draw.0,
        one,
        after,
        only,
        limit
    )
    .fetch_all(&mut **tx)
    .await?;
    let read = rows.into_iter().map(|r| Entry {
        place: r.place,
        problem: r.problem,
        cycle: r.cycle,
        close_number: r.close_number,
        rank: r.rank_sha256,
        number: r.number,
        // The columns' checks know exactly these words.
        tier: Tier::from_code(&r.tier).unwrap_or(Tier::City),
        owner_name: r.owner_name,
        unit_name: r.unit_name,
        leader_name: r.leader_name,
        found: r.verdict.zip(r.at).map(|(verdict, at)| Found {
            verdict: Verdict::from_code(&verdict).unwrap_or(Verdict::Held),
            words: r.words.unwrap_or_default(),
            looked_by: r.looked_by.unwrap_or_default(),
            looked_on: r.looked_on.unwrap_or_default(),
            due_on: r.due_on,
            who: r.who,
            at,
        }),
    });
    Ok(read.collect())
}

/// One entry with its draw.
///
/// # Errors
/// When the database refuses.
pub async fn entry(tx: &mut Tx, draw: LookBackId, place: i32) -> Result<Option<(Draw, Entry)>, DbError> {
    let tenant = tx.tenant();
    let campaign = sqlx::query_scalar!(
        r#"select campaign_id as "campaign: CampaignId" from look_backs where tenant_id = $1 and id = $2"#,
        tenant.0,
        draw.0
    )
    .fetch_optional(&mut **tx)
    .await?;
    let Some(campaign) = campaign else {
        return Ok(None);
    };
    let found = draws(tx, campaign, None, (Some(draw), None), 1).await?;
    let entry = entries(tx, draw, "", (Some(place), None), 1).await?;
    Ok(found.into_iter().next().zip(entry.into_iter().next()))
}

/// Writes what was found; false when something was already.
///
/// # Errors
/// When the database refuses.
pub async fn add_result(
    tx: &mut Tx,
    (draw, place): (LookBackId, i32),
    problem: ProblemId,
    finding: &Finding,
    by: (Option<AccountId>, DateTime<Utc>),
) -> Result<bool, DbError> {
    let tenant = tx.tenant();
    let marked = sqlx::query!(
        "update look_back_entries set looked = true where tenant_id = $1 and look_back_id = $2 and place = $3 and not looked",
        tenant.0,
        draw.0,
        place
    )
    .execute(&mut **tx)
    .await?;
    if marked.rows_affected() == 0 {
        return Ok(false);
    }
    sqlx::query!(
        "insert into look_back_results (tenant_id, look_back_id, place, problem_id, verdict, words, looked_by, looked_on, due_on,
            account_id, at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        tenant.0,
        draw.0,
        place,
        problem.0,
        finding.verdict.code(),
        finding.words,
        finding.looked_by,
        finding.looked_on,
        finding.due_on,
        by.0.map_or(Uuid::nil(), |account| account.0),
        by.1
    )
    .execute(&mut **tx)
    .await?;
    Ok(true)
}

/// Whether an account accepted the problem's present round for the group.
///
/// # Errors
/// When the database refuses.
pub async fn accepted_by(tx: &mut Tx, problem: &Problem, account: AccountId) -> Result<bool, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_scalar!(
        r#"select exists (select 1 from checks c join completions m on m.tenant_id = c.tenant_id and m.id = c.completion_id
            where c.tenant_id = $1 and c.problem_id = $2 and m.cycle = $3 and c.gate = 'group' and c.verdict = 'accepted'
                and c.account_id = $4) as "e!""#,
        tenant.0,
        problem.id.0,
        problem.cycle,
        account.0
    )
    .fetch_one(&mut **tx)
    .await?)
}

/// What look-backs found at a problem, oldest first.
///
/// # Errors
/// When the database refuses.
pub async fn of_problem(tx: &mut Tx, problem: ProblemId) -> Result<Vec<Found>, DbError> {
    let tenant = tx.tenant();
    let rows = sqlx::query!(
        r#"select r.verdict, r.words, r.looked_by, r.looked_on, r.due_on, r.at, coalesce(a.display_name, '') as "who!"
           from look_back_results r left join accounts a on a.id = r.account_id and a.tenant_id = r.tenant_id
           where r.tenant_id = $1 and r.problem_id = $2 order by r.at, r.look_back_id"#,
        tenant.0,
        problem.0
    )
    .fetch_all(&mut **tx)
    .await?;
    let read = rows.into_iter().map(|r| Found {
        verdict: Verdict::from_code(&r.verdict).unwrap_or(Verdict::Held),
        words: r.words,
        looked_by: r.looked_by,
        looked_on: r.looked_on,
        due_on: r.due_on,
        who: r.who,
        at: r.at,
    });
    Ok(read.collect())
}
