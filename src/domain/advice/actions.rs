//! Putting advice aside.

use serde_json::json;

use super::store::{self, Aside};
use crate::domain::ledger::Act;
use crate::domain::lists::{ListsError, Problem, Refusal};
use crate::kernel::fields::FieldProblems;
use crate::kernel::messages::msg;
use crate::platform::db::Tx;

/// Longest word why, in characters.
pub const LONGEST_WORDS: usize = 200;

/// The writer does not take a piece of advice, and says why in a word.
///
/// # Errors
/// [`Refusal::NotYours`] for whoever does not write it; [`ListsError::Invalid`] at `words`, or at `rule` for advice that
/// nobody gives.
pub async fn put_aside(
    tx: &mut Tx,
    act: &mut Act,
    problem: &Problem,
    aside: &Aside,
) -> Result<(), ListsError> {
    if !problem.is_written_by(&act.actor) {
        return Err(Refusal::NotYours.into());
    }
    let is_rule = matches!(aside.rule.len(), 1..=10) && aside.rule.chars().all(|c| c.is_ascii_alphanumeric());
    let is_field = matches!(aside.field.len(), 1..=40);
    if !is_rule || !is_field || aside.quote.chars().count() > LONGEST_WORDS {
        let wrong = msg("发来的内容读不懂，可能页面已经更新。");
        return Err(ListsError::Invalid(FieldProblems::at("rule", wrong)));
    }
    let words = aside.words.trim();
    let wrong = if words.is_empty() {
        Some(msg("请写一句为什么不采纳"))
    } else if words.chars().count() > LONGEST_WORDS {
        Some(msg("太长，最多 {0} 字").with(LONGEST_WORDS))
    } else {
        None
    };
    if let Some(wrong) = wrong {
        return Err(ListsError::Invalid(FieldProblems::at("words", wrong)));
    }
    let aside = Aside {
        words: words.to_owned(),
        ..aside.clone()
    };
    if store::insert(tx, act, problem.id, &aside).await? {
        let data = json!({"number": problem.number, "rule": aside.rule, "field": aside.field});
        act.record(
            tx,
            "problem.advice_declined",
            ("problem", Some(problem.id.0)),
            &data,
        )
        .await?;
    }
    Ok(())
}
