//! Verbs: make a passkey, take it away. What signing in and signing have in common: a question, its answer, the project's own check.

use serde_json::{Value, json};
use uuid::Uuid;
use webauthn_rs::prelude::{PasskeyRegistration, PublicKeyCredential, RegisterPublicKeyCredential};

use super::assertion::{Asked, Wrong, check};
use super::store::{self, Ceremony, Kind};
use super::{Assertion, Kept, MOST, PATIENCE, PublicKey, Site, first_counter};
use crate::domain::accounts::actions::confirm_again;
use crate::domain::accounts::password::Passwords;
use crate::domain::accounts::session::{self, Token};
use crate::domain::accounts::{AccountError, store as accounts};
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
    let name: String = name.trim().chars().take(super::LONGEST_NAME).collect();
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

/// Calls one of the actor's otherwise; it stays the same key.
///
/// # Errors
/// [`AccountError::Unknown`] for one of somebody else's.
pub async fn rename(tx: &mut Tx, act: &mut Act, id: Uuid, name: &str) -> Result<(), AccountError> {
    let account = act.actor.account.ok_or(AccountError::Denied)?;
    if !store::rename(tx, account, id, name).await? {
        return Err(AccountError::Unknown("passkey"));
    }
    let data = json!({"passkey": id});
    act.record(tx, "account.passkey_renamed", ("account", Some(account.0)), &data)
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
