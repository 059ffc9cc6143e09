//! What was found: it held 巩固, or it came back 反弹, which opens a new cycle.

use serde_json::json;

use crate::domain::ledger::Act;
use crate::domain::lists::{Problem, Refusal, store as lists_store};
use crate::domain::lookback::{LookBackError, Looked, Verdict, store};
use crate::domain::rectification::reopening::Cause;
use crate::domain::rectification::waits::is_office_of;
use crate::domain::rectification::{State, actions, state_of};
use crate::kernel::clock::day_of;
use crate::kernel::fields::FieldProblems;
use crate::kernel::ids::LookBackId;
use crate::kernel::messages::msg;
use crate::platform::db::{DbError, Tx};

/// Whether the actor accepted this round for the group: then another looks.
///
/// # Errors
/// When the database refuses.
pub async fn accepted_by(tx: &mut Tx, act: &Act, problem: &Problem) -> Result<bool, DbError> {
    match act.actor.account {
        Some(account) => store::accepted_by(tx, problem, account).await,
        None => Ok(false),
    }
}

/// Writes down what was found at an entry of a sample. Of a relapse the problem is taken up again, with its own limit.
///
/// # Errors
/// [`LookBackError::Invalid`] at the fields of [`Looked`], at `verdict` also for whoever accepted it; [`Refusal::NotYours`] for whoever
/// has part in it or acts for another office; [`Refusal::NotNow`] when there is a result, or the problem is in another round.
pub async fn look(
    tx: &mut Tx,
    act: &mut Act,
    (id, place, version): (LookBackId, i32, i32),
    typed: &Looked,
) -> Result<Verdict, LookBackError> {
    let (draw, entry) = store::entry(tx, id, place)
        .await?
        .ok_or(LookBackError::NotFound)?;
    let mut problem = lists_store::lock(tx, entry.problem, Some(version)).await?;
    if !is_office_of(&act.actor, &problem) || !draw.is_for(&act.actor) {
        return Err(Refusal::NotYours.into());
    }
    let closed = state_of(&problem) == Some(State::Closed) && problem.cycle == entry.cycle;
    let drawn = draw.drawn.as_ref().filter(|_| closed).ok_or(Refusal::NotNow)?;
    if accepted_by(tx, act, &problem).await? {
        let own = msg("这一条当初是您核验通过的，回头看要换一个人");
        return Err(LookBackError::Invalid(FieldProblems::at("verdict", own)));
    }
    let part = [entry.owner_name.as_str(), entry.leader_name.as_str()];
    let finding = typed.check(part, (day_of(drawn.at), day_of(act.at)));
    let finding = finding.map_err(LookBackError::Invalid)?;
    if !store::add_result(tx, (id, place), problem.id, &finding, (act.actor.account, act.at)).await? {
        return Err(Refusal::NotNow.into());
    }
    let data =
        json!({"look_back": id, "draw_no": draw.no, "cycle": entry.cycle, "found": finding.verdict.code()});
    act.record(
        tx,
        "rectification.looked_back",
        ("problem", Some(problem.id.0)),
        &data,
    )
    .await?;
    if let Some(due_on) = finding.due_on {
        let why = (Cause::LookBack, due_on, finding.words.as_str());
        actions::reopen(tx, act, &mut problem, why).await?;
    }
    Ok(finding.verdict)
}
