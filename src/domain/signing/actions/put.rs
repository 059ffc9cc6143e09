//! Putting a signature under a sheet.

use serde_json::json;
use uuid::Uuid;

use crate::domain::ledger::Act;
use crate::domain::lists::{Problem, Refusal};
use crate::domain::signing::countersign::Countersigned;
use crate::domain::signing::stead;
use crate::domain::signing::store::NewSignature;
use crate::domain::signing::{Binding, Proof, Sheet, Signer, SignerRole, SigningError, store};
use crate::kernel::ids::DelegationId;
use crate::platform::db::Tx;

/// Writes the actor's signature under `sheet` and its event. The caller has locked the problem, decided that it is
/// this role's turn, compared the sheet with what was seen, and moves the state. Whoever stands in for the leader signs as
/// that leader, in their own name.
///
/// # Errors
/// [`Refusal::NotYours`] for an actor who is no person of the roster, or whose order to stand in holds no longer;
/// [`SigningError::Changed`] when that order is not `shown`, or something else was confirmed.
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
    let signer = Signer::of(tx, sheet, (signer, role), stead).await?;
    write(tx, act, problem, sheet, &signer, proof).await?;
    Ok(())
}

/// Writes a signature, what a passkey answered, and the event; gives its id.
pub(super) async fn write(
    tx: &mut Tx,
    act: &mut Act,
    problem: &Problem,
    sheet: &Sheet,
    signer: &Signer,
    proof: Proof,
) -> Result<Uuid, SigningError> {
    let (statement, nonce) = (&sheet.statement, proof.nonce);
    let binding = Binding::new(sheet, signer, &hex::encode(nonce)).digest()?;
    if !proof.confirms(&sheet.sha256, &binding)? {
        return Err(SigningError::Changed);
    }
    let asserted = proof.asserted.as_ref();
    let assertion = asserted.map(|(asserted, _)| asserted.assertion.digest());
    let parts = [&assertion, &proof.basis].map(|digest| digest.as_ref().map(|bytes| &bytes[..]));
    let server = proof.server.as_deref();
    let countersigned = match server {
        Some(server) => {
            let what = Countersigned::new(server.id(), &binding, (proof.method, act.at), parts);
            let what = what.entered(proof.signed_on.zip(act.actor.account));
            Some((server, server.sign(&what)?))
        }
        None => None,
    };
    let new = NewSignature {
        problem: problem.id,
        cycle: problem.cycle,
        revision: problem.revision,
        purpose: statement.purpose,
        signer,
        account: act.actor.account,
        method: proof.method,
        wording_version: statement.wording.version,
        statement: &sheet.text,
        sha256: sheet.sha256,
        sm3: sheet.sm3,
        nonce,
        binding,
        basis: proof.basis,
        countersigned,
        at: act.at,
    };
    let id = store::insert(tx, &new).await?;
    if let Some((asserted, party)) = asserted {
        let together = proof.together()?;
        let answer = (asserted, together.as_deref());
        store::insert_assertion(tx, id, answer, [&party.rp_id, &party.origin]).await?;
    }
    let mut data = json!({"signature": id, "purpose": statement.purpose, "role": signer.role, "method": new.method.code(),
        "cycle": new.cycle, "revision": new.revision, "sha256": hex::encode(new.sha256), "sm3": hex::encode(new.sm3),
        "binding": hex::encode(binding)});
    let more = [
        ("basis", proof.basis.map(hex::encode)),
        ("assertion", assertion.map(hex::encode)),
        ("server_key", server.map(|server| server.id().to_owned())),
        // Whoever acts is not who signed: the event names both.
        ("signer", proof.signed_on.map(|_| signer.person.to_string())),
        ("signed_on", proof.signed_on.map(|day| day.to_string())),
    ];
    for (name, value) in more.into_iter().filter_map(|(name, value)| Some((name, value?))) {
        data[name] = value.into();
    }
    act.record(tx, "signature.put", ("problem", Some(problem.id.0)), &data)
        .await?;
    Ok(id)
}
