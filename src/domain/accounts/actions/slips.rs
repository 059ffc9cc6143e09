//! One-time passwords on paper slips 密码条: a batch from the roster, and a new one for whoever lost theirs.

use chrono::{DateTime, Utc};

use super::create::{NewAccount, VOID_AFTER, create};
use super::password::reset;
use crate::domain::accounts::password::{Passwords, one_time};
use crate::domain::accounts::store::directory::Line;
use crate::domain::accounts::store::{self, Wanting};
use crate::domain::accounts::{AccountError, factor, lockout};
use crate::domain::ledger::Act;
use crate::kernel::ids::AccountId;
use crate::platform::db::Tx;

/// What is printed. The password is nowhere else: the row holds its hash.
#[derive(Clone)]
pub struct Slip {
    /// County, department or body.
    pub top: String,
    /// The unit itself.
    pub unit: String,
    /// Whose.
    pub name: String,
    /// What is typed as name.
    pub login: String,
    /// The one-time password.
    pub password: String,
    /// Void after this.
    pub until: DateTime<Utc>,
}

impl std::fmt::Debug for Slip {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Slip({}, …)", self.login)
    }
}

/// Makes accounts, or first passwords for accounts that have none that still holds. Slow on purpose, some 20 ms each: for as many
/// at once as somebody is willing to wait for.
///
/// # Errors
/// [`AccountError::Busy`], [`AccountError::LoginTaken`].
pub async fn make(
    tx: &mut Tx,
    act: &mut Act,
    passwords: &Passwords,
    people: Vec<Wanting>,
) -> Result<Vec<Slip>, AccountError> {
    let mut slips = Vec::with_capacity(people.len());
    for who in people {
        let password = one_time();
        let login = if let Some(account) = who.account {
            let known = store::find(tx, account).await?;
            let known = known.ok_or(AccountError::Unknown("account"))?;
            fresh_start(tx, act, passwords, account, &password).await?;
            known.login
        } else {
            let new = NewAccount {
                login: who.staff_no,
                display_name: who.name.clone(),
                person: Some(who.person),
                grants: Vec::new(),
                password: Some(password.clone()),
                one_time: true,
            };
            create(tx, act, passwords, new).await?.login
        };
        slips.push(Slip {
            top: who.top,
            unit: who.unit,
            name: who.name,
            login,
            password,
            until: act.at + VOID_AFTER,
        });
    }
    Ok(slips)
}

/// A new slip for one account: its sessions end, and what was locked by failures is open again.
///
/// # Errors
/// [`AccountError::Busy`].
pub async fn renew(
    tx: &mut Tx,
    act: &mut Act,
    passwords: &Passwords,
    (account, slug): (&Line, &str),
) -> Result<Slip, AccountError> {
    let password = one_time();
    fresh_start(tx, act, passwords, account.id, &password).await?;
    for key in lockout::keys(slug, &account.login, account.id) {
        store::forget_failures(tx, &key).await?;
    }
    Ok(Slip {
        top: String::new(),
        unit: account.unit.clone().unwrap_or_default(),
        name: account.name.clone(),
        login: account.login.clone(),
        password,
        until: act.at + VOID_AFTER,
    })
}

async fn fresh_start(
    tx: &mut Tx,
    act: &mut Act,
    passwords: &Passwords,
    account: AccountId,
    password: &str,
) -> Result<(), AccountError> {
    reset(tx, act, passwords, account, password.to_owned(), true).await?;
    store::end_sessions(tx, None, Some(account)).await?;
    factor::store::forget_waiting(tx, account, act.at).await?;
    Ok(())
}
