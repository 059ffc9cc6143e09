//! 延期: the owner asks for more time, the leader in charge decides, then the office. A record of its own that breaks no signature.

use serde_json::json;

use super::party::{as_owner, at_gate};
use crate::domain::ledger::Act;
use crate::domain::lists::{Problem, Refusal, store as lists_store};
use crate::domain::people::store::outside;
use crate::domain::rectification::extension::{Asked, Asking, Extension, has_time_to_gain, too_late};
use crate::domain::rectification::{Gate, Party, RectificationError, checked_words, state_of, store};
use crate::kernel::clock::day_of;
use crate::kernel::fields::FieldProblems;
use crate::kernel::ids::ProblemId;
use crate::kernel::messages::{msg, n_};
use crate::platform::db::Tx;

/// Whether more time can be asked for now.
///
/// # Errors
/// [`Refusal::NotNow`] where nothing is being rectified; [`Refusal::MovedOut`]; [`Refusal::Closed`].
pub fn may_extend(problem: &Problem) -> Result<(), Refusal> {
    problem.in_force()?;
    if problem.closed_at.is_some() {
        return Err(Refusal::Closed);
    }
    state_of(problem)
        .filter(|state| has_time_to_gain(*state))
        .map(|_| ())
        .ok_or(Refusal::NotNow)
}

/// Asks for more time for a problem of the actor's own.
///
/// # Errors
/// [`RectificationError::Invalid`] at `due_on`, `reason`, `progress`; at `due_on` too when it is too late or another request waits;
/// refusals of the state.
pub async fn ask_extension(
    tx: &mut Tx,
    act: &mut Act,
    (id, version): (ProblemId, i32),
    typed: &Asked,
) -> Result<Problem, RectificationError> {
    let problem = lists_store::lock(tx, id, Some(version)).await?;
    if as_owner(&problem, act) != Party::Owner {
        return Err(Refusal::NotYours.into());
    }
    may_extend(&problem)?;
    let today = day_of(act.at);
    let due = problem.due_on.ok_or(Refusal::NotNow)?;
    let wanted = typed.check((due, problem.limit(today)), today);
    let wanted = wanted.map_err(RectificationError::Invalid)?;
    let decides = problem.leader.is_some() && !outside::is_outside(tx, problem.leader).await?;
    let asking = Asking::first(decides);
    let by = (act.actor.account, act.at);
    let Some(extension) = store::add_extension(tx, &problem, asking, (due, &wanted), by).await? else {
        let waits = msg("已有一份延期申请等着审批，定了以后才能再提");
        return Err(RectificationError::Invalid(FieldProblems::at("due_on", waits)));
    };
    let data = json!({"extension": extension, "cycle": problem.cycle, "due_on": wanted.due_on});
    act.record(tx, "extension.asked", ("problem", Some(id.0)), &data)
        .await?;
    Ok(problem)
}

/// Decides on the request that waits, as leader in charge (or in that one's stead) or for the office: granted by both, the limit moves.
///
/// # Errors
/// [`RectificationError::Invalid`] at `words` for a refusal without a reason, or a day that has passed meanwhile;
/// [`Refusal::NotYours`]; [`Refusal::NotNow`] when nothing waits at this gate.
pub async fn decide_extension(
    tx: &mut Tx,
    act: &mut Act,
    (id, version): (ProblemId, i32),
    gate: Gate,
    (approved, words): (bool, &str),
) -> Result<Extension, RectificationError> {
    let mut problem = lists_store::lock(tx, id, Some(version)).await?;
    let party = decides(tx, act, &problem, gate).await?;
    if party != gate.party() {
        return Err(Refusal::NotYours.into());
    }
    may_extend(&problem)?;
    let waiting = store::extensions(tx, id).await?;
    let waiting = waiting.into_iter().find(|one| one.is_waiting(&problem));
    let extension = waiting.ok_or(Refusal::NotNow)?;
    let asking = extension.asking.decided(gate, approved)?;
    let missing = if approved {
        ""
    } else {
        n_("请写明不批准的理由")
    };
    let words = checked_words(words, missing).map_err(RectificationError::Invalid)?;
    if approved && extension.new_due_on < day_of(act.at) {
        return Err(RectificationError::Invalid(FieldProblems::at(
            "words",
            msg("申请的日期已经过了，只能不批准"),
        )));
    }
    act.delegation = match gate {
        Gate::Leader => problem.stood_in(&act.actor).map(|one| one.delegation),
        Gate::Group | Gate::Office => None,
    };
    let by = (act.actor.account, act.at);
    store::decide_extension(tx, extension.id, (gate, approved), (asking, &words), by).await?;
    if asking == Asking::Approved {
        problem.due_on = Some(extension.new_due_on);
        lists_store::advance(tx, &mut problem, act.at).await?;
    }
    let what = match asking {
        Asking::Approved => "extension.approved",
        Asking::Refused => "extension.refused",
        Asking::AwaitingOffice | Asking::AwaitingLeader => "extension.endorsed",
    };
    let data = json!({"extension": extension.id, "cycle": problem.cycle, "gate": gate.code(),
        "due_on": extension.new_due_on});
    act.record(tx, what, ("problem", Some(id.0)), &data).await?;
    Ok(Extension { asking, ..extension })
}

/// Whoever stands in for the leader decides for them, as they read for them: a decision is no signature.
async fn decides(tx: &mut Tx, act: &Act, problem: &Problem, gate: Gate) -> Result<Party, RectificationError> {
    if gate == Gate::Leader && problem.stood_in(&act.actor).is_some() {
        return Ok(Party::Leader);
    }
    Ok(at_gate(tx, &act.actor, problem, gate).await?)
}

/// Why the owner of this problem can't ask for more time now; nothing when they can.
pub fn why_not_extend(
    problem: &Problem,
    today: chrono::NaiveDate,
) -> Option<crate::kernel::messages::Message> {
    let late = problem.limit(today).filter(|limit| *limit < today);
    late.map(too_late)
}
