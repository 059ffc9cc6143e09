//! Putting a signature under a sheet.

use serde_json::json;

use crate::domain::ledger::Act;
use crate::domain::lists::{Problem, Refusal};
use crate::domain::signing::Binding;
use crate::domain::signing::store::NewSignature;
use crate::domain::signing::{Proof, Sheet, SignerRole, SigningError, stead, store};
use crate::kernel::digest::random32;
use crate::kernel::ids::DelegationId;
use crate::platform::db::Tx;

/// Writes the actor's signature under `sheet` and its event. The caller has locked the problem, decided that it is
/// this role's turn, compared the sheet with what was seen, and moves the state. Whoever stands in for the leader signs as
/// that leader, in their own name.
///
/// # Errors
/// [`Refusal::NotYours`] for an actor who is no person of the roster, or whose order to stand in holds no longer;
/// [`SigningError::Changed`] when that order is not `shown`.
pub async fn put(
    tx: &mut Tx,
    act: &mut Act,
    problem: &Problem,
    sheet: &Sheet,
    (role, shown): (SignerRole, Option<DelegationId>),
    proof: Proof,
) -> Result<(), SigningError> {
    let signer = act.actor.person.ok_or(Refusal::NotYours)?;
    let (statement, nonce) = (&sheet.statement, random32());
    let stead = match role {
        SignerRole::Owner => None,
        SignerRole::Leader => stead::held(tx, act, problem, (statement.purpose, shown)).await?,
    };
    act.delegation = stead.as_ref().map(|stead| stead.delegation);
    let binding = Binding::new(sheet, (signer, role), stead.as_ref(), &hex::encode(nonce)).digest()?;
    let new = NewSignature {
        problem: problem.id,
        cycle: problem.cycle,
        revision: problem.revision,
        purpose: statement.purpose,
        role,
        signer,
        stead: stead.as_ref(),
        account: act.actor.account,
        method: proof.method(),
        wording_version: statement.wording.version,
        statement: &sheet.text,
        sha256: sheet.sha256,
        sm3: sheet.sm3,
        nonce,
        binding,
        at: act.at,
    };
    let id = store::insert(tx, &new).await?;
    let data = json!({"signature": id, "purpose": statement.purpose, "role": role, "method": new.method.code(),
        "cycle": new.cycle, "revision": new.revision, "sha256": hex::encode(new.sha256), "sm3": hex::encode(new.sm3),
        "binding": hex::encode(binding)});
    act.record(tx, "signature.put", ("problem", Some(problem.id.0)), &data)
        .await?;
    Ok(())
}
