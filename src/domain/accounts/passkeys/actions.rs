//! Verbs: make a passkey, take it away, have it sign.

use serde_json::{Value, json};
use uuid::Uuid;
use webauthn_rs::prelude::{
    PasskeyAuthentication, PasskeyRegistration, PublicKeyCredential, RegisterPublicKeyCredential,
};

use super::assertion::{Asked, Wrong, check};
use super::store::{self, Ceremony, Kind};
use super::{Assertion, Kept, MOST, PATIENCE, PublicKey, Site, first_counter};
use crate::domain::accounts::actions::{LIMIT, LOCK, confirm_again};
use crate::domain::accounts::password::Passwords;
use crate::domain::accounts::session::{self, Token};
use crate::domain::accounts::{AccountError, lockout, store as accounts};
use crate::domain::ledger::Act;
use crate::kernel::digest::Digest;
use crate::kernel::ids;
use crate::platform::db::{DbError, Tx, constraint};

/// A question for a device: what its browser is given, and under which token the answer comes back.
#[derive(Debug)]
pub struct Question {
    /// For `navigator.credentials`, in its JSON form.
    pub options: Value,
    /// Of this question.
    pub token: Token,
}

/// An answer as it came.
#[derive(Clone, Debug, Default)]
pub struct Answer {
    /// The question's token.
    pub token: String,
    /// What the device gave, as JSON.
    pub credential: String,
}

impl Answer {
    /// SHA-256 of the token; none for what has not its form.
    pub(super) fn hash(&self) -> Option<Digest> {
        Token::from_cookie(&self.token).map(|token| token.hash())
    }
}

/// That one of the actor's passkeys signed a challenge.
#[derive(Debug)]
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

/// Begins: the password is asked for, as an open session must not be enough to let somebody else's device in.
///
/// # Errors
/// As [`confirm_again`]: the caller commits nevertheless; [`AccountError::TooMany`].
pub async fn begin(
    tx: &mut Tx,
    act: &mut Act,
    (site, passwords): (&Site, &Passwords),
    password: String,
) -> Result<Question, AccountError> {
    confirm_again(tx, act, passwords, password).await?;
    let id = act.actor.account.ok_or(AccountError::Denied)?;
    let account = accounts::find(tx, id).await?.ok_or(AccountError::Denied)?;
    let known = store::of_account(tx, id).await?;
    if known.len() >= MOST {
        return Err(AccountError::TooMany);
    }
    let known = known.iter().map(|kept| kept.passkey.cred_id().clone()).collect();
    let (options, state) = site.ask_to_register(id, [&account.login, &account.display_name], known)?;
    let token = Token::fresh();
    let new = Ceremony {
        token: &token.hash(),
        account: Some(id),
        kind: Kind::Register,
        state: serde_json::to_string(&state).map_err(encode)?,
        bound: None,
    };
    store::ask(tx, new, [act.at, act.at + PATIENCE]).await?;
    Ok(Question { options, token })
}

/// Takes a new passkey in. The session in which it is made is from now on as good as one that it opened.
///
/// # Errors
/// [`AccountError::Unknown`] when nothing was asked, or too long ago; [`AccountError::Denied`] for an answer that does not hold;
/// [`AccountError::KeyTaken`].
pub async fn finish(
    tx: &mut Tx,
    act: &mut Act,
    site: &Site,
    (answer, session): (&Answer, &Token),
    name: &str,
) -> Result<(), AccountError> {
    let account = act.actor.account.ok_or(AccountError::Denied)?;
    let hash = answer.hash().ok_or(AccountError::Unknown("question"))?;
    let asked = store::take(tx, &hash, (Some(account), Kind::Register), act.at).await?;
    let asked = asked.ok_or(AccountError::Unknown("question"))?;
    let state: PasskeyRegistration = serde_json::from_str(&asked.state).map_err(decode)?;
    let given: RegisterPublicKeyCredential =
        serde_json::from_str(&answer.credential).map_err(|_| AccountError::Denied)?;
    let passkey = site.webauthn.finish_passkey_registration(&given, &state)?;
    PublicKey::of(passkey.get_public_key()).ok_or(AccountError::Denied)?;
    let name: String = name.trim().chars().take(40).collect();
    let name = if name.is_empty() {
        "passkey".to_owned()
    } else {
        name
    };
    let id = ids::fresh();
    let counter = first_counter(&passkey);
    store::insert(tx, (id, account), (&passkey, counter), &name, act.at)
        .await
        .map_err(|error| match constraint(&error) {
            Some("passkeys_credential_unique") => AccountError::KeyTaken,
            _ => DbError::from(error).into(),
        })?;
    session::strengthen(tx, session).await?;
    let data = json!({"passkey": id});
    act.record(tx, "account.passkey_added", ("account", Some(account.0)), &data)
        .await?;
    Ok(())
}

