//! 纸面签字: both signed on paper before this program was used; a scan shows it.

use std::sync::Arc;

use serde_json::json;

use super::claim::begin_rectification;
use super::put::write;
use crate::domain::ledger::Act;
use crate::domain::lists::{Problem, Refusal, State, store as lists_store};
use crate::domain::signing::countersign::Countersigner;
use crate::domain::signing::{Proof, SignerRole, SigningError, claim_sheet};
use crate::kernel::digest::Digest;
use crate::kernel::ids::PersonId;
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
        write(
            tx,
            act,
            problem,
            &sheet,
            (role, signer, None),
            Proof::on_paper(basis, server.clone()),
        )
        .await?;
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
