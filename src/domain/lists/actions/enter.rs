//! 代填: a liaison types a draft for somebody of their unit; its owner confirms it, or gives it back with a word.

use serde_json::json;

use super::file::begin_for;
use crate::domain::campaigns::Campaign;
use crate::domain::ledger::Act;
use crate::domain::lists::store::{self, entries};
use crate::domain::lists::{Draft, ListsError, Problem, Refusal, Tier};
use crate::domain::people;
use crate::kernel::fields::FieldProblems;
use crate::kernel::ids::{PersonId, ProblemId};
use crate::kernel::messages::msg;
use crate::kernel::scope::{Actor, Role};
use crate::platform::db::Tx;

/// Longest words with which it is given back, in characters.
const LONGEST_WORDS: usize = 500;

/// Whether the actor types for this person: the liaison of the unit of their main post, or of what that is counted under; not for
/// themself, nor for 市级领导, whose texts only whoever is named may read.
///
/// # Errors
/// When the database refuses.
pub async fn may_enter_for(tx: &mut Tx, actor: &Actor, person: PersonId) -> Result<bool, ListsError> {
    if actor.person == Some(person) || actor.is_officer() {
        return Ok(false);
    }
    let Some(post) = people::store::main_post(tx, person).await? else {
        return Ok(false);
    };
    let guarded = Tier::from_code(&post.tier).is_none_or(Tier::is_guarded);
    let mut units = actor.units_of(Role::Liaison);
    Ok(!guarded && units.any(|unit| unit == post.unit || unit == post.top_unit))
}

/// Starts a problem for `person` with what the actor typed. It waits for its owner, who confirms it.
///
/// # Errors
/// [`Refusal::NotYours`] for whoever does not type for this person; as [`super::start`].
pub async fn enter(
    tx: &mut Tx,
    act: &mut Act,
    campaign: &Campaign,
    person: PersonId,
    draft: &Draft,
) -> Result<Problem, ListsError> {
    if !may_enter_for(tx, &act.actor, person).await? {
        return Err(Refusal::NotYours.into());
    }
    let mut problem = begin_for(tx, act, campaign, (person, draft), "problem.entered").await?;
    entries::add(tx, problem.id, (act.actor.account, act.at)).await?;
    problem.entered_by = act.actor.account;
    Ok(problem)
}

/// The owner takes what was typed for them as their own: a draft like any other from now on.
///
/// # Errors
/// [`ListsError::Stale`] when it was changed since it was seen; [`Refusal::NotYours`]; [`Refusal::NotNow`] when nothing waits.
pub async fn confirm_entry(
    tx: &mut Tx,
    act: &mut Act,
    id: ProblemId,
    version: i32,
) -> Result<Problem, ListsError> {
    let mut problem = waiting(tx, act, id, Some(version)).await?;
    problem.in_force()?;
    entries::confirm(tx, id, act.at).await?;
    problem.entered_by = None;
    problem.version += 1;
    let data = json!({"number": problem.number});
    act.record(tx, "problem.entry_confirmed", ("problem", Some(id.0)), &data)
        .await?;
    Ok(problem)
}

/// The owner gives it back to whoever typed it, with a word. It stays a draft that nobody can submit.
///
/// # Errors
/// [`ListsError::Invalid`] at `words`; as [`confirm_entry`].
pub async fn return_entry(
    tx: &mut Tx,
    act: &mut Act,
    id: ProblemId,
    words: &str,
) -> Result<Problem, ListsError> {
    let problem = waiting(tx, act, id, None).await?;
    let words = words.trim().replace("\r\n", "\n");
    let wrong = if words.is_empty() {
        Some(msg("请写一句为什么退给代填人"))
    } else if words.chars().count() > LONGEST_WORDS {
        Some(msg("太长，最多 {0} 字").with(LONGEST_WORDS))
    } else {
        None
    };
    if let Some(wrong) = wrong {
        return Err(ListsError::Invalid(FieldProblems::at("words", wrong)));
    }
    entries::give_back(tx, id, &words, act.at).await?;
    let data = json!({"number": problem.number});
    act.record(tx, "problem.entry_returned", ("problem", Some(id.0)), &data)
        .await?;
    Ok(problem)
}

/// A problem of the actor's own that was typed for them and waits.
async fn waiting(tx: &mut Tx, act: &Act, id: ProblemId, version: Option<i32>) -> Result<Problem, ListsError> {
    let problem = store::lock(tx, id, None).await?;
    if !problem.is_of(&act.actor) {
        return Err(Refusal::NotYours.into());
    }
    if problem.entered_by.is_none() {
        return Err(Refusal::NotNow.into());
    }
    match version {
        Some(version) if version != problem.version => Err(ListsError::Stale),
        _ => Ok(problem),
    }
}
