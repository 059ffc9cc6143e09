//! 认领: the owner signs, then the leader in charge; never the same person.

use serde_json::json;

use super::put;
use crate::domain::ledger::Act;
use crate::domain::lists::state::next;
use crate::domain::lists::{Problem, Refusal, State, store as lists_store};
use crate::domain::signing::{Proof, Purpose, Seen, Sheet, SignerRole, SigningError, claim_sheet, store};
use crate::kernel::clock::day_of;
use crate::kernel::ids::ProblemId;
use crate::platform::db::Tx;

/// The state of rectification that a claimed problem starts in.
const TO_DO: &str = "to_do";

/// Signs the claim as whoever the actor is to the problem. The leader's signature claims it.
///
/// # Errors
/// [`Refusal::NotYours`], [`SigningError::Changed`] when it is not what was seen, [`Refusal::NotNow`],
/// [`Refusal::NoLeader`] for the owner of a problem that nobody could co-sign.
pub async fn claim(
    tx: &mut Tx,
    act: &mut Act,
    id: ProblemId,
    seen: Seen,
    proof: Proof,
) -> Result<Problem, SigningError> {
    let mut problem = lists_store::lock(tx, id, None).await?;
    let role = SignerRole::of(&problem, &act.actor)?;
    problem.in_force()?;
    if problem.version != seen.version {
        return Err(SigningError::Changed);
    }
    let (action, party) = role.claiming();
    let state = next(problem.state, action, party, false)?;
    if problem.leader.is_none() {
        return Err(Refusal::NoLeader.into());
    }
    let sheet = claim_sheet(tx, &problem).await?;
    if sheet.sha256 != seen.statement {
        return Err(SigningError::Changed);
    }
    put(tx, act, &problem, &sheet, (role, seen.stands_in), proof).await?;
    settle(tx, act, &mut problem, &sheet, state).await?;
    Ok(problem)
}

/// The problem goes on to where a signature of its claim leads; the leader's claims it.
pub(super) async fn settle(
    tx: &mut Tx,
    act: &mut Act,
    problem: &mut Problem,
    sheet: &Sheet,
    state: State,
) -> Result<(), SigningError> {
    problem.enter(state, Vec::new())?;
    if state == State::Claimed {
        begin_rectification(tx, act, problem, sheet).await?;
    }
    lists_store::advance(tx, problem, act.at).await?;
    if state == State::Claimed {
        let data = json!({"revision": problem.revision, "due_on": problem.due_on,
            "sha256": hex::encode(sheet.sha256)});
        act.record(tx, "problem.claimed", ("problem", Some(problem.id.0)), &data)
            .await?;
    }
    Ok(())
}

pub(super) async fn begin_rectification(
    tx: &mut Tx,
    act: &Act,
    problem: &mut Problem,
    sheet: &Sheet,
) -> Result<(), SigningError> {
    problem.rectification = Some(TO_DO.to_owned());
    let all = store::of_problem(tx, problem.id).await?;
    let claims =
        |s: &&crate::domain::signing::Signature| s.purpose == Purpose::Claim && s.role == SignerRole::Leader;
    // Claimed again after a correction, in whatever cycle, the first day stays: else correcting would begin the days of 即知即改 anew.
    let first = all
        .iter()
        .filter(claims)
        .map(|signature| signature.signed_at)
        .min();
    problem.claimed_at = first.or(Some(act.at));
    // 立行立改 runs from the day it is claimed; claimed again after a correction, the first day stays.
    if sheet.statement.content.responsibility.immediate && all.iter().filter(claims).count() == 1 {
        problem.due_on = Some(day_of(act.at));
    }
    Ok(())
}
