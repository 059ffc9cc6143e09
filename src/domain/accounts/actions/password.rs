//! Changing a password, and typing it again before something that binds.

use serde_json::json;

use super::confirm::confirm_again;
use super::create::VOID_AFTER;
use crate::domain::accounts::password::Passwords;
use crate::domain::accounts::{AccountError, store};
use crate::domain::ledger::Act;
use crate::kernel::ids::AccountId;
use crate::kernel::messages::n_;
use crate::platform::db::Tx;

/// Whether `password` is the account's present one: asked again before a signature.
///
/// # Errors
/// [`AccountError::Denied`] when it is not; [`AccountError::Busy`].
pub async fn confirm(
    tx: &mut Tx,
    passwords: &Passwords,
    account: AccountId,
    password: String,
) -> Result<(), AccountError> {
    let account = store::find(tx, account).await?.ok_or(AccountError::Denied)?;
    if passwords
        .verify(password, account.password_hash.as_deref())
        .await?
        && !account.disabled
    {
        Ok(())
    } else {
        Err(AccountError::Denied)
    }
}

/// Sets a new password after checking the present one. The caller then ends the account's sessions and
/// opens a new one.
///
/// # Errors
/// [`AccountError::Denied`] for a wrong present one and [`AccountError::Locked`] after several: the caller commits nevertheless, so
/// that the failure counts; [`AccountError::Weak`], also when both are the same.
pub async fn change(
    tx: &mut Tx,
    act: &mut Act,
    passwords: &Passwords,
    account: AccountId,
    present: String,
    wanted: String,
) -> Result<(), AccountError> {
    confirm_again(tx, act, passwords, present.clone()).await?;
    if present == wanted {
        return Err(AccountError::Weak(n_("新密码不能与原密码相同")));
    }
    let whose = store::find(tx, account).await?.ok_or(AccountError::Denied)?;
    let own = vec![whose.login, whose.display_name];
    let hash = passwords.hash_chosen(wanted, own).await?;
    store::set_password(tx, account, &hash, false, None).await?;
    act.record(
        tx,
        "account.password_changed",
        ("account", Some(account.0)),
        &json!({}),
    )
    .await?;
    Ok(())
}

/// Sets a password without the present one: a new slip, or a demonstration that starts with another. Ends nothing:
/// the caller ends the account's sessions where that is meant.
///
/// # Errors
/// [`AccountError::Weak`], [`AccountError::Busy`].
pub async fn reset(
    tx: &mut Tx,
    act: &mut Act,
    passwords: &Passwords,
    account: AccountId,
    password: String,
    one_time: bool,
) -> Result<(), AccountError> {
    let hash = passwords.hash(password).await?;
    let void_after = one_time.then(|| act.at + VOID_AFTER);
    store::set_password(tx, account, &hash, one_time, void_after).await?;
    act.record(
        tx,
        "account.password_reset",
        ("account", Some(account.0)),
        &json!({}),
    )
    .await?;
    Ok(())
}
