//! SQL of advice that was put aside.

use super::Advice;
use crate::domain::ledger::Act;
use crate::kernel::ids::ProblemId;
use crate::platform::db::{DbError, Tx};

/// Advice that was put aside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aside {
    /// The rule's number.
    pub rule: String,
    /// The field it was about.
    pub field: String,
    /// The words it was about; may be empty.
    pub quote: String,
    /// Why it was not taken.
    pub words: String,
}

impl Aside {
    /// Whether it is this advice that was put aside.
    pub fn is_of(&self, advice: &Advice) -> bool {
        (self.rule.as_str(), &self.field, &self.quote) == (advice.rule, &advice.field, &advice.quote)
    }
}

/// What was put aside at a problem, oldest first.
///
/// # Errors
/// When the database refuses.
pub async fn asides(tx: &mut Tx, problem: ProblemId) -> Result<Vec<Aside>, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_as!(
        Aside,
        "select rule, field, quote, words from advice_asides where tenant_id = $1 and problem_id = $2 order by at",
        tenant.0,
        problem.0
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// Writes one down, and says whether it was not there yet.
pub(super) async fn insert(
    tx: &mut Tx,
    act: &Act,
    problem: ProblemId,
    aside: &Aside,
) -> Result<bool, DbError> {
    let tenant = tx.tenant();
    let done = sqlx::query!(
        "insert into advice_asides (tenant_id, problem_id, rule, field, quote, words, account_id, at)
         values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing",
        tenant.0,
        problem.0,
        aside.rule,
        aside.field,
        aside.quote,
        aside.words,
        act.actor.account.map(|account| account.0),
        act.at
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}
