//! 重新整改: a closed problem is taken up again. The round that was closed keeps its signatures, its check and its number.

use chrono::NaiveDate;
use serde_json::json;

use super::step;
use crate::domain::ledger::Act;
use crate::domain::lists::store::moves;
use crate::domain::lists::{OwnerKind, Problem, store as lists_store};
use crate::domain::people;
use crate::domain::rectification::reopening::Cause;
use crate::domain::rectification::waits::is_office_of;
use crate::domain::rectification::{Action, Gate, Party, RectificationError, store};
use crate::kernel::ids::PersonId;
use crate::platform::db::Tx;

/// Opens the next cycle of a closed problem, which the caller has locked: it remains from this instant on, and at every earlier one
/// stays what it was. Who leads its owner now leads it, and an owner who is set aside takes it along.
///
/// # Errors
/// [`Refusal::NotYours`](crate::domain::lists::Refusal::NotYours) for whoever does not act for the office in this matter; `NotNow` when it is not closed.
pub async fn reopen(
    tx: &mut Tx,
    act: &mut Act,
    problem: &mut Problem,
    (cause, due_on, words): (Cause, NaiveDate, &str),
) -> Result<(), RectificationError> {
    let party = if is_office_of(&act.actor, problem) {
        Gate::Office.party()
    } else {
        Party::Other
    };
    let state = step(problem, Action::Reopen, party)?;
    set_aside_with_owner(tx, act, problem).await?;
    problem.rectification = Some(state.code().to_owned());
    problem.cycle += 1;
    problem.due_on = Some(due_on);
    (problem.cosigned_at, problem.closed_at, problem.close_number) = (None, None, None);
    lists_store::advance(tx, problem, act.at).await?;
    let by = (act.actor.account, act.at);
    store::add_cycle(tx, problem, (cause, due_on, words), by).await?;
    let data = json!({"cycle": problem.cycle, "cause": cause.code(), "due_on": due_on});
    act.record(
        tx,
        "rectification.reopened",
        ("problem", Some(problem.id.0)),
        &data,
    )
    .await?;
    Ok(())
}

/// What is closed stayed behind when its owner was set aside or got another leader.
async fn set_aside_with_owner(
    tx: &mut Tx,
    act: &Act,
    problem: &mut Problem,
) -> Result<(), RectificationError> {
    if problem.owner_kind != OwnerKind::Person {
        return Ok(());
    }
    let owner = PersonId(problem.owner.0);
    if let Some(post) = people::store::main_post(tx, owner).await? {
        problem.leader = post.leader.or(problem.leader);
    }
    let aside = people::store::side::present(tx, owner).await?;
    if (problem.moved_out, problem.deferred_until) != aside {
        (problem.moved_out, problem.deferred_until) = aside;
        moves::mark(tx, problem, act.at).await?;
    }
    Ok(())
}
