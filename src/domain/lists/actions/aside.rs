//! 移出 and 暂缓: a person is set aside with a reason, or taken back, and their problems that are not closed go along.

use serde_json::json;

use crate::domain::ledger::Act;
use crate::domain::lists::store::moves;
use crate::domain::lists::{ListsError, store};
use crate::domain::people;
use crate::domain::people::side::{NewSide, Side};
use crate::domain::people::store::side;
use crate::kernel::fields::FieldProblems;
use crate::kernel::ids::PersonId;
use crate::kernel::messages::msg;
use crate::platform::db::Tx;

/// Sets a person aside from now on.
///
/// # Errors
/// [`ListsError::Invalid`] at `why` when they are already.
pub async fn set_aside(
    tx: &mut Tx,
    act: &mut Act,
    person: PersonId,
    new: &NewSide,
) -> Result<usize, ListsError> {
    people::store::lock(tx, person)
        .await?
        .ok_or(ListsError::NotFound)?;
    if !side::begin(tx, person, new, (act.actor.account, act.at)).await? {
        let already = msg("已经是移出或暂缓，请先恢复再办");
        return Err(ListsError::Invalid(FieldProblems::at("why", already)));
    }
    let moved_out = new.why.side() == Side::MovedOut;
    let what = if moved_out {
        "problem.moved_out"
    } else {
        "problem.deferred"
    };
    let n = mark(tx, act, person, (moved_out, new.until), what).await?;
    let data = json!({"why": new.why.code(), "until": new.until, "problems": n});
    let what = if moved_out {
        "person.moved_out"
    } else {
        "person.deferred"
    };
    act.record(tx, what, ("person", Some(person.0)), &data).await?;
    Ok(n)
}

/// Takes a person back from now on.
///
/// # Errors
/// [`ListsError::Stale`] when they are not set aside any more.
pub async fn take_back(tx: &mut Tx, act: &mut Act, person: PersonId) -> Result<usize, ListsError> {
    people::store::lock(tx, person)
        .await?
        .ok_or(ListsError::NotFound)?;
    side::end(tx, person, (act.actor.account, act.at))
        .await?
        .ok_or(ListsError::Stale)?;
    let n = mark(tx, act, person, (false, None), "problem.brought_back").await?;
    act.record(
        tx,
        "person.brought_back",
        ("person", Some(person.0)),
        &json!({"problems": n}),
    )
    .await?;
    Ok(n)
}

/// Marks every problem that is not closed, and gives how many were changed.
async fn mark(
    tx: &mut Tx,
    act: &mut Act,
    person: PersonId,
    to: (bool, Option<chrono::NaiveDate>),
    what: &str,
) -> Result<usize, ListsError> {
    let mut n = 0;
    for id in moves::owned_by(tx, person).await? {
        let mut problem = store::lock(tx, id, None).await?;
        // Closed is final.
        if problem.closed_at.is_some() || (problem.moved_out, problem.deferred_until) == to {
            continue;
        }
        (problem.moved_out, problem.deferred_until) = to;
        moves::mark(tx, &mut problem, act.at).await?;
        act.record(tx, what, ("problem", Some(id.0)), &json!({})).await?;
        n += 1;
    }
    Ok(n)
}
