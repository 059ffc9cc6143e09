//! Asking the signer's device: the binding of what was shown is what it signs.

use crate::domain::accounts::passkeys::{self, Question, Site};
use crate::domain::ledger::Act;
use crate::domain::lists::{Problem, Refusal};
use crate::domain::signing::{Binding, Seen, Sheet, Signer, SignerRole, SigningError, stead};
use crate::kernel::digest::random32;
use crate::platform::db::Tx;

/// The question by which one of the actor's passkeys signs this sheet, in this role. Nothing is signed yet, and nothing is held: what
/// changes before the answer comes makes the answer one to something else.
///
/// # Errors
/// [`SigningError::Changed`] when the sheet or the order to stand in is not what was seen; [`Refusal::NotYours`];
/// [`SigningError::Unconfirmed`] for whoever has no passkey.
pub async fn ask(
    tx: &mut Tx,
    act: &Act,
    (problem, sheet): (&Problem, &Sheet),
    seen: Seen,
    site: &Site,
) -> Result<Question, SigningError> {
    let role = SignerRole::of(problem, &act.actor)?;
    let signer = act.actor.person.ok_or(Refusal::NotYours)?;
    if problem.version != seen.version || sheet.sha256 != seen.statement {
        return Err(SigningError::Changed);
    }
    let stead = match role {
        SignerRole::Owner => None,
        SignerRole::Leader => {
            stead::held(tx, act, problem, (sheet.statement.purpose, seen.stands_in)).await?
        }
    };
    let signer = Signer::of(tx, sheet, (signer, role), stead).await?;
    let nonce = random32();
    let binding = Binding::new(sheet, &signer, &hex::encode(nonce)).digest()?;
    Ok(passkeys::ask_to_sign(tx, act, site, [binding, nonce]).await?)
}
