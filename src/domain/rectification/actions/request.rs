//! 重新整改申请: the owner, the leader in charge or the head of the group asks with a reason; the office decides.

use serde_json::json;

use super::reopen;
use crate::domain::campaigns::groups;
use crate::domain::ledger::Act;
use crate::domain::lists::{Problem, Refusal, store as lists_store};
use crate::domain::rectification::reopening::{Asker, Cause, Reopening, checked_limit, checked_reason};
use crate::domain::rectification::waits::is_office_of;
use crate::domain::rectification::{RectificationError, State, checked_words, state_of, store};
use crate::domain::review::conflict::may_review;
use crate::kernel::clock::day_of;
use crate::kernel::fields::FieldProblems;
use crate::kernel::ids::ProblemId;
use crate::kernel::messages::{msg, n_};
use crate::kernel::scope::{Actor, Role};
use crate::platform::db::{DbError, Tx};

/// As what the actor may ask that this problem be taken up again; none: not at all.
///
/// # Errors
/// When the database refuses.
pub async fn asks_as(tx: &mut Tx, actor: &Actor, problem: &Problem) -> Result<Option<Asker>, DbError> {
    if problem.is_of(actor) {
        return Ok(Some(Asker::Owner));
    }
    if problem.is_led_by(actor.person) || problem.stood_in(actor).is_some() {
        return Ok(Some(Asker::Leader));
    }
    if !actor.has(Role::GroupHead) || !may_review(tx, actor, problem).await? {
        return Ok(None);
    }
    let watching = groups::of_unit(tx, problem.campaign, problem.top_unit).await?;
    let heads = |(group, head): &(_, bool)| *head && Some(*group) == watching;
    Ok(actor.groups.iter().any(heads).then_some(Asker::GroupHead))
}

/// Asks that a closed problem be taken up again.
///
/// # Errors
/// [`RectificationError::Invalid`] at `reason`, also while another request waits; [`Refusal::NotYours`]; [`Refusal::NotNow`].
pub async fn ask_reopening(
    tx: &mut Tx,
    act: &mut Act,
    (id, version): (ProblemId, i32),
    reason: &str,
) -> Result<Problem, RectificationError> {
    let problem = lists_store::lock(tx, id, Some(version)).await?;
    let asker = asks_as(tx, &act.actor, &problem)
        .await?
        .ok_or(Refusal::NotYours)?;
    if state_of(&problem) != Some(State::Closed) {
        return Err(Refusal::NotNow.into());
    }
    let reason = checked_reason(reason).map_err(RectificationError::Invalid)?;
    if asker == Asker::Leader {
        act.delegation = problem.stood_in(&act.actor).map(|one| one.delegation);
    }
    let by = (act.actor.account, act.at);
    let Some(request) = store::add_reopening(tx, &problem, (asker, &reason), by).await? else {
        let waits = msg("已有一份重新整改的申请等着活动办办理");
        return Err(RectificationError::Invalid(FieldProblems::at("reason", waits)));
    };
    let data = json!({"request": request, "cycle": problem.cycle, "as": asker.code()});
    act.record(
        tx,
        "rectification.reopening_asked",
        ("problem", Some(id.0)),
        &data,
    )
    .await?;
    Ok(problem)
}

/// Accepts the request that waits: a new cycle begins, with its own limit.
///
/// # Errors
/// [`RectificationError::Invalid`] at `due_on` and `words`; [`Refusal::NotYours`]; [`Refusal::NotNow`] when none waits.
pub async fn accept_reopening(
    tx: &mut Tx,
    act: &mut Act,
    at: (ProblemId, i32),
    (due_on, words): (&str, &str),
) -> Result<Problem, RectificationError> {
    let (mut problem, request) = waiting(tx, act, at).await?;
    let mut wrong = FieldProblems::new();
    let due = checked_limit(due_on, day_of(act.at)).map_err(|found| wrong = wrong.clone().and(&found));
    let words = checked_words(words, "").map_err(|found| wrong = wrong.clone().and(&found));
    let (Ok(due), Ok(words)) = (due, words) else {
        return Err(RectificationError::Invalid(wrong));
    };
    let answer = (true, words.as_str(), Some(due));
    let by = (act.actor.account, act.at);
    store::decide_reopening(tx, request.id, answer, by).await?;
    reopen(tx, act, &mut problem, (Cause::Request, due, &request.reason)).await?;
    Ok(problem)
}

/// Refuses the request that waits, and says why. The problem stays closed.
///
/// # Errors
/// [`RectificationError::Invalid`] at `words`; [`Refusal::NotYours`]; [`Refusal::NotNow`] when none waits.
pub async fn refuse_reopening(
    tx: &mut Tx,
    act: &mut Act,
    at: (ProblemId, i32),
    words: &str,
) -> Result<Problem, RectificationError> {
    let (problem, request) = waiting(tx, act, at).await?;
    let words = checked_words(words, n_("请写明不同意的理由")).map_err(RectificationError::Invalid)?;
    let by = (act.actor.account, act.at);
    store::decide_reopening(tx, request.id, (false, &words, None), by).await?;
    let data = json!({"request": request.id, "cycle": problem.cycle});
    act.record(
        tx,
        "rectification.reopening_refused",
        ("problem", Some(problem.id.0)),
        &data,
    )
    .await?;
    Ok(problem)
}

/// The problem, locked and the actor's to decide on, with the request that waits.
async fn waiting(
    tx: &mut Tx,
    act: &Act,
    (id, version): (ProblemId, i32),
) -> Result<(Problem, Reopening), RectificationError> {
    let problem = lists_store::lock(tx, id, Some(version)).await?;
    if !is_office_of(&act.actor, &problem) {
        return Err(Refusal::NotYours.into());
    }
    let mut all = store::reopenings(tx, id).await?.into_iter();
    let request = all.find(|one| one.decision.is_none() && one.cycle == problem.cycle);
    let request = request.ok_or(Refusal::NotNow)?;
    if state_of(&problem) != Some(State::Closed) {
        return Err(Refusal::NotNow.into());
    }
    Ok((problem, request))
}
