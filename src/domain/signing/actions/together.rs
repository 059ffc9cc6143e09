//! Several statements of one person under one confirmation: each becomes a signature of its own.

use super::super::proof::nonce_of;
use crate::domain::accounts::passkeys::{self, Question, Site};
use crate::domain::ledger::Act;
use crate::domain::lists::{Problem, Refusal};
use crate::domain::signing::{
    Binding, Proof, Seen, Sheet, Signer, SignerRole, SigningError, Together, stead,
};
use crate::kernel::digest::{Digest, random32};
use crate::kernel::ids::DelegationId;
use crate::platform::db::Tx;

/// The question by which one of the actor's passkeys signs all of these sheets with one gesture, as their owner or as the leader in
/// charge. As with one sheet, nothing is signed or held yet.
///
/// # Errors
/// [`SigningError::Changed`] when a sheet or the order to stand in is not what was seen; [`Refusal::NotYours`];
/// [`SigningError::Unconfirmed`] for whoever has no passkey.
pub async fn ask_together(
    tx: &mut Tx,
    act: &Act,
    sheets: &[(Problem, Sheet)],
    seen: &[Seen],
    site: &Site,
) -> Result<Question, SigningError> {
    let same = |((problem, sheet), seen): (&(Problem, Sheet), &Seen)| {
        problem.version == seen.version && sheet.sha256 == seen.statement
    };
    if sheets.len() != seen.len() || !sheets.iter().zip(seen).all(same) {
        return Err(SigningError::Changed);
    }
    let nonce = random32();
    let shown = seen.first().and_then(|seen| seen.stands_in);
    let bindings = bindings(tx, act, sheets, shown, &nonce).await?;
    let challenge = Together::of(&bindings).digest()?;
    Ok(passkeys::ask_to_sign(tx, act, site, [challenge, nonce]).await?)
}

/// A proof for each of these sheets out of one confirmation. The caller has locked the problems and compared the sheets with what
/// was seen.
///
/// # Errors
/// As [`ask_together`]; [`SigningError::Changed`] when a passkey signed something else.
pub async fn divide(
    tx: &mut Tx,
    act: &Act,
    sheets: &[(Problem, Sheet)],
    shown: Option<DelegationId>,
    proof: Proof,
) -> Result<Vec<Proof>, SigningError> {
    let bindings = bindings(tx, act, sheets, shown, &proof.nonce).await?;
    let statements: Vec<Digest> = sheets.iter().map(|(_, sheet)| sheet.sha256).collect();
    proof.divided(&statements, &bindings)
}

/// What the owner, the leader in charge, or whoever stands in by the order that was `shown`, signs under each sheet: all in one role.
async fn bindings(
    tx: &mut Tx,
    act: &Act,
    sheets: &[(Problem, Sheet)],
    shown: Option<DelegationId>,
    nonce: &Digest,
) -> Result<Vec<Digest>, SigningError> {
    let (problem, sheet) = sheets.first().ok_or(SigningError::Changed)?;
    let signer = act.actor.person.ok_or(Refusal::NotYours)?;
    let role = SignerRole::of(problem, &act.actor)?;
    let stead = match role {
        SignerRole::Owner => None,
        SignerRole::Leader => stead::held(tx, act, problem, (sheet.statement.purpose, shown)).await?,
    };
    let mut bindings = Vec::new();
    for (problem, sheet) in sheets {
        if SignerRole::of(problem, &act.actor)? != role {
            return Err(Refusal::NotYours.into());
        }
        let order = problem
            .stood_in(&act.actor)
            .filter(|_| role == SignerRole::Leader);
        if order.map(|order| order.delegation) != shown {
            return Err(SigningError::Changed);
        }
        let nonce = hex::encode(nonce_of(nonce, &sheet.sha256));
        let signer = Signer::of(tx, sheet, (signer, role), stead.clone()).await?;
        let binding = Binding::new(sheet, &signer, &nonce);
        bindings.push(binding.digest()?);
    }
    Ok(bindings)
}
