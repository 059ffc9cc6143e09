//! Signing by a passkey: the challenge is what is signed.

use serde_json::json;
use webauthn_rs::prelude::{PasskeyAuthentication, PublicKeyCredential};

use super::actions::{Answer, Question, copied, decode, encode, own_check};
use super::assertion::Wrong;
use super::store::{self, Ceremony, Kind};
use super::{Assertion, PATIENCE, PublicKey, Site};
use crate::domain::accounts::actions::{LIMIT, LOCK};
use crate::domain::accounts::session::Token;
use crate::domain::accounts::{AccountError, lockout, store as accounts};
use crate::domain::ledger::Act;
use crate::kernel::digest::Digest;
use crate::platform::db::Tx;

/// That one of the actor's passkeys signed a challenge.
#[derive(Clone, Debug)]
pub struct Asserted {
    /// What it signed.
    pub challenge: Digest,
    /// The nonce in it.
    pub nonce: Digest,
    /// What it answered.
    pub assertion: Assertion,
    /// Its public half.
    pub key: PublicKey,
}

/// The question by which one of the actor's passkeys signs `challenge`, in which `nonce` is.
///
/// # Errors
/// [`AccountError::Unknown`] for whoever has no passkey.
pub async fn ask_to_sign(
    tx: &mut Tx,
    act: &Act,
    site: &Site,
    [challenge, nonce]: [Digest; 2],
) -> Result<Question, AccountError> {
    let account = act.actor.account.ok_or(AccountError::Denied)?;
    let kept = store::of_account(tx, account).await?;
    if kept.is_empty() {
        return Err(AccountError::Unknown("passkey"));
    }
    let passkeys: Vec<_> = kept.into_iter().map(|kept| kept.passkey).collect();
    let (question, state) = site.ask_to_sign(&passkeys, challenge)?;
    let token = Token::fresh();
    let new = Ceremony {
        token: &token.hash(),
        account: Some(account),
        kind: Kind::Sign,
        state: serde_json::to_string(&state).map_err(encode)?,
        bound: Some([challenge, nonce]),
    };
    store::ask(tx, new, [act.at, act.at + PATIENCE]).await?;
    let options = serde_json::to_value(question).map_err(encode)?;
    Ok(Question { options, token })
}

/// What one of the actor's passkeys signed, if both checks agree that it did. Failures count and lock as those of the password
/// do that would be typed in its place.
///
/// # Errors
/// [`AccountError::Denied`], [`AccountError::Locked`], [`AccountError::Copied`] when the counter went back: the caller commits
/// nevertheless, so that it counts; [`AccountError::Unknown`] when nothing was asked, or too long ago.
pub async fn asserted(
    tx: &mut Tx,
    act: &mut Act,
    site: &Site,
    answer: &Answer,
) -> Result<Asserted, AccountError> {
    let account = act.actor.account.ok_or(AccountError::Denied)?;
    let key = lockout::confirm_key(account);
    if accounts::locked_until(tx, &key, act.at).await?.is_some() {
        return Err(AccountError::Locked);
    }
    // What goes wrong is recorded apart, so that the page can be sent again.
    let mut apart = act.apart();
    match judge(tx, &mut apart, site, answer).await {
        Ok(asserted) => {
            accounts::forget_failures(tx, &key).await?;
            Ok(asserted)
        }
        Err(error @ (AccountError::Denied | AccountError::Copied)) => {
            let locked = accounts::count_failure(tx, &key, LIMIT, act.at, act.at + LOCK).await?;
            let data = json!({"locked": locked, "by": "passkey"});
            apart
                .record(tx, "account.unconfirmed", ("account", Some(account.0)), &data)
                .await?;
            Err(if locked { AccountError::Locked } else { error })
        }
        Err(other) => Err(other),
    }
}

async fn judge(tx: &mut Tx, act: &mut Act, site: &Site, answer: &Answer) -> Result<Asserted, AccountError> {
    let account = act.actor.account.ok_or(AccountError::Denied)?;
    let hash = answer.hash().ok_or(AccountError::Unknown("question"))?;
    let asked = store::take(tx, &hash, (Some(account), Kind::Sign), act.at).await?;
    let asked = asked.ok_or(AccountError::Unknown("question"))?;
    let bound = |bytes: Option<Vec<u8>>| bytes.and_then(|bytes| Digest::try_from(bytes).ok());
    let (challenge, nonce) = bound(asked.challenge)
        .zip(bound(asked.nonce))
        .ok_or(AccountError::Unknown("question"))?;
    let given: PublicKeyCredential =
        serde_json::from_str(&answer.credential).map_err(|_| AccountError::Denied)?;
    let kept = store::of_account(tx, account).await?;
    let kept = kept
        .into_iter()
        .find(|kept| kept.passkey.cred_id()[..] == given.raw_id[..]);
    // Somebody else's key, of whatever city, is nobody's here.
    let mut kept = kept.ok_or(AccountError::Denied)?;
    let held = match own_check(site, &kept, &given, &challenge) {
        Ok(held) => held,
        Err(Wrong::Counter) => {
            copied(tx, act, &kept).await?;
            return Err(AccountError::Copied);
        }
        Err(_) => return Err(AccountError::Denied),
    };
    let state: PasskeyAuthentication = serde_json::from_str(&asked.state).map_err(decode)?;
    let result = site.webauthn.finish_passkey_authentication(&given, &state)?;
    kept.passkey.update_credential(&result);
    kept.counter = held.counter;
    store::used(tx, &kept, act.at).await?;
    Ok(Asserted {
        challenge,
        nonce,
        assertion: held.assertion,
        key: held.key,
    })
}
