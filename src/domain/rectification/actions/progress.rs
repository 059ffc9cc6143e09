//! Progress notes, and the report that it is done.

use serde_json::json;
use uuid::Uuid;

use super::attach::attach;
use super::party::as_owner;
use super::step;
use crate::domain::ledger::Act;
use crate::domain::lists::{Problem, store as lists_store};
use crate::domain::rectification::evidence::Handed;
use crate::domain::rectification::{
    Action, RectificationError, Reported, State, begun, checked_words, store,
};
use crate::kernel::clock::day_of;
use crate::kernel::ids::ProblemId;
use crate::kernel::messages::n_;
use crate::platform::db::Tx;

/// Notes progress of a problem of the actor's own. A note breaks no signature.
///
/// # Errors
/// [`RectificationError::Invalid`] at `words`; refusals of the state.
pub async fn note(
    tx: &mut Tx,
    act: &mut Act,
    id: ProblemId,
    typed: &str,
) -> Result<Problem, RectificationError> {
    Ok(noted(tx, act, id, typed).await?.0)
}

/// The same, with files beside it.
///
/// # Errors
/// As [`note`]; [`RectificationError::Invalid`] at `files`.
pub async fn note_with(
    tx: &mut Tx,
    act: &mut Act,
    id: ProblemId,
    typed: &str,
    handed: Handed<'_>,
) -> Result<Problem, RectificationError> {
    let (problem, note) = noted(tx, act, id, typed).await?;
    attach(tx, act, &problem, Some(note), handed).await?;
    Ok(problem)
}

async fn noted(
    tx: &mut Tx,
    act: &mut Act,
    id: ProblemId,
    typed: &str,
) -> Result<(Problem, Uuid), RectificationError> {
    let mut problem = lists_store::lock(tx, id, None).await?;
    let state = step(&problem, Action::Note, as_owner(&problem, act))?;
    let words = checked_words(typed, n_("请写进展")).map_err(RectificationError::Invalid)?;
    let note = store::add_note(tx, &problem, &words, (act.actor.account, act.at)).await?;
    let again = super::super::state_of(&problem) == Some(State::InProgress);
    if !again {
        problem.rectification = Some(state.code().to_owned());
        lists_store::advance(tx, &mut problem, act.at).await?;
    }
    let data = json!({"note": note, "cycle": problem.cycle});
    act.record(tx, "rectification.noted", ("problem", Some(id.0)), &data)
        .await?;
    Ok((problem, note))
}

/// Reports a problem of the actor's own as done: list 5. The signature on it is the next step.
///
/// # Errors
/// [`RectificationError::Invalid`] at `outcome` and `done_on`; `Stale`; refusals of the state.
pub async fn report(
    tx: &mut Tx,
    act: &mut Act,
    (id, version): (ProblemId, i32),
    typed: &Reported,
) -> Result<Problem, RectificationError> {
    let mut problem = lists_store::lock(tx, id, Some(version)).await?;
    let state = step(&problem, Action::Report, as_owner(&problem, act))?;
    let outcome = typed.check(begun(tx, &problem).await?, day_of(act.at));
    let outcome = outcome.map_err(RectificationError::Invalid)?;
    let by = (act.actor.account, act.at);
    let completion = store::add_completion(tx, &problem, &outcome, by).await?;
    problem.rectification = Some(state.code().to_owned());
    lists_store::advance(tx, &mut problem, act.at).await?;
    let data = json!({"completion": completion, "done_on": outcome.done_on, "cycle": problem.cycle});
    act.record(tx, "rectification.reported", ("problem", Some(id.0)), &data)
        .await?;
    Ok(problem)
}

/// The same, with files beside it; those of earlier reports of the round stay.
///
/// # Errors
/// As [`report`]; [`RectificationError::Invalid`] at `files`.
pub async fn report_with(
    tx: &mut Tx,
    act: &mut Act,
    at: (ProblemId, i32),
    typed: &Reported,
    handed: Handed<'_>,
) -> Result<Problem, RectificationError> {
    let problem = report(tx, act, at, typed).await?;
    attach(tx, act, &problem, None, handed).await?;
    Ok(problem)
}
