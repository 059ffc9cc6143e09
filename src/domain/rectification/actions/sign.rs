//! 完成: the owner signs the report, then the leader in charge confirms it; the second dual signature.

use serde_json::json;

use super::step;
use crate::domain::ledger::Act;
use crate::domain::lists::{Problem, Refusal, store as lists_store};
use crate::domain::rectification::{Action, Party, RectificationError, State, store};
use crate::domain::signing::actions::{Entered, may_enter_paper};
use crate::domain::signing::{self, Proof, Seen, Sheet, SignerRole, SigningError};
use crate::kernel::clock::day_of;
use crate::kernel::fields::FieldProblems;
use crate::kernel::ids::ProblemId;
use crate::kernel::messages::msg;
use crate::platform::db::Tx;

/// The sheet of the completion as it stands.
///
/// # Errors
/// [`Refusal::NotNow`] before anything was reported.
pub async fn completion_sheet(tx: &mut Tx, problem: &Problem) -> Result<Sheet, RectificationError> {
    let completion = store::completion(tx, problem).await?.ok_or(Refusal::NotNow)?;
    let mut outcome = completion.as_outcome();
    let evidence = store::evidence(tx, problem.id).await?.into_iter();
    let beside = evidence.filter(|one| one.cycle == problem.cycle && one.note.is_none() && one.stands());
    outcome.evidence = beside.map(|one| one.stated()).collect();
    Ok(signing::completion_sheet(tx, problem, &outcome).await?)
}

/// Signs the completion as whoever the actor is to the problem. The leader's signature is what figures count.
///
/// # Errors
/// [`Refusal::NotYours`], [`SigningError::Changed`] when it is not what was seen, [`Refusal::NotNow`].
pub async fn sign(
    tx: &mut Tx,
    act: &mut Act,
    id: ProblemId,
    seen: Seen,
    proof: Proof,
) -> Result<Problem, RectificationError> {
    let mut problem = lists_store::lock(tx, id, None).await?;
    let role = SignerRole::of(&problem, &act.actor)?;
    if problem.version != seen.version {
        return Err(SigningError::Changed.into());
    }
    let (action, party) = signs_as(role);
    let state = step(&problem, action, party)?;
    let sheet = completion_sheet(tx, &problem).await?;
    if sheet.sha256 != seen.statement {
        return Err(SigningError::Changed.into());
    }
    signing::actions::put(tx, act, &problem, &sheet, (role, seen.stands_in), proof).await?;
    settle(tx, act, &mut problem, &sheet, state).await?;
    Ok(problem)
}

/// Enters a signature of the completion that somebody put on paper: the owner's, then the leader's.
///
/// # Errors
/// As [`signing::actions::claim_from_paper`].
pub async fn sign_from_paper(
    tx: &mut Tx,
    act: &mut Act,
    id: ProblemId,
    seen: Seen,
    entered: Entered,
) -> Result<Problem, RectificationError> {
    let mut problem = lists_store::lock(tx, id, None).await?;
    if !may_enter_paper(tx, &act.actor, &problem).await? {
        return Err(Refusal::NotYours.into());
    }
    if problem.version != seen.version {
        return Err(SigningError::Changed.into());
    }
    let (action, party) = signs_as(entered.role);
    let state = step(&problem, action, party)?;
    let sheet = completion_sheet(tx, &problem).await?;
    if sheet.sha256 != seen.statement {
        return Err(SigningError::Changed.into());
    }
    // What was signed was not there before it was reported.
    let reported = store::completion(tx, &problem).await?;
    if reported.is_some_and(|reported| entered.signed_on < day_of(reported.at)) {
        let early = msg("纸上的日期早于可以签字的那一天，请核对");
        return Err(SigningError::Invalid(FieldProblems::at("signed_on", early)).into());
    }
    signing::actions::put_from_paper(tx, act, &problem, &sheet, entered).await?;
    settle(tx, act, &mut problem, &sheet, state).await?;
    Ok(problem)
}

const fn signs_as(role: SignerRole) -> (Action, Party) {
    match role {
        SignerRole::Owner => (Action::SignAsOwner, Party::Owner),
        SignerRole::Leader => (Action::SignAsLeader, Party::Leader),
    }
}

/// The problem goes on to where a signature leads; the leader's is the day that figures count by.
async fn settle(
    tx: &mut Tx,
    act: &mut Act,
    problem: &mut Problem,
    sheet: &Sheet,
    state: State,
) -> Result<(), RectificationError> {
    problem.rectification = Some(state.code().to_owned());
    if state == State::AwaitingCheck {
        problem.cosigned_at = Some(act.at);
    }
    lists_store::advance(tx, problem, act.at).await?;
    if state == State::AwaitingCheck {
        let data = json!({"cycle": problem.cycle, "sha256": hex::encode(sheet.sha256)});
        act.record(
            tx,
            "rectification.cosigned",
            ("problem", Some(problem.id.0)),
            &data,
        )
        .await?;
    }
    Ok(())
}
