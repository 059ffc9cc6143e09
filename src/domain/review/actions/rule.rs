//! A verdict: approve; give back, to be changed or to be begun anew.

use serde_json::json;

use crate::domain::campaigns::{self, Stage, groups};
use crate::domain::ledger::Act;
use crate::domain::lists::state::{Action, next};
use crate::domain::lists::{self, ListsError, Problem, Refusal, State};
use crate::domain::review::store::{self, NewVerdict};
use crate::domain::review::{Decision, Ruling, conflict, lots, stages};
use crate::kernel::digest::random32;
use crate::kernel::ids::{ProblemId, VerdictId};
use crate::platform::db::{DbError, Tx};

/// Approves the present revision: on to the next stage of its route, or to the owner's signature.
///
/// # Errors
/// As [`rule`].
pub async fn approve(
    tx: &mut Tx,
    act: &mut Act,
    id: ProblemId,
    version: i32,
    words: &str,
) -> Result<Problem, ListsError> {
    rule(tx, act, id, version, &Decision::approval(words)).await
}

/// Rules on the present revision as decided.
///
/// # Errors
/// [`ListsError::Stale`] when `version` is not the row's; [`ListsError::Refused`] when the problem is not the actor's
/// to review, does not wait for it, or stands in another's lot; [`ListsError::Invalid`] with what is wrong with the reasons.
pub async fn rule(
    tx: &mut Tx,
    act: &mut Act,
    id: ProblemId,
    version: i32,
    decision: &Decision,
) -> Result<Problem, ListsError> {
    let mut problem = lists::store::lock(tx, id, Some(version)).await?;
    let given_at = problem.stage.unwrap_or(Stage::Group);
    let state = permitted(tx, act, &problem, decision.ruling).await?;
    let decision = checked(tx, &problem, decision).await?;

    act.delegation = match given_at {
        Stage::Leader => problem.stood_in(&act.actor).map(|one| one.delegation),
        _ => None,
    };
    let verdict = VerdictId::fresh();
    let rest = std::mem::take(&mut problem.rest_of_route);
    problem.enter(state, rest.clone())?;
    problem.approved_at = (state == State::AwaitingOwner).then_some(act.at);
    let group = match given_at {
        Stage::Group => groups::of_unit(tx, problem.campaign, problem.top_unit).await?,
        _ => None,
    };
    let new = NewVerdict {
        id: verdict,
        problem: id,
        revision: problem.revision,
        stage: given_at,
        ruling: decision.ruling,
        words: &decision.words,
        reasons: &decision.reasons,
        group,
        by: (act.actor.account, act.actor.person),
        delegation: act.delegation,
        at: act.at,
        rest_of_route: Some(&rest),
        drawn: group.is_some().then(|| (problem.campaign, draw())),
    };
    store::add(tx, &new).await?;
    if given_at == Stage::Group {
        lots::ruled(tx, act, (id, problem.revision), verdict).await?;
    }
    lists::store::advance(tx, &mut problem, act.at).await?;
    let codes: Vec<&str> = decision.reasons.iter().map(|r| r.code.as_str()).collect();
    let data = json!({"verdict": verdict, "revision": problem.revision, "stage": given_at.code(), "reasons": codes,
        "next_stage": problem.stage.map(Stage::code)});
    act.record(
        tx,
        stages::event(given_at, decision.ruling),
        ("problem", Some(id.0)),
        &data,
    )
    .await?;
    Ok(problem)
}

/// The state that follows, if the actor may rule so now.
async fn permitted(tx: &mut Tx, act: &Act, problem: &Problem, ruling: Ruling) -> Result<State, ListsError> {
    let party = conflict::party(tx, &act.actor, problem).await?;
    let action = match ruling {
        Ruling::Approved => Action::Approve,
        Ruling::Returned => Action::Return,
        Ruling::Redo => Action::Redo,
    };
    if !stages::may_rule(problem.stage.unwrap_or(Stage::Group), ruling) {
        return Err(Refusal::NotYours.into());
    }
    let more_stages = !problem.rest_of_route.is_empty();
    let state = next(problem.state, action, party, more_stages)?;
    problem.in_force()?;
    Ok(state)
}

/// The decision held against the revision's text and the campaign's library of reasons.
async fn checked(tx: &mut Tx, problem: &Problem, decision: &Decision) -> Result<Decision, ListsError> {
    let revision = lists::store::revision(tx, problem.id, problem.revision).await?;
    let content = revision.ok_or(Refusal::NotNow)?.content;
    let content =
        lists::Content::read(&content).map_err(|e| DbError::Query(sqlx::Error::Decode(Box::new(e))))?;
    let terms = campaigns::store::terms(tx, problem.campaign).await?;
    decision.check(&content, &terms).map_err(ListsError::Invalid)
}

/// A number below 100 that nobody can foresee or learn: whether a verdict is read again must not be known to who gives it.
fn draw() -> i32 {
    let [a, b, ..] = random32();
    i32::from(u16::from_le_bytes([a, b]) % 100)
}
