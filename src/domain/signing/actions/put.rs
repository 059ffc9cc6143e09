//! Putting a signature under a sheet.

use serde_json::json;

use crate::domain::ledger::Act;
use crate::domain::lists::{Problem, Refusal};
use crate::domain::signing::Binding;
use crate::domain::signing::stead::{self, InStead};
use crate::domain::signing::store::NewSignature;
use crate::domain::signing::{Method, Proof, Sheet, SignerRole, SigningError, store};
use crate::kernel::digest::{Digest, random32};
use crate::kernel::ids::{DelegationId, PersonId};
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
    let stead = match role {
        SignerRole::Owner => None,
        SignerRole::Leader => stead::held(tx, act, problem, (sheet.statement.purpose, shown)).await?,
    };
    act.delegation = stead.as_ref().map(|stead| stead.delegation);
    let by = (role, signer, stead.as_ref());
    write(tx, act, problem, sheet, by, (proof.method(), None)).await
}

/// Writes a signature and its event; of one on paper `basis` is the digest of the scan.
pub(super) async fn write(
    tx: &mut Tx,
    act: &mut Act,
    problem: &Problem,
    sheet: &Sheet,
    (role, signer, stead): (SignerRole, PersonId, Option<&InStead>),
    (method, basis): (Method, Option<Digest>),
) -> Result<(), SigningError> {
    let (statement, nonce) = (&sheet.statement, random32());
    let binding = Binding::new(sheet, (signer, role), stead, &hex::encode(nonce)).digest()?;
    let new = NewSignature {
        problem: problem.id,
        cycle: problem.cycle,
        revision: problem.revision,
        purpose: statement.purpose,
        role,
        signer,
        stead,
        account: act.actor.account,
        method,
        wording_version: statement.wording.version,
        statement: &sheet.text,
        sha256: sheet.sha256,
        sm3: sheet.sm3,
        nonce,
        binding,
        at: act.at,
    };
    let id = store::insert(tx, &new).await?;
    let mut data = json!({"signature": id, "purpose": statement.purpose, "role": role, "method": new.method.code(),
        "cycle": new.cycle, "revision": new.revision, "sha256": hex::encode(new.sha256), "sm3": hex::encode(new.sm3),
        "binding": hex::encode(binding)});
    if let Some(basis) = basis {
        data["basis"] = hex::encode(basis).into();
    }
    act.record(tx, "signature.put", ("problem", Some(problem.id.0)), &data)
        .await?;
    Ok(())
}
