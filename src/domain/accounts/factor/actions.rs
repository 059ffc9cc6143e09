//! Verbs: begin, confirm and take away a second factor; sign in with its code, and sign with it.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::{GRACE, fresh_recovery, fresh_secret, matching, recovery_hash, store};
use crate::domain::accounts::actions::{LIMIT, LOCK, SignedIn, confirm_again};
use crate::domain::accounts::password::Passwords;
use crate::domain::accounts::session::{self, Asked, Token};
use crate::domain::accounts::{AccountError, lockout, store as accounts};
use crate::domain::ledger::Act;
use crate::kernel::ids::ActId;
use crate::kernel::scope::Actor;
use crate::platform::db::{Db, Tx};

/// Begins: makes a secret that is asked for only once a code of it was typed.
///
/// # Errors
/// As [`confirm_again`]: the caller commits nevertheless; [`AccountError::Unknown`] when one is on already.
pub async fn begin(
    tx: &mut Tx,
    act: &mut Act,
    passwords: &Passwords,
    password: String,
) -> Result<(), AccountError> {
    confirm_again(tx, act, passwords, password).await?;
    let account = act.actor.account.ok_or(AccountError::Denied)?;
    if !store::begin(tx, account, &fresh_secret(), act.at).await? {
        return Err(AccountError::Unknown("second factor to begin"));
    }
    let object = ("account", Some(account.0));
    act.record(tx, "account.factor_begun", object, &json!({})).await?;
    Ok(())
}

/// Switches it on with a code that the app shows. Gives the recovery codes, this once.
///
/// # Errors
/// [`AccountError::Denied`] when the code is not right or nothing was begun.
pub async fn confirm(tx: &mut Tx, act: &mut Act, code: &str) -> Result<Vec<String>, AccountError> {
    let account = act.actor.account.ok_or(AccountError::Denied)?;
    let factor = store::find(tx, account).await?.filter(|factor| !factor.on);
    let step = factor.and_then(|factor| matching(&factor.secret, code, act.at));
    let step = step.ok_or(AccountError::Denied)?;
    let codes = fresh_recovery();
    let hashes: Vec<_> = codes.iter().map(|code| recovery_hash(code).to_vec()).collect();
    if !store::confirm(tx, account, step, &hashes, act.at).await? {
        return Err(AccountError::Denied);
    }
    let object = ("account", Some(account.0));
    act.record(tx, "account.factor_on", object, &json!({})).await?;
    Ok(codes)
}

/// Takes it away.
///
/// # Errors
/// As [`confirm_again`]: the caller commits nevertheless.
pub async fn remove(
    tx: &mut Tx,
    act: &mut Act,
    passwords: &Passwords,
    password: String,
) -> Result<(), AccountError> {
    confirm_again(tx, act, passwords, password).await?;
    let account = act.actor.account.ok_or(AccountError::Denied)?;
    if store::remove(tx, account).await? {
        let object = ("account", Some(account.0));
        act.record(tx, "account.factor_off", object, &json!({})).await?;
    }
    Ok(())
}

/// Opens the session of whoever typed the password before, and now a code or a recovery code. Failures count and lock as
/// those of passwords do.
///
/// # Errors
/// [`AccountError::Unknown`] when no password was typed, or too long ago; [`AccountError::Denied`], [`AccountError::Locked`].
pub async fn sign_in(
    db: &Db,
    waiting: &Token,
    code: &str,
    agent: &str,
    at: DateTime<Utc>,
) -> Result<SignedIn, AccountError> {
    let mut tx = db.begin_global().await?;
    let account = store::waiting(&mut tx, &waiting.hash(), at).await?;
    let account = account.ok_or(AccountError::Unknown("sign-in that waits for a code"))?;
    let key = lockout::factor_key(account.id);
    if accounts::locked_until(&mut tx, &key, at).await?.is_some() {
        return Err(AccountError::Locked);
    }
    let factor = store::find(&mut tx, account.id).await?.filter(|factor| factor.on);
    let step = factor.and_then(|factor| matching(&factor.secret, code, at));
    let right = match step {
        Some(step) => store::use_step(&mut tx, account.id, step).await?,
        None => store::use_recovery(&mut tx, account.id, &recovery_hash(code)).await?,
    };
    if !right {
        let locked = accounts::count_failure(&mut tx, &key, LIMIT, at, at + LOCK).await?;
        tx.commit().await?;
        return Err(if locked {
            AccountError::Locked
        } else {
            AccountError::Denied
        });
    }
    accounts::forget_failures(&mut tx, &key).await?;
    store::forget_waiting(&mut tx, account.id, at).await?;
    let token = session::open(&mut tx, account.id, agent, at).await?;
    let mut tx = tx.into_tenant(account.tenant).await?;
    let actor = Actor {
        account: Some(account.id),
        person: account.person,
        ..Actor::default()
    };
    let mut act = Act::open(&mut tx, &actor, ActId::fresh(), at).await?;
    let object = ("account", Some(account.id.0));
    let what = step.map_or("session.recovered", |_| "session.opened");
    act.record(&mut tx, what, object, &json!({})).await?;
    tx.commit().await?;
    Ok(SignedIn { token, account })
}

/// The second factor beside the password, before something that binds: gives whether the account has one. Each code is good once, so
/// whoever signs sheet after sheet is asked again only after [`GRACE`]; the password is asked for each time.
///
/// # Errors
/// [`AccountError::CodeDenied`] for a wrong code, [`AccountError::Locked`] after several: the caller commits nevertheless, so that
/// the failure counts.
pub async fn confirm_again_with(
    tx: &mut Tx,
    act: &mut Act,
    session: &Asked<'_>,
    code: &str,
) -> Result<bool, AccountError> {
    let account = act.actor.account.ok_or(AccountError::Denied)?;
    let Some(factor) = store::find(tx, account).await?.filter(|factor| factor.on) else {
        return Ok(false);
    };
    if session.factor_at.is_some_and(|given| act.at - given < GRACE) {
        return Ok(true);
    }
    let key = lockout::factor_key(account);
    if accounts::locked_until(tx, &key, act.at).await?.is_some() {
        return Err(AccountError::Locked);
    }
    let right = match matching(&factor.secret, code, act.at) {
        Some(step) => store::use_step(tx, account, step).await?,
        None => store::use_recovery(tx, account, &recovery_hash(code)).await?,
    };
    if right {
        accounts::forget_failures(tx, &key).await?;
        accounts::note_code(tx, &session.token.hash(), act.at).await?;
        return Ok(true);
    }
    let locked = accounts::count_failure(tx, &key, LIMIT, act.at, act.at + LOCK).await?;
    let data = json!({"locked": locked, "by": "code"});
    act.apart()
        .record(tx, "account.unconfirmed", ("account", Some(account.0)), &data)
        .await?;
    Err(if locked {
        AccountError::Locked
    } else {
        AccountError::CodeDenied
    })
}
