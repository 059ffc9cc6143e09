//! SQL of second readings. Whoever asks is never told of one of their own verdicts.

mod listed;

use chrono::{DateTime, Utc};

pub use listed::{counts, listed, share};

use super::{Second, SecondReading, Settled};
use crate::domain::review::{Decision, GivenReason, Ruling};
use crate::kernel::ids::{AccountId, GroupId, PersonId, ProblemId, SecondReadingId, VerdictId};
use crate::platform::db::{DbError, Tx};

fn settled(word: Option<&str>) -> Option<Settled> {
    match word {
        Some("upheld") => Some(Settled::Upheld),
        Some(_) => Some(Settled::Revoked),
        None => None,
    }
}

fn ruling(word: &str) -> Ruling {
    // The columns' checks know exactly these words.
    Ruling::from_code(word).unwrap_or(Ruling::Returned)
}

macro_rules! one {
    ($tail:literal, $tx:expr, $id:expr) => {{
        let (tenant, id): (_, SecondReadingId) = ($tx.tenant(), $id);
        let row = sqlx::query!(
            r#"select s.verdict_id as "verdict: VerdictId", v.verdict as first, v.account_id as "account: AccountId",
                  v.person_id as "person: PersonId", v.problem_id as "problem: ProblemId", v.revision,
                  s.group_id as "group: GroupId", s.reader_id as "reader: PersonId", s.read_at, s.ruling, s.words, s.settled,
                  exists (select 1 from verdict_revocations where tenant_id = $1 and verdict_id = v.id) as "void!",
                  exists (select 1 from signatures g where g.tenant_id = $1 and g.problem_id = v.problem_id
                     and g.purpose = 'claim' and g.role = 'leader' and g.revision >= v.revision) as "lapsed!"
               from second_readings s join verdicts v on v.tenant_id = $1 and v.id = s.verdict_id
               where s.tenant_id = $1 and s.id = $2 "# + $tail,
            tenant.0,
            id.0
        )
        .fetch_optional(&mut **$tx)
        .await?;
        let Some(row) = row else { return Ok(None) };
        let second = row.reader.zip(row.read_at).zip(row.ruling.as_deref().map(ruling));
        let reasons = match second {
            Some(_) => reasons($tx, id).await?,
            None => Vec::new(),
        };
        Ok(Some(SecondReading {
            id,
            verdict: row.verdict,
            first: ruling(&row.first),
            first_by: (row.account, row.person),
            problem: row.problem,
            revision: row.revision,
            group: row.group,
            void: row.void,
            lapsed: row.lapsed,
            second: second.map(|((reader, at), ruling)| Second {
                reader,
                at,
                ruling,
                words: row.words,
                reasons,
            }),
            settled: settled(row.settled.as_deref()),
        }))
    }};
}

/// One reading.
///
/// # Errors
/// When the database refuses.
pub async fn find(tx: &mut Tx, id: SecondReadingId) -> Result<Option<SecondReading>, DbError> {
    one!("", tx, id)
}

/// One reading, locked until the transaction ends: of two who read it at once the second is told.
///
/// # Errors
/// When the database refuses.
pub async fn lock(tx: &mut Tx, id: SecondReadingId) -> Result<Option<SecondReading>, DbError> {
    one!("for update of s", tx, id)
}

/// The reading on a problem that waits for a member of one of some groups. What both signed on the verdict is past being read again.
///
/// # Errors
/// When the database refuses.
pub async fn waiting_on(
    tx: &mut Tx,
    problem: ProblemId,
    groups: &[GroupId],
) -> Result<Option<SecondReadingId>, DbError> {
    let tenant = tx.tenant();
    let groups: Vec<_> = groups.iter().map(|group| group.0).collect();
    Ok(sqlx::query_scalar!(
        r#"select s.id as "id: SecondReadingId" from verdicts v
           join second_readings s on s.tenant_id = $1 and s.verdict_id = v.id
           where v.tenant_id = $1 and v.problem_id = $2 and s.read_at is null and s.group_id = any($3)
              and not exists (select 1 from verdict_revocations where tenant_id = $1 and verdict_id = v.id)
              and not exists (select 1 from signatures g where g.tenant_id = $1 and g.problem_id = v.problem_id
                 and g.purpose = 'claim' and g.role = 'leader' and g.revision >= v.revision) limit 1"#,
        tenant.0,
        problem.0,
        &groups
    )
    .fetch_optional(&mut **tx)
    .await?)
}

async fn reasons(tx: &mut Tx, id: SecondReadingId) -> Result<Vec<GivenReason>, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_as!(
        GivenReason,
        "select code, field, quote, words from second_reasons where tenant_id = $1 and reading_id = $2 order by position",
        tenant.0,
        id.0
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// Writes what the second reader ruled.
///
/// # Errors
/// When the database refuses.
pub async fn write(
    tx: &mut Tx,
    id: SecondReadingId,
    (reader, account): (PersonId, AccountId),
    (decision, agreed): (&Decision, bool),
    at: DateTime<Utc>,
) -> Result<(), DbError> {
    let tenant = tx.tenant();
    sqlx::query!(
        "update second_readings set reader_id = $3, account_id = $4, read_at = $5, ruling = $6, agreed = $7, reason_count = $8,
            words = $9 where tenant_id = $1 and id = $2",
        tenant.0,
        id.0,
        reader.0,
        account.0,
        at,
        decision.ruling.code(),
        agreed,
        i32::try_from(decision.reasons.len()).unwrap_or(i32::MAX),
        decision.words
    )
    .execute(&mut **tx)
    .await?;
    for (position, reason) in (1_i32..).zip(&decision.reasons) {
        sqlx::query!(
            "insert into second_reasons (tenant_id, reading_id, position, code, field, quote, words)
             values ($1, $2, $3, $4, $5, $6, $7)",
            tenant.0,
            id.0,
            position,
            reason.code,
            reason.field,
            reason.quote,
            reason.words
        )
        .execute(&mut **tx)
        .await?;
    }
    Ok(())
}

/// Writes what was decided on a verdict of which two readings differ. Gives whether that was open.
///
/// # Errors
/// When the database refuses.
pub async fn settle(
    tx: &mut Tx,
    verdict: VerdictId,
    how: Settled,
    (by, at): (PersonId, DateTime<Utc>),
) -> Result<bool, DbError> {
    let tenant = tx.tenant();
    let word = match how {
        Settled::Upheld => "upheld",
        Settled::Revoked => "revoked",
    };
    let done = sqlx::query!(
        "update second_readings set settled = $3, settled_at = $4, settled_by = $5
         where tenant_id = $1 and verdict_id = $2 and not agreed and settled is null",
        tenant.0,
        verdict.0,
        word,
        at,
        by.0
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() > 0)
}
