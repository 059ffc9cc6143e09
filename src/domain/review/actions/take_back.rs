//! A verdict that holds no longer: undone within seconds by whoever gave it, or revoked by the head of the group. Nothing is
//! deleted: it is written beside the verdict, and the problem goes back to where it waited.

use chrono::TimeDelta;
use serde_json::json;

use crate::domain::campaigns::{Stage, groups};
use crate::domain::ledger::Act;
use crate::domain::lists::state::next;
use crate::domain::lists::{self, Action, ListsError, Party, Problem, Refusal, State};
use crate::domain::review::store::{self, Given};
use crate::domain::review::{conflict, lots, second};
use crate::kernel::fields::FieldProblems;
use crate::kernel::ids::{ProblemId, VerdictId};
use crate::kernel::messages::msg;
use crate::platform::db::Tx;

/// How long whoever ruled may undo it (domain §3).
pub const UNDO: TimeDelta = TimeDelta::seconds(10);
/// Longest reason of a revocation, in characters.
const LONGEST_REASON: usize = 1000;

/// Undoes the verdict that the actor just gave. Of a return nobody has begun to work on it yet.
///
/// # Errors
/// [`Refusal::NotYours`] of another's; [`Refusal::TooLate`] after [`UNDO`]; [`Refusal::NotNow`] when somebody went on with it.
pub async fn undo(
    tx: &mut Tx,
    act: &mut Act,
    id: ProblemId,
    verdict: VerdictId,
) -> Result<Problem, ListsError> {
    let mut problem = lists::store::lock(tx, id, None).await?;
    let given = last(tx, &problem).await?;
    if given.account != act.actor.account || given.account.is_none() {
        return Err(Refusal::NotYours.into());
    }
    if given.id != verdict {
        return Err(Refusal::NotNow.into());
    }
    let state = next(problem.state, Action::Undo, Party::Reviewer, false)?;
    if act.at - given.at > UNDO {
        return Err(Refusal::TooLate.into());
    }
    // Whatever was done with it since has left its own time.
    if problem.updated_at != given.at {
        return Err(Refusal::NotNow.into());
    }
    let rest = given.rest.clone().ok_or(Refusal::NotNow)?;
    go_back(tx, act, &mut problem, (&given, state, rest), None).await?;
    Ok(problem)
}

/// Revokes the group's verdict on the present revision, with a reason. The caller breaks what was signed on it.
///
/// # Errors
/// [`Refusal::NotYours`] for anybody but the head of the group that watches its unit, and for one with an interest of their own;
/// [`Refusal::NotNow`] once both have signed, once it stands with the province, or without such a verdict;
/// [`ListsError::Invalid`] at `reason`; [`ListsError::Stale`].
pub async fn revoke(
    tx: &mut Tx,
    act: &mut Act,
    (id, version): (ProblemId, i32),
    reason: &str,
) -> Result<Problem, ListsError> {
    let mut problem = lists::store::lock(tx, id, Some(version)).await?;
    let party = head(tx, act, &problem).await?;
    let state = next(problem.state, Action::Revoke, party, false)?;
    problem.in_force()?;
    let given = last(tx, &problem).await?;
    if given.stage != Stage::Group {
        return Err(Refusal::NotNow.into());
    }
    let reason = checked(reason)?;
    let rest = match &given.rest {
        Some(rest) => rest.clone(),
        // Given before the way back was written down: what follows the group on the owner's route today.
        None => after_group(tx, &problem).await?,
    };
    go_back(tx, act, &mut problem, (&given, state, rest), Some(&reason)).await?;
    Ok(problem)
}

/// The last verdict that holds on the present revision.
async fn last(tx: &mut Tx, problem: &Problem) -> Result<Given, ListsError> {
    let given = store::last_given(tx, problem.id).await?;
    let given = given.filter(|given| given.revision == problem.revision && !given.handed_up);
    Ok(given.ok_or(Refusal::NotNow)?)
}

async fn head(tx: &mut Tx, act: &Act, problem: &Problem) -> Result<Party, ListsError> {
    let watching = groups::of_unit(tx, problem.campaign, problem.top_unit).await?;
    let mine = act.actor.groups.iter();
    let heads = mine
        .filter(|(_, head)| *head)
        .any(|(group, _)| Some(*group) == watching);
    let may = heads && conflict::may_review(tx, &act.actor, problem).await?;
    Ok(if may { Party::Head } else { Party::Other })
}

async fn after_group(tx: &mut Tx, problem: &Problem) -> Result<Vec<Stage>, ListsError> {
    let mut stages = lists::actions::route(tx, problem).await?.into_iter();
    stages.find(|stage| *stage == Stage::Group);
    Ok(stages.collect())
}

fn checked(reason: &str) -> Result<String, ListsError> {
    let (reason, mut wrong) = (reason.trim().replace("\r\n", "\n"), FieldProblems::new());
    match reason.chars().count() {
        0 => wrong.add("reason", msg("请写明为什么撤销，审核人员和本人都会看到。")),
        n if n > LONGEST_REASON => wrong.add(
            "reason",
            msg("现有 {0} 字，最多 {1} 字").with(n).with(LONGEST_REASON),
        ),
        _ => {}
    }
    wrong.or(reason).map_err(ListsError::Invalid)
}

/// Back to where it waited, with the way that was left then.
async fn go_back(
    tx: &mut Tx,
    act: &mut Act,
    problem: &mut Problem,
    (given, state, rest): (&Given, State, Vec<Stage>),
    reason: Option<&str>,
) -> Result<(), ListsError> {
    (problem.state, problem.stage) = (state, Some(given.stage));
    problem.rest_of_route = rest;
    problem.approved_at = None;
    let by = (act.actor.account, act.actor.person, act.at);
    store::take_back(tx, given.id, reason, by).await?;
    if given.stage == Stage::Group {
        lots::taken_back(tx, act, given.id, reason.is_none()).await?;
    }
    if reason.is_some() {
        second::actions::revoked(tx, act, given.id).await?;
    }
    lists::store::advance(tx, problem, act.at).await?;
    let what = if reason.is_some() {
        "problem.verdict_revoked"
    } else {
        "problem.verdict_undone"
    };
    let data = json!({"verdict": given.id, "revision": given.revision, "stage": given.stage.code()});
    Ok(act
        .record(tx, what, ("problem", Some(problem.id.0)), &data)
        .await?)
}
