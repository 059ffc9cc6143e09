//! Verbs: saving a view, changing how it is called and shared, deleting it; pinning another's, and taking down what is shared. The question itself is not changed: another one is another view.

use serde_json::json;

use super::{LONGEST, MOST, Shared, View, ViewError, store, withdrawn};
use crate::domain::ledger::Act;
use crate::kernel::fields::FieldProblems;
use crate::kernel::ids::{AccountId, ViewId};
use crate::kernel::messages::msg;
use crate::kernel::text::unseen;
use crate::platform::db::Tx;

/// The name as it is kept.
fn checked_name(typed: &str) -> Result<String, ViewError> {
    let name = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    let hidden = name.chars().position(unseen);
    let wrong = match name.chars().count() {
        0 => msg("请写名称"),
        _ if hidden.is_some() => msg("名称的第 {0} 个字符看不见或改变文字方向，请删掉它，或重新写")
            .with(hidden.map_or(0, |at| at + 1)),
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
    store::keep(tx, account).await?;
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
    if view.withdrawn && shared != Shared::Nobody {
        return Err(ViewError::Invalid(FieldProblems::at("shared", withdrawn())));
    }
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

/// Keeps another's view above the list for an account, or no more.
///
/// # Errors
/// When the database refuses.
pub async fn pin(
    tx: &mut Tx,
    act: &mut Act,
    view: &View,
    account: AccountId,
    on: bool,
) -> Result<(), ViewError> {
    let word = if on {
        store::pin(tx, act, view.id, account).await?;
        "view.pinned"
    } else {
        store::unpin(tx, view.id, Some(account)).await?;
        "view.unpinned"
    };
    let data = json!({"list": view.list});
    act.record(tx, word, ("view", Some(view.id.0)), &data).await?;
    Ok(())
}

/// Takes a shared view down: it stays its owner's, who can't share it again. The ledger names it, so that it is known what was taken down.
///
/// # Errors
/// [`ViewError::Invalid`] at `view` when it is not shared.
pub async fn withdraw(tx: &mut Tx, act: &mut Act, view: &View) -> Result<(), ViewError> {
    if view.shared == Shared::Nobody {
        let wrong = msg("这个视图没有给别人用，不用收回");
        return Err(ViewError::Invalid(FieldProblems::at("view", wrong)));
    }
    store::withdraw(tx, act, view.id).await?;
    let data = json!({"list": view.list, "shared": view.shared.code(), "name": view.name, "owner": view.by});
    act.record(tx, "view.withdrawn", ("view", Some(view.id.0)), &data)
        .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_trimmed_and_has_nothing_that_is_not_seen() {
        assert_eq!(checked_name("　逾期 \u{a0} 县里\t").expect("a name"), "逾期 县里");
        assert_eq!(
            checked_name("王𠮷 👩\u{fe0f}").expect("a name"),
            "王𠮷 👩\u{fe0f}"
        );
        for typed in [
            "",
            "　 ",
            "\u{200b}",
            "\u{2060}\u{feff}",
            "a\u{202e}b",
            "a\u{2066}b",
            "a\0b",
            "a\u{7}",
            "\u{3164}",
            "\u{ad}",
            "\u{2800}",
            "\u{e0041}",
            "a\u{61c}",
        ] {
            assert!(
                matches!(checked_name(typed), Err(ViewError::Invalid(_))),
                "{typed:?}"
            );
        }
    }
}
