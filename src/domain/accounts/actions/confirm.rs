//! The password typed again before something that binds, with failures counted.

use serde_json::json;

use super::password::confirm;
use super::sign_in::{LIMIT, LOCK};
use crate::domain::accounts::password::Passwords;
use crate::domain::accounts::{AccountError, lockout, store};
use crate::domain::ledger::Act;
use crate::platform::db::Tx;

/// Whether `password` is the actor's own. A session left open must not be a place to guess it: failures count and
/// lock as at sign-in, under a key of their own, and each is in the ledger, as an act apart: the page that was sent may be sent again
/// with the right one.
///
/// # Errors
/// [`AccountError::Denied`], [`AccountError::Locked`]: the caller commits nevertheless, so that the failure counts;
/// [`AccountError::Busy`].
pub async fn confirm_again(
    tx: &mut Tx,
    act: &mut Act,
    passwords: &Passwords,
    password: String,
) -> Result<(), AccountError> {
    let account = act.actor.account.ok_or(AccountError::Denied)?;
    let key = lockout::confirm_key(account);
    if store::locked_until(tx, &key, act.at).await?.is_some() {
        return Err(AccountError::Locked);
    }
    match confirm(tx, passwords, account, password).await {
        Ok(()) => Ok(store::forget_failures(tx, &key).await?),
        Err(AccountError::Denied) => {
            let locked = store::count_failure(tx, &key, LIMIT, act.at, act.at + LOCK).await?;
            let data = json!({"locked": locked});
            act.apart()
                .record(tx, "account.unconfirmed", ("account", Some(account.0)), &data)
                .await?;
            Err(if locked {
                AccountError::Locked
            } else {
                AccountError::Denied
            })
        }
        Err(other) => Err(other),
    }
}
