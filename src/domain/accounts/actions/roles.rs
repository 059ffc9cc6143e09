//! Giving and taking roles.

use serde_json::json;

use crate::domain::accounts::{AccountError, store};
use crate::domain::ledger::Act;
use crate::kernel::ids::{AccountId, PersonId};
use crate::kernel::scope::{Grant, Role};
use crate::platform::db::Tx;

/// The three administrators are three different people without business: each holds that one role and is no cadre of the
/// roster. Who reviews belongs to a group, and only a cadre of the roster can.
pub(super) fn check(person: Option<PersonId>, roles: &[Role]) -> Result<(), AccountError> {
    let officer = roles.iter().any(|role| role.is_officer());
    if officer && (person.is_some() || roles.len() > 1) {
        Err(AccountError::Mixed)
    } else if person.is_none() && roles.iter().any(|role| role.is_of_group()) {
        Err(AccountError::Placeless)
    } else {
        Ok(())
    }
}

/// Gives a role. One that is held already stays as it is, without an event.
///
/// # Errors
/// [`AccountError::Mixed`] for an administrator with anything else; [`AccountError::Unknown`] for no such account, or for a role of one
/// unit without it.
pub async fn give(tx: &mut Tx, act: &mut Act, account: AccountId, grant: &Grant) -> Result<(), AccountError> {
    let whose = store::find(tx, account)
        .await?
        .ok_or(AccountError::Unknown("account"))?;
    if grant.role.is_of_unit() != grant.unit.is_some() {
        return Err(AccountError::Unknown("unit"));
    }
    let held = store::grants(tx, account).await?;
    if held.contains(grant) {
        return Ok(());
    }
    let mut roles: Vec<Role> = held.iter().map(|held| held.role).collect();
    roles.push(grant.role);
    check(whose.person, &roles)?;
    store::add_grant(tx, account, grant, act.at).await?;
    record(tx, act, "account.role_given", account, grant).await
}

/// Takes a role. One that is not held is nothing to take, and no event.
///
/// # Errors
/// When the database refuses.
pub async fn take(tx: &mut Tx, act: &mut Act, account: AccountId, grant: &Grant) -> Result<(), AccountError> {
    if store::end_grant(tx, account, grant, act.at).await? {
        record(tx, act, "account.role_taken", account, grant).await?;
    }
    Ok(())
}

async fn record(
    tx: &mut Tx,
    act: &mut Act,
    what: &str,
    account: AccountId,
    grant: &Grant,
) -> Result<(), AccountError> {
    let mut data = json!({"roles": [grant.role.code()]});
    if let Some(unit) = grant.unit {
        data["unit"] = unit.to_string().into();
    }
    Ok(act.record(tx, what, ("account", Some(account.0)), &data).await?)
}
