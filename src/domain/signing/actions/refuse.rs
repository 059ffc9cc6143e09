//! The leader in charge does not sign, and says why: a 退回修改 like any other, given at the leader's place.

use serde_json::json;

use super::break_signatures;
use crate::domain::campaigns::{self, Stage, TermKind};
use crate::domain::ledger::Act;
use crate::domain::lists::state::next;
use crate::domain::lists::{Action, Party, Problem, store as lists_store};
use crate::domain::review::store::{self as review_store, NewVerdict};
use crate::domain::review::{Decision, GivenReason, Ruling};
use crate::domain::signing::countersign::Countersigner;
use crate::domain::signing::{SignerRole, SigningError};
use crate::kernel::ids::{ProblemId, VerdictId};
use crate::platform::db::Tx;

/// Gives a problem that waits for the leader's claim signature back to its owner. The owner's signature breaks.
///
/// # Errors
/// [`SigningError::Invalid`] with what is wrong with the reasons; `Stale`; refusals of the state.
pub async fn refuse(
    tx: &mut Tx,
    act: &mut Act,
    (id, version): (ProblemId, i32),
    reasons: Vec<GivenReason>,
    (words, server): (&str, Option<&Countersigner>),
) -> Result<Problem, SigningError> {
    let mut problem = lists_store::lock(tx, id, Some(version)).await?;
    let party = match SignerRole::of(&problem, &act.actor)? {
        SignerRole::Owner => Party::Owner,
        SignerRole::Leader => Party::Leader,
    };
    let state = next(problem.state, Action::RefuseAsLeader, party, false)?;
    problem.in_force()?;
    let (decision, broken_because) = checked(tx, &problem, reasons, words).await?;

    act.delegation = problem.stood_in(&act.actor).map(|one| one.delegation);
    let verdict = NewVerdict {
        id: VerdictId::fresh(),
        problem: id,
        revision: problem.revision,
        stage: Stage::Leader,
        ruling: decision.ruling,
        words: &decision.words,
        reasons: &decision.reasons,
        group: None,
        by: (act.actor.account, act.actor.person),
        delegation: act.delegation,
        at: act.at,
        rest_of_route: None,
        drawn: None,
    };
    review_store::add(tx, &verdict).await?;
    break_signatures(tx, act, &problem, None, (&broken_because, server)).await?;
    problem.enter(state, Vec::new())?;
    problem.approved_at = None;
    lists_store::advance(tx, &mut problem, act.at).await?;
    let codes: Vec<&str> = decision.reasons.iter().map(|r| r.code.as_str()).collect();
    let data = json!({"verdict": verdict.id, "revision": problem.revision, "stage": Stage::Leader.code(),
        "reasons": codes});
    act.record(tx, "problem.returned", ("problem", Some(id.0)), &data)
        .await?;
    Ok(problem)
}

/// The decision held against text and library, and the words that stand beside the broken signature.
async fn checked(
    tx: &mut Tx,
    problem: &Problem,
    reasons: Vec<GivenReason>,
    words: &str,
) -> Result<(Decision, String), SigningError> {
    let revision = lists_store::revision(tx, problem.id, problem.revision).await?;
    let content = revision
        .and_then(|revision| revision.read())
        .ok_or(SigningError::Damaged)?;
    let terms = campaigns::store::terms(tx, problem.campaign).await?;
    let typed = Decision {
        ruling: Ruling::Returned,
        words: words.to_owned(),
        reasons,
    };
    let decision = typed.check(&content, &terms).map_err(SigningError::Invalid)?;
    let labels = decision
        .reasons
        .iter()
        .filter_map(|r| terms.find(TermKind::Reason, &r.code));
    let labels: Vec<&str> = labels.map(|term| term.label.as_str()).collect();
    let reason = format!("分管领导不同意签字：{}", labels.join("；"));
    Ok((decision, reason.chars().take(1000).collect()))
}
