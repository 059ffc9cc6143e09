//! Signing in and out.

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;

use crate::domain::accounts::password::Passwords;
use crate::domain::accounts::session::{self, Token};
use crate::domain::accounts::{Account, AccountError, factor, lockout, store};
use crate::domain::ledger::Act;
use crate::kernel::ids::ActId;
use crate::kernel::scope::Actor;
use crate::platform::db::Db;

/// Failures in a row that lock a name.
pub(in crate::domain::accounts) const LIMIT: i32 = 5;
/// For how long.
pub(in crate::domain::accounts) const LOCK: TimeDelta = TimeDelta::minutes(10);

/// What was typed.
#[derive(Clone)]
pub struct Credentials {
    /// Login name; case does not matter.
    pub login: String,
    /// Password.
    pub password: String,
    /// Slug of the jurisdiction, when several share the name.
    pub tenant: Option<String>,
}

/// A new session.
#[derive(Debug)]
pub struct SignedIn {
    /// For the cookie.
    pub token: Token,
    /// Whose.
    pub account: Account,
}

/// What a right password leads to.
#[derive(Debug)]
pub enum Entry {
    /// It was enough.
    Open(SignedIn),
    /// A code of the second factor is waited for under this token.
    CodeNeeded(Token),
}

/// Verifies and opens a session, or waits for the code of the second factor. An unknown name takes as long and fails, and locks, as a known one does.
///
/// # Errors
/// [`AccountError::Denied`], [`AccountError::Locked`], [`AccountError::Busy`].
pub async fn sign_in(
    db: &Db,
    passwords: &Passwords,
    typed: Credentials,
    agent: &str,
    at: DateTime<Utc>,
) -> Result<Entry, AccountError> {
    let login = typed.login.trim().to_lowercase();
    let slug = typed
        .tenant
        .as_deref()
        .map(str::trim)
        .filter(|slug| !slug.is_empty());
    let key = lockout::sign_in_key(slug, &login);
    let mut tx = db.begin_global().await?;
    if store::locked_until(&mut tx, &key, at).await?.is_some() {
        return Err(AccountError::Locked);
    }
    // The database takes no NUL: such a name is nobody's, and is answered as one.
    let mut found = if login.contains('\0') || slug.is_some_and(|slug| slug.contains('\0')) {
        Vec::new()
    } else {
        store::by_login(&mut tx, &login, slug).await?
    };
    tx.commit().await?;
    // Two cities with the same name and no jurisdiction given: nobody is meant.
    let account = if found.len() == 1 { found.pop() } else { None };
    let usable = account.filter(|a| !a.disabled && a.one_time_until.is_none_or(|until| until > at));
    let hash = usable.as_ref().and_then(|account| account.password_hash.clone());
    let matches = passwords.verify(typed.password, hash.as_deref()).await?;
    let mut tx = db.begin_global().await?;
    // Many guesses sent at once all pass the first look: what they lock meanwhile holds for the rest.
    if store::locked_until(&mut tx, &key, at).await?.is_some() {
        return Err(AccountError::Locked);
    }
    let Some(account) = usable.filter(|_| matches) else {
        let locked = store::count_failure(&mut tx, &key, LIMIT, at, at + LOCK).await?;
        tx.commit().await?;
        return Err(if locked {
            AccountError::Locked
        } else {
            AccountError::Denied
        });
    };
    store::forget_failures(&mut tx, &key).await?;
    if factor::store::find(&mut tx, account.id)
        .await?
        .is_some_and(|factor| factor.on)
    {
        let token = Token::fresh();
        factor::store::wait_for_code(&mut tx, &token.hash(), account.id, at + factor::PATIENCE).await?;
        tx.commit().await?;
        return Ok(Entry::CodeNeeded(token));
    }
    let token = session::open(&mut tx, account.id, agent, at).await?;
    let mut tx = tx.into_tenant(account.tenant).await?;
    let actor = Actor {
        account: Some(account.id),
        person: account.person,
        ..Actor::default()
    };
    let mut act = Act::open(&mut tx, &actor, ActId::fresh(), at).await?;
    act.record(
        &mut tx,
        "session.opened",
        ("account", Some(account.id.0)),
        &json!({}),
    )
    .await?;
    tx.commit().await?;
    Ok(Entry::Open(SignedIn { token, account }))
}

/// Ends the session of a token.
///
/// # Errors
/// When the database refuses.
pub async fn sign_out(db: &Db, token: &Token, at: DateTime<Utc>) -> Result<(), AccountError> {
    let mut tx = db.begin_global().await?;
    let Some(session) = session::find(&mut tx, token, at).await? else {
        return Ok(());
    };
    store::end_sessions(&mut tx, Some(&token.hash()), None).await?;
    let mut tx = tx.into_tenant(session.tenant).await?;
    let actor = Actor {
        account: Some(session.account),
        person: session.person,
        ..Actor::default()
    };
    let mut act = Act::open(&mut tx, &actor, ActId::fresh(), at).await?;
    act.record(
        &mut tx,
        "session.closed",
        ("account", Some(session.account.0)),
        &json!({}),
    )
    .await?;
    Ok(tx.commit().await?)
}
