//! Whether an account may be used: disabled and enabled again, opened after a lock-out.

use serde_json::json;

use crate::domain::accounts::store::directory::Line;
use crate::domain::accounts::{factor, lockout, passkeys, store};
use crate::domain::ledger::{Act, ActError};
use crate::kernel::ids::{AccountId, PersonId};
use crate::platform::db::Tx;

/// Disables an account by hand: its sessions end at once.
///
/// # Errors
/// When the database refuses.
pub async fn disable(tx: &mut Tx, act: &mut Act, account: AccountId) -> Result<(), ActError> {
    end(tx, act, account, "administrator").await
}

/// Enables it again.
///
/// # Errors
/// When the database refuses.
pub async fn enable(tx: &mut Tx, act: &mut Act, account: AccountId) -> Result<(), ActError> {
    if store::enable(tx, account).await? {
        record(tx, act, "account.enabled", account).await?;
    }
    Ok(())
}

/// Opens an account before its lock-out ends by itself.
///
/// # Errors
/// When the database refuses.
pub async fn unlock(tx: &mut Tx, act: &mut Act, (account, slug): (&Line, &str)) -> Result<(), ActError> {
    for key in lockout::keys(slug, &account.login, account.id) {
        store::forget_failures(tx, &key).await?;
    }
    record(tx, act, "account.unlocked", account.id).await
}

/// Takes away the second factor and the passkeys of somebody who lost phone, recovery codes or key; their sessions end.
///
/// # Errors
/// When the database refuses.
pub async fn reset_factor(tx: &mut Tx, act: &mut Act, account: AccountId) -> Result<(), ActError> {
    let codes = factor::store::remove(tx, account).await?;
    if passkeys::store::remove_all(tx, account).await? > 0 || codes {
        store::end_sessions(tx, None, Some(account)).await?;
        factor::store::forget_waiting(tx, account, act.at).await?;
        record(tx, act, "account.factor_reset", account).await?;
    }
    Ok(())
}

/// What a roster changed.
#[derive(Debug, Default)]
pub struct Changed {
    /// Accounts of people who came back.
    pub enabled: Vec<AccountId>,
    /// Accounts of people who left, each with its name.
    pub disabled: Vec<(AccountId, String)>,
}

/// What a roster means for accounts. `stated` are the people it holds, of `complete` that no row was refused. Whoever is in no post
/// any more has left; so has whoever a complete roster leaves out that states nine tenths or more of the people in post `before`: a
/// shorter one is a part, such as the new people of a unit, and says nothing of others. Whoever had left and is stated again comes back.
/// Gives the accounts that this changed.
///
/// # Errors
/// When the database refuses.
pub async fn after_roster(
    tx: &mut Tx,
    act: &mut Act,
    (stated, before): (&[PersonId], &[PersonId]),
    complete: bool,
) -> Result<Changed, ActError> {
    let stated: Vec<_> = stated.iter().map(|person| person.0).collect();
    let enabled = store::returned(tx, &stated).await?;
    for account in &enabled {
        enable(tx, act, *account).await?;
    }
    let before: Vec<_> = before.iter().map(|person| person.0).collect();
    let held: (&[uuid::Uuid], &[uuid::Uuid]) = if complete { (&stated, &before) } else { (&[], &[]) };
    let disabled = store::left_out(tx, held, act.actor.account).await?;
    for (account, _) in &disabled {
        leave(tx, act, *account).await?;
    }
    Ok(Changed { enabled, disabled })
}

/// Disables an account whose person has left.
///
/// # Errors
/// When the database refuses.
pub async fn leave(tx: &mut Tx, act: &mut Act, account: AccountId) -> Result<(), ActError> {
    end(tx, act, account, "left").await
}

/// Frees a login that somebody left behind who came in with an import that was taken back: whoever has the number now may sign in.
pub(super) async fn release(tx: &mut Tx, act: &mut Act, login: &str) -> Result<(), ActError> {
    if let Some((account, login)) = store::release(tx, login, act.at).await? {
        store::end_sessions(tx, None, Some(account)).await?;
        factor::store::forget_waiting(tx, account, act.at).await?;
        let data = json!({"why": "left", "login": login});
        act.record(tx, "account.disabled", ("account", Some(account.0)), &data)
            .await?;
    }
    Ok(())
}

async fn end(tx: &mut Tx, act: &mut Act, account: AccountId, why: &str) -> Result<(), ActError> {
    if store::disable(tx, account, why, act.at).await? {
        store::end_sessions(tx, None, Some(account)).await?;
        factor::store::forget_waiting(tx, account, act.at).await?;
        let data = json!({"why": why});
        act.record(tx, "account.disabled", ("account", Some(account.0)), &data)
            .await?;
    }
    Ok(())
}

async fn record(tx: &mut Tx, act: &mut Act, what: &str, account: AccountId) -> Result<(), ActError> {
    act.record(tx, what, ("account", Some(account.0)), &json!({}))
        .await
}
