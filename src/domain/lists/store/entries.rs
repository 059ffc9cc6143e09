//! SQL of drafts that a liaison typed for their owner.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::kernel::ids::{AccountId, CampaignId, ProblemId};
use crate::platform::db::{DbError, Tx};

/// One as it stands.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The problem.
    pub problem: ProblemId,
    /// Its number.
    pub number: String,
    /// Its sentence: for whoever typed it only until it is confirmed.
    pub title: String,
    /// Name of its owner.
    pub owner_name: String,
    /// Name of whoever typed it.
    pub who: String,
    /// When it was begun.
    pub at: DateTime<Utc>,
    /// When the owner gave it back.
    pub returned_at: Option<DateTime<Utc>>,
    /// What the owner said to it.
    pub words: String,
    /// When the owner took it as their own.
    pub confirmed_at: Option<DateTime<Utc>>,
}

macro_rules! select_entry {
    ($tail:literal, $($arg:expr),*) => {
        sqlx::query_as!(
            Entry,
            r#"select p.id as "problem: ProblemId", p.number, p.title, coalesce(n.name, '') as "owner_name!",
               coalesce(a.display_name, '') as "who!", e.at, e.returned_at, e.words, e.confirmed_at
               from entries e join problems p on p.tenant_id = $1 and p.id = e.problem_id
               left join persons n on n.tenant_id = $1 and n.id = p.owner_id
               left join accounts a on a.id = e.account_id and a.tenant_id = $1
               where e.tenant_id = $1 and "# + $tail,
            $($arg),*
        )
    };
}

/// That of a problem.
///
/// # Errors
/// When the database refuses.
pub async fn of_problem(tx: &mut Tx, problem: ProblemId) -> Result<Option<Entry>, DbError> {
    let tenant = tx.tenant();
    Ok(select_entry!("e.problem_id = $2", tenant.0, problem.0)
        .fetch_optional(&mut **tx)
        .await?)
}

/// What an account typed for others in a campaign, what is not confirmed first, then the newest; after one. All, or (`only`) those that are
/// `waiting` for their owner, `returned` or `confirmed`.
///
/// # Errors
/// When the database refuses.
pub async fn by_account(
    tx: &mut Tx,
    campaign: CampaignId,
    account: AccountId,
    only: &str,
    (after, limit): (Option<ProblemId>, i64),
) -> Result<Vec<Entry>, DbError> {
    let tenant = tx.tenant();
    Ok(select_entry!(
        "e.account_id = $2 and p.campaign_id = $3
         and case $4::text when 'waiting' then e.confirmed_at is null and e.returned_at is null
            when 'returned' then e.returned_at is not null when 'confirmed' then e.confirmed_at is not null else true end
         and ($5::uuid is null or (e.confirmed_at is not null, e.returned_at is null, -extract(epoch from e.at), p.id) > (
            select l.confirmed_at is not null, l.returned_at is null, -extract(epoch from l.at), l.problem_id
            from entries l where l.tenant_id = $1 and l.account_id = $2 and l.problem_id = $5))
         order by e.confirmed_at is not null, e.returned_at is null, e.at desc, p.id limit $6",
        tenant.0,
        account.0,
        campaign.0,
        only,
        after.map(|problem| problem.0),
        limit
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// Writes that a problem was typed by somebody else than its owner.
///
/// # Errors
/// When the database refuses.
pub async fn add(
    tx: &mut Tx,
    problem: ProblemId,
    by: (Option<AccountId>, DateTime<Utc>),
) -> Result<(), DbError> {
    let tenant = tx.tenant();
    let account = by.0.map_or(Uuid::nil(), |account| account.0);
    sqlx::query!(
        "with marked as (update problems set entered_by = $3 where tenant_id = $1 and id = $2)
         insert into entries (tenant_id, problem_id, account_id, at) values ($1, $2, $3, $4)",
        tenant.0,
        problem.0,
        account,
        by.1
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Its owner takes it as their own. The caller has locked the problem.
///
/// # Errors
/// When the database refuses.
pub async fn confirm(tx: &mut Tx, problem: ProblemId, at: DateTime<Utc>) -> Result<(), DbError> {
    let tenant = tx.tenant();
    sqlx::query!(
        "with marked as (update problems set entered_by = null, updated_at = $3, version = version + 1
            where tenant_id = $1 and id = $2)
         update entries set confirmed_at = $3, returned_at = null where tenant_id = $1 and problem_id = $2",
        tenant.0,
        problem.0,
        at
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Its owner gives it back, with a word. The caller has locked the problem.
///
/// # Errors
/// When the database refuses.
pub async fn give_back(
    tx: &mut Tx,
    problem: ProblemId,
    words: &str,
    at: DateTime<Utc>,
) -> Result<(), DbError> {
    let tenant = tx.tenant();
    sqlx::query!(
        "update entries set returned_at = $3, words = $4 where tenant_id = $1 and problem_id = $2",
        tenant.0,
        problem.0,
        at,
        words
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// It was changed after it was given back, and waits for its owner again.
///
/// # Errors
/// When the database refuses.
pub async fn wait_again(tx: &mut Tx, problem: ProblemId) -> Result<(), DbError> {
    let tenant = tx.tenant();
    sqlx::query!(
        "update entries set returned_at = null where tenant_id = $1 and problem_id = $2 and returned_at is not null",
        tenant.0,
        problem.0
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
