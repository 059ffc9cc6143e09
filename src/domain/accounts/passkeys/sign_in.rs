//! Signing in by a passkey: nothing is typed, the device finds the key and verifies whose it is.

use chrono::{DateTime, Utc};
use serde_json::json;
use webauthn_rs::prelude::{DiscoverableAuthentication, PublicKeyCredential};

use super::actions::{Answer, Held, Question, copied, decode, encode, own_check};
use super::assertion::Wrong;
use super::store::{self, Ceremony, Kind};
use super::{Kept, PATIENCE, Site};
use crate::domain::accounts::actions::{LIMIT, LOCK, SignedIn};
use crate::domain::accounts::session::{self, Token};
use crate::domain::accounts::{Account, AccountError, lockout, store as accounts};
use crate::domain::ledger::Act;
use crate::kernel::ids::ActId;
use crate::kernel::scope::Actor;
use crate::platform::db::{Db, GlobalTx};

/// Most sign-ins that wait for a device at once: anybody may begin one, and each is a row.
const MOST_WAITING: i64 = 2000;

/// The question, before anything is known of who will answer it.
///
/// # Errors
/// [`AccountError::Busy`] when too many wait.
pub async fn ask(db: &Db, site: &Site, at: DateTime<Utc>) -> Result<Question, AccountError> {
    let (question, state) = site.ask_who()?;
    let token = Token::fresh();
    let mut tx = db.begin_global().await?;
    if store::waiting(&mut tx, Kind::SignIn, at).await? >= MOST_WAITING {
        return Err(AccountError::Busy);
    }
    let new = Ceremony {
        token: &token.hash(),
        account: None,
        kind: Kind::SignIn,
        state: serde_json::to_string(&state).map_err(encode)?,
        bound: None,
    };
    store::ask(&mut tx, new, [at, at + PATIENCE]).await?;
    tx.commit().await?;
    let options = serde_json::to_value(question).map_err(encode)?;
    Ok(Question { options, token })
}

/// Opens the session of whoever's device answered. Failures count and lock; a name that failures of any kind locked is locked here,
/// too.
///
/// # Errors
/// [`AccountError::Unknown`] when nothing was asked, or too long ago; [`AccountError::Denied`], [`AccountError::Locked`];
/// [`AccountError::Copied`] when the counter went back.
pub async fn sign_in(
    db: &Db,
    site: &Site,
    answer: &Answer,
    agent: &str,
    at: DateTime<Utc>,
) -> Result<SignedIn, AccountError> {
    let hash = answer.hash().ok_or(AccountError::Unknown("question"))?;
    let mut tx = db.begin_global().await?;
    let asked = store::take(&mut tx, &hash, (None, Kind::SignIn), at).await?;
    let asked = asked.ok_or(AccountError::Unknown("question"))?;
    let known = match serde_json::from_str::<PublicKeyCredential>(&answer.credential) {
        Ok(given) => store::by_credential(&mut tx, &given.raw_id)
            .await?
            .map(|known| (given, known)),
        Err(_) => None,
    };
    let Some((given, (mut kept, account, slug))) = known else {
        // The question is used up.
        tx.commit().await?;
        return Err(AccountError::Denied);
    };
    for key in lockout::ways_in(&slug, &account.login, account.id) {
        if accounts::locked_until(&mut tx, &key, at).await?.is_some() {
            tx.commit().await?;
            return Err(AccountError::Locked);
        }
    }
    let state: DiscoverableAuthentication = serde_json::from_str(&asked.state).map_err(decode)?;
    let usable = !account.disabled && account.one_time_until.is_none_or(|until| until > at);
    let judged = if usable {
        judge(site, &mut kept, &given, (state, &asked.state))
    } else {
        Err(Wrong::Absent)
    };
    match judged {
        Ok(held) => {
            kept.counter = held.counter;
            open(tx, (kept, account), agent, at).await
        }
        Err(wrong) => failed(tx, (kept, account), wrong, at).await,
    }
}

/// Both checks, and that the device named the account it was made for.
fn judge(
    site: &Site,
    kept: &mut Kept,
    given: &PublicKeyCredential,
    (state, written): (DiscoverableAuthentication, &str),
) -> Result<Held, Wrong> {
    let whose = site.webauthn.identify_discoverable_authentication(given);
    if whose.map_or(true, |(account, _)| account != kept.account.0) {
        return Err(Wrong::Signature);
    }
    let held = own_check(site, kept, given, &drawn(written).ok_or(Wrong::Malformed)?)?;
    let result = site
        .webauthn
        .finish_discoverable_authentication_v2(given, state, &kept.passkey)
        .map_err(|_| Wrong::Malformed)?;
    kept.passkey.update_credential(&result);
    Ok(held)
}

/// The challenge that the library drew, which it shows nowhere else.
fn drawn(state: &str) -> Option<Vec<u8>> {
    use base64::Engine as _;
    let state: serde_json::Value = serde_json::from_str(state).ok()?;
    let text = state.pointer("/ast/challenge")?.as_str()?.to_owned();
    base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(text).ok()
}

async fn open(
    mut tx: GlobalTx,
    (kept, account): (Kept, Account),
    agent: &str,
    at: DateTime<Utc>,
) -> Result<SignedIn, AccountError> {
    accounts::forget_failures(&mut tx, &lockout::passkey_key(account.id)).await?;
    store::used(&mut tx, &kept, at).await?;
    let token = session::open_by_passkey(&mut tx, account.id, agent, at).await?;
    let mut tx = tx.into_tenant(account.tenant).await?;
    let mut act = Act::open(&mut tx, &actor(&account), ActId::fresh(), at).await?;
    let data = json!({"by": "passkey", "passkey": kept.id});
    act.record(&mut tx, "session.opened", ("account", Some(account.id.0)), &data)
        .await?;
    tx.commit().await?;
    Ok(SignedIn { token, account })
}

async fn failed(
    mut tx: GlobalTx,
    (kept, account): (Kept, Account),
    wrong: Wrong,
    at: DateTime<Utc>,
) -> Result<SignedIn, AccountError> {
    let key = lockout::passkey_key(account.id);
    let locked = accounts::count_failure(&mut tx, &key, LIMIT, at, at + LOCK).await?;
    if wrong == Wrong::Counter {
        let mut tx = tx.into_tenant(account.tenant).await?;
        let mut act = Act::open(&mut tx, &actor(&account), ActId::fresh(), at).await?;
        copied(&mut tx, &mut act, &kept).await?;
        tx.commit().await?;
        return Err(AccountError::Copied);
    }
    tx.commit().await?;
    Err(if locked {
        AccountError::Locked
    } else {
        AccountError::Denied
    })
}

fn actor(account: &Account) -> Actor {
    Actor {
        account: Some(account.id),
        person: account.person,
        ..Actor::default()
    }
}
