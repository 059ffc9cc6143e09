//! 纸面签字: a liaison enters what somebody of their unit signed on paper; or both signed before this program was used. A scan shows it.

use std::sync::Arc;

use chrono::NaiveDate;
use serde_json::json;

use super::claim::{begin_rectification, settle};
use super::put::write;
use crate::domain::ledger::Act;
use crate::domain::lists::actions::may_enter_for;
use crate::domain::lists::entity::OwnerKind;
use crate::domain::lists::state::next;
use crate::domain::lists::{Problem, Refusal, State, store as lists_store};
use crate::domain::people::store::outside;
use crate::domain::signing::countersign::Countersigner;
use crate::domain::signing::{
    Proof, Purpose, Scan, Seen, Sheet, Signature, Signer, SignerRole, SigningError, claim_sheet, store,
};
use crate::kernel::clock::day_of;
use crate::kernel::digest::Digest;
use crate::kernel::fields::FieldProblems;
use crate::kernel::ids::{OwnerId, PersonId, ProblemId};
use crate::kernel::messages::msg;
use crate::kernel::scope::{Actor, Role};
use crate::platform::db::Tx;

/// Writes down that owner and leader in charge signed the claim on paper, the one after the other. Each stands as 纸面签字 under
/// the name of who signed, entered by whoever acts, with the digest of the scan in its event.
///
/// # Errors
/// [`Refusal::NoLeader`] where nobody could have co-signed; [`Refusal::NotNow`] unless it waits for the owner's signature.
pub async fn claim_on_paper(
    tx: &mut Tx,
    act: &mut Act,
    problem: &mut Problem,
    (basis, server): (Digest, Option<Arc<Countersigner>>),
) -> Result<(), SigningError> {
    if problem.state != State::AwaitingOwner {
        return Err(Refusal::NotNow.into());
    }
    let leader = problem.leader.ok_or(Refusal::NoLeader)?;
    let sheet = claim_sheet(tx, problem).await?;
    for (role, signer) in [
        (SignerRole::Owner, PersonId(problem.owner.0)),
        (SignerRole::Leader, leader),
    ] {
        let signer = Signer::of(tx, &sheet, (signer, role), None).await?;
        let proof = Proof::on_paper(basis, server.clone());
        write(tx, act, problem, &sheet, &signer, proof).await?;
    }
    problem.enter(State::Claimed, Vec::new())?;
    begin_rectification(tx, act, problem, &sheet).await?;
    lists_store::advance(tx, problem, act.at).await?;
    let data =
        json!({"revision": problem.revision, "due_on": problem.due_on, "sha256": hex::encode(sheet.sha256)});
    act.record(tx, "problem.claimed", ("problem", Some(problem.id.0)), &data)
        .await?;
    Ok(())
}

/// A signature that somebody put on paper, as it is entered.
#[derive(Debug)]
pub struct Entered {
    /// As what they signed: who that is follows from the problem.
    pub role: SignerRole,
    /// The date on the paper.
    pub signed_on: NaiveDate,
    /// What shows it.
    pub scan: Scan,
    /// By which key the server countersigns it.
    pub server: Option<Arc<Countersigner>>,
}

/// Whether the actor enters what is signed on paper of this problem: the liaison of its owner's unit. Nobody vouches for their own,
/// nor for what they lead or stand in for; what is of 市级领导 or of a body goes by no liaison. What a leader in charge outside the
/// roster signs, the city's office enters: whoever that one leads signs here first.
///
/// # Errors
/// When the database refuses.
pub async fn may_enter_paper(tx: &mut Tx, actor: &Actor, problem: &Problem) -> Result<bool, SigningError> {
    if problem.revision == 0 || problem.is_of(actor) || problem.is_in_charge_of(actor) {
        return Ok(false);
    }
    let office = actor.has(Role::Office) || actor.has(Role::OfficeHead);
    if office && problem.waits_for_leader() && outside::is_outside(tx, problem.leader).await? {
        return Ok(true);
    }
    if problem.owner_kind != OwnerKind::Person {
        return Ok(false);
    }
    Ok(may_enter_for(tx, actor, PersonId(problem.owner.0)).await?)
}

