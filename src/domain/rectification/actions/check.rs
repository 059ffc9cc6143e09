//! The gates: the group accepts; leader, group or office send back.

use serde_json::json;

use super::party::at_gate;
use super::step;
use crate::domain::ledger::Act;
use crate::domain::lists::{Problem, Refusal, store as lists_store};
use crate::domain::rectification::{Action, Gate, RectificationError, checked_words, store};
use crate::domain::signing::countersign::Countersigner;
use crate::domain::signing::{self, Purpose};
use crate::kernel::ids::ProblemId;
use crate::kernel::messages::n_;
use crate::platform::db::Tx;

/// Accepts a completion for the group that watches the unit. The checker is not the doer.
///
/// # Errors
/// [`Refusal::NotYours`] for anyone with part in the matter; `Stale`; refusals of the state.
pub async fn accept(
    tx: &mut Tx,
    act: &mut Act,
    (id, version): (ProblemId, i32),
    words: &str,
) -> Result<Problem, RectificationError> {
    let mut problem = lists_store::lock(tx, id, Some(version)).await?;
    let party = at_gate(tx, &act.actor, &problem, Gate::Group).await?;
    let state = step(&problem, Action::Accept, party)?;
    let words = checked_words(words, "").map_err(RectificationError::Invalid)?;
    decide(tx, act, &problem, Gate::Group, Ok(&words)).await?;
    problem.rectification = Some(state.code().to_owned());
    lists_store::advance(tx, &mut problem, act.at).await?;
    let data = json!({"cycle": problem.cycle});
    act.record(tx, "rectification.accepted", ("problem", Some(id.0)), &data)
        .await?;
    Ok(problem)
}

/// Sends a completion back from the gate it stands at, with the reason in words. What was signed on it breaks, and
/// it no longer counts as rectified.
///
/// # Errors
/// [`RectificationError::Invalid`] at `words`; [`Refusal::NotYours`]; `Stale`; refusals of the state.
pub async fn send_back(
    tx: &mut Tx,
    act: &mut Act,
    (id, version): (ProblemId, i32),
    gate: Gate,
    (words, server): (&str, Option<&Countersigner>),
) -> Result<Problem, RectificationError> {
    let mut problem = lists_store::lock(tx, id, Some(version)).await?;
    let party = at_gate(tx, &act.actor, &problem, gate).await?;
    let state = step(&problem, Action::SendBack(gate.party()), party)?;
    act.delegation = match gate {
        Gate::Leader => problem.stood_in(&act.actor).map(|one| one.delegation),
        Gate::Group | Gate::Office => None,
    };
    let words = checked_words(words, n_("请写明退回的理由")).map_err(RectificationError::Invalid)?;
    decide(tx, act, &problem, gate, Err(&words)).await?;
    let reason: String = words.chars().take(1000).collect();
    let why = (reason.as_str(), server);
    signing::actions::break_signatures(tx, act, &problem, Some(Purpose::Complete), why).await?;
    problem.rectification = Some(state.code().to_owned());
    problem.cosigned_at = None;
    lists_store::advance(tx, &mut problem, act.at).await?;
    let data = json!({"cycle": problem.cycle, "gate": gate.code()});
    act.record(tx, "rectification.sent_back", ("problem", Some(id.0)), &data)
        .await?;
    Ok(problem)
}

async fn decide(
    tx: &mut Tx,
    act: &Act,
    problem: &Problem,
    gate: Gate,
    words: Result<&str, &str>,
) -> Result<(), RectificationError> {
    let completion = store::completion(tx, problem).await?.ok_or(Refusal::NotNow)?;
    let accepted = words.is_ok();
    let (words, by) = (words.unwrap_or_else(|words| words), (act.actor.account, act.at));
    Ok(store::add_check(tx, (problem.id, completion.id), gate, accepted, words, by).await?)
}
