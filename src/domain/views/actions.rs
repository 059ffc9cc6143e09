//! Verbs: saving a view, changing how it is called and shared, deleting it. The question itself is not changed: another one is another view.

use serde_json::json;

use super::{LONGEST, MOST, Shared, View, ViewError, store};
use crate::domain::ledger::Act;
use crate::kernel::fields::FieldProblems;
use crate::kernel::ids::{AccountId, ViewId};
use crate::kernel::messages::msg;
use crate::platform::db::Tx;

/// The name as it is kept.
fn checked_name(typed: &str) -> Result<String, ViewError> {
    let name = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    let wrong = match name.chars().count() {
        0 => msg("请写名称"),
        length if length > LONGEST => msg("现有 {0} 字，最多 {1} 字").with(length).with(LONGEST),
        _ => return Ok(name),
    };
    Err(ViewError::Invalid(FieldProblems::at("name", wrong)))
}

/// Saves a question to a list for nobody else yet.
///
/// # Errors
/// [`ViewError::Invalid`] at `name`: none, too long, taken by another view of the list, or the account keeps [`MOST`] already.
pub async fn save(
    tx: &mut Tx,
    act: &mut Act,
    account: AccountId,
    (list, query): (&str, &str),
    name: &str,
) -> Result<ViewId, ViewError> {
    let name = checked_name(name)?;
    if store::count(tx, account).await? >= MOST {
        let full = msg("最多存 {0} 个视图，先删掉不用的").with(MOST);
        return Err(ViewError::Invalid(FieldProblems::at("name", full)));
    }
    let id = ViewId::fresh();
    store::insert(tx, act, id, account, (list, query, &name)).await?;
    let data = json!({"list": list});
    act.record(tx, "view.saved", ("view", Some(id.0)), &data).await?;
    Ok(id)
}

/// Changes how a view is called, who finds it, and whether its owner's list opens so.
///
/// # Errors
/// [`ViewError::Invalid`] at `name`.
pub async fn change(
    tx: &mut Tx,
    act: &mut Act,
    view: &View,
    name: &str,
    (shared, opens_list): (Shared, bool),
) -> Result<(), ViewError> {
    let name = checked_name(name)?;
    if opens_list {
        store::close_others(tx, act, view).await?;
    }
    store::update(tx, act, view.id, &name, shared, opens_list).await?;
    let data = json!({"list": view.list, "shared": shared.code()});
    act.record(tx, "view.changed", ("view", Some(view.id.0)), &data)
        .await?;
    Ok(())
}

/// Deletes a view, for everybody who found it.
///
/// # Errors
/// When the database refuses.
pub async fn delete(tx: &mut Tx, act: &mut Act, view: &View) -> Result<(), ViewError> {
    store::delete(tx, view.id).await?;
    let data = json!({"list": view.list, "shared": view.shared.code()});
    act.record(tx, "view.deleted", ("view", Some(view.id.0)), &data)
        .await?;
    Ok(())
}