/// Enters a signature of the claim. The leader's claims the problem, as one that is put here does.
///
/// # Errors
/// [`Refusal::NotYours`]; [`SigningError::Changed`] when the statement is not the one that was printed; [`Refusal::NotNow`] when it is
/// not this role's turn; [`Refusal::NoLeader`]; [`SigningError::Invalid`] at `signed_on`.
pub async fn claim_from_paper(
    tx: &mut Tx,
    act: &mut Act,
    id: ProblemId,
    seen: Seen,
    entered: Entered,
) -> Result<Problem, SigningError> {
    let mut problem = lists_store::lock(tx, id, None).await?;
    if !may_enter_paper(tx, &act.actor, &problem).await? {
        return Err(Refusal::NotYours.into());
    }
    problem.in_force()?;
    if problem.version != seen.version {
        return Err(SigningError::Changed);
    }
    let (action, party) = entered.role.claiming();
    let state = next(problem.state, action, party, false)?;
    let sheet = claim_sheet(tx, &problem).await?;
    if sheet.sha256 != seen.statement {
        return Err(SigningError::Changed);
    }
    put_from_paper(tx, act, &problem, &sheet, entered).await?;
    settle(tx, act, &mut problem, &sheet, state).await?;
    Ok(problem)
}

/// Writes a signature on paper under `sheet`, its scan and its event. The caller has locked the problem, asked [`may_enter_paper`],
/// decided that it is this role's turn, compared the sheet with what was printed, and moves the state.
///
/// # Errors
/// As [`claim_from_paper`].
pub async fn put_from_paper(
    tx: &mut Tx,
    act: &mut Act,
    problem: &Problem,
    sheet: &Sheet,
    entered: Entered,
) -> Result<(), SigningError> {
    let leader = problem.leader.ok_or(Refusal::NoLeader)?;
    let signer = match entered.role {
        SignerRole::Owner => PersonId(problem.owner.0),
        SignerRole::Leader => leader,
    };
    // Never the same person for both.
    if OwnerId::from(leader) == problem.owner {
        return Err(Refusal::NotYours.into());
    }
    let since = since(tx, problem, sheet).await?;
    // The cadre signs first, then the leader.
    let signatures = store::of_problem(tx, problem.id).await?;
    let holds = |one: &&Signature| one.purpose == sheet.statement.purpose && one.broken.is_none();
    let first = signatures
        .iter()
        .rev()
        .filter(holds)
        .find(|one| one.role == SignerRole::Owner);
    let first = first.map(|one| {
        one.paper
            .as_ref()
            .map_or(day_of(one.signed_at), |paper| paper.signed_on)
    });
    let follows = entered.role == SignerRole::Leader;
    let wrong = if entered.signed_on > day_of(act.at) {
        Some(msg("纸上的日期还没有到"))
    } else if first.is_some_and(|first| follows && entered.signed_on < first) {
        Some(msg("纸上的日期早于本人签字的日期：本人先签，分管领导后签"))
    } else if since.is_some_and(|since| entered.signed_on < since) {
        Some(msg("纸上的日期早于可以签字的那一天，请核对"))
    } else {
        None
    };
    if let Some(wrong) = wrong {
        return Err(SigningError::Invalid(FieldProblems::at("signed_on", wrong)));
    }
    let Entered {
        role,
        signed_on,
        scan,
        server,
    } = entered;
    let proof = Proof::entered(scan.sha256, signed_on, server);
    let signer = Signer::of(tx, sheet, (signer, role), None).await?;
    let id = write(tx, act, problem, sheet, &signer, proof).await?;
    store::insert_paper(
        tx,
        (id, problem.id),
        (&scan, signed_on),
        (act.actor.account, act.at),
    )
    .await?;
    Ok(())
}

/// The first day that can stand on the paper: nobody signs what was not there yet. The claim's revision, approved; the completion, done.
///
/// # Errors
/// When the database refuses.
pub async fn since(tx: &mut Tx, problem: &Problem, sheet: &Sheet) -> Result<Option<NaiveDate>, SigningError> {
    let [first, then] = match sheet.statement.purpose {
        Purpose::Claim => {
            let revision = lists_store::revision(tx, problem.id, problem.revision).await?;
            [
                problem.approved_at,
                revision.map(|revision| revision.submitted_at),
            ]
            .map(|at| at.map(day_of))
        }
        Purpose::Complete => {
            let done = sheet.statement.outcome.as_ref().map(|outcome| outcome.done_on);
            [problem.claimed_at.map(day_of), done]
        }
    };
    Ok(first.max(then))
}