/// Takes one of the actor's away. What it signed stays, and can be checked.
///
/// # Errors
/// As [`confirm_again`]: the caller commits nevertheless; [`AccountError::Unknown`] for one of somebody else's.
pub async fn remove(
    tx: &mut Tx,
    act: &mut Act,
    passwords: &Passwords,
    (id, password): (Uuid, String),
) -> Result<String, AccountError> {
    confirm_again(tx, act, passwords, password).await?;
    let account = act.actor.account.ok_or(AccountError::Denied)?;
    let name = store::remove(tx, account, id).await?;
    let name = name.ok_or(AccountError::Unknown("passkey"))?;
    let data = json!({"passkey": id});
    act.record(tx, "account.passkey_removed", ("account", Some(account.0)), &data)
        .await?;
    Ok(name)
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
    match judge(tx, act, site, answer).await {
        Ok(asserted) => {
            accounts::forget_failures(tx, &key).await?;
            Ok(asserted)
        }
        Err(error @ (AccountError::Denied | AccountError::Copied)) => {
            let locked = accounts::count_failure(tx, &key, LIMIT, act.at, act.at + LOCK).await?;
            let data = json!({"locked": locked, "by": "passkey"});
            act.record(tx, "account.unconfirmed", ("account", Some(account.0)), &data)
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

/// What the project's own check found.
pub(super) struct Held {
    pub(super) assertion: Assertion,
    pub(super) key: PublicKey,
    pub(super) counter: u32,
}

/// The project's own check of an answer by a kept key.
pub(super) fn own_check(
    site: &Site,
    kept: &Kept,
    given: &PublicKeyCredential,
    challenge: &[u8],
) -> Result<Held, Wrong> {
    let key = kept.key().map_err(|_| Wrong::Signature)?;
    let assertion = Assertion {
        credential_id: given.raw_id.clone(),
        authenticator_data: given.response.authenticator_data.clone(),
        client_data_json: given.response.client_data_json.clone(),
        signature: given.response.signature.clone(),
    };
    let asked = Asked {
        rp_id: site.rp_id(),
        origin: site.origin(),
        challenge,
        key: &key,
        counter: Some(kept.counter),
    };
    let counter = check(&assertion, &asked)?;
    Ok(Held {
        assertion,
        key,
        counter,
    })
}

/// Writes down that there may be a copy of a key.
pub(super) async fn copied(tx: &mut Tx, act: &mut Act, kept: &Kept) -> Result<(), AccountError> {
    store::suspect(tx, kept.id, act.at).await?;
    let data = json!({"passkey": kept.id});
    act.record(
        tx,
        "account.passkey_suspect",
        ("account", Some(kept.account.0)),
        &data,
    )
    .await?;
    Ok(())
}

pub(super) fn encode(error: serde_json::Error) -> DbError {
    sqlx::Error::Encode(Box::new(error)).into()
}

pub(super) fn decode(error: serde_json::Error) -> DbError {
    sqlx::Error::Decode(Box::new(error)).into()
}
