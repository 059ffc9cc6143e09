//! Making an account.

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;

use crate::domain::accounts::password::{Passwords, activation_code};
use crate::domain::accounts::{Account, AccountError, store};
use crate::domain::ledger::Act;
use crate::kernel::ids::{AccountId, PersonId};
use crate::kernel::scope::Grant;
use crate::platform::db::{DbError, Tx, constraint};

/// A one-time password is void after two weeks.
pub(super) const VOID_AFTER: TimeDelta = TimeDelta::days(14);

/// What a new account is told.
#[derive(Clone, Debug)]
pub struct NewAccount {
    /// Login name; lower-cased here.
    pub login: String,
    /// Name to show.
    pub display_name: String,
    /// The cadre behind it.
    pub person: Option<PersonId>,
    /// Roles beyond those that follow from posts.
    pub grants: Vec<Grant>,
    /// Its first password; `None` for an account that can't sign in yet.
    pub password: Option<String>,
    /// Whether that is a one-time password, to be changed at the first sign-in.
    pub one_time: bool,
}

/// Makes an account with its roles.
///
/// # Errors
/// [`AccountError::LoginTaken`], [`AccountError::Malformed`], [`AccountError::Mixed`], [`AccountError::Placeless`],
/// [`AccountError::Weak`].
pub async fn create(
    tx: &mut Tx,
    act: &mut Act,
    passwords: &Passwords,
    mut new: NewAccount,
) -> Result<Account, AccountError> {
    let password_hash = match new.password.take() {
        Some(password) => Some(passwords.hash(password).await?),
        None => None,
    };
    let until = new.one_time.then(|| act.at + VOID_AFTER);
    put(tx, act, new, (password_hash, until)).await
}

/// Makes an account for the first sign-in with an activation code, void two weeks after `from`, when it is handed out; gives the
/// code, which is nowhere else.
/// Whatever password is named is not set.
///
/// # Errors
/// As [`create`].
pub async fn create_with_code(
    tx: &mut Tx,
    act: &mut Act,
    new: NewAccount,
    from: DateTime<Utc>,
) -> Result<(Account, String), AccountError> {
    let (code, stored) = activation_code();
    let until = Some(from + VOID_AFTER);
    Ok((put(tx, act, new, (Some(stored), until)).await?, code))
}

async fn put(
    tx: &mut Tx,
    act: &mut Act,
    new: NewAccount,
    (password_hash, one_time_until): (Option<String>, Option<DateTime<Utc>>),
) -> Result<Account, AccountError> {
    let roles: Vec<_> = new.grants.iter().map(|grant| grant.role).collect();
    super::roles::check(new.person, &roles)?;
    if new
        .grants
        .iter()
        .any(|grant| grant.role.is_of_unit() && grant.unit.is_none())
    {
        return Err(AccountError::Placeless);
    }
    let account = Account {
        id: AccountId::fresh(),
        tenant: tx.tenant(),
        login: new.login.trim().to_lowercase(),
        display_name: new.display_name.trim().to_owned(),
        person: new.person,
        password_hash,
        must_change_password: one_time_until.is_some(),
        one_time_until,
        disabled: false,
    };
    super::stand::release(tx, act, &account.login).await?;
    store::insert(tx, &account, act.at)
        .await
        .map_err(|error| match constraint(&error) {
            Some("accounts_login_unique") => AccountError::LoginTaken,
            Some("accounts_login_form" | "accounts_display_name_length") => AccountError::Malformed,
            _ => AccountError::Db(DbError::from(error)),
        })?;
    for grant in &new.grants {
        store::add_grant(tx, account.id, grant, act.at).await?;
    }
    let roles: Vec<_> = roles.iter().map(|role| role.code()).collect();
    let data = json!({"login": account.login, "person": account.person, "roles": roles});
    act.record(tx, "account.created", ("account", Some(account.id.0)), &data)
        .await?;
    Ok(account)
}
