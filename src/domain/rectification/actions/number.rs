//! 编号销号: the office closes what was accepted, in batches, under numbers without gaps.

use chrono::Datelike as _;
use serde_json::json;

use super::party::at_gate;
use super::step;
use crate::domain::campaigns::Campaign;
use crate::domain::ledger::Act;
use crate::domain::lists::{ListsError, Problem, store as lists_store};
use crate::domain::rectification::{Action, Gate, RectificationError, store};
use crate::kernel::clock::day_of;
use crate::kernel::fields::FieldProblems;
use crate::kernel::ids::ProblemId;
use crate::kernel::messages::msg;
use crate::platform::db::Tx;

/// Most problems of one batch.
pub const MOST: usize = 1000;

/// Closes these problems of a campaign, in their official order whatever the order of `chosen`: all of them or none.
///
/// # Errors
/// [`RectificationError::Invalid`] at `problem` when none or too many are chosen; refusals of a state.
pub async fn number(
    tx: &mut Tx,
    act: &mut Act,
    campaign: &Campaign,
    chosen: &[ProblemId],
) -> Result<Vec<Problem>, RectificationError> {
    let mut locked = lock_all(tx, act, campaign, chosen).await?;
    let count = i32::try_from(locked.len()).unwrap_or(i32::MAX);
    let year = day_of(act.at).year();
    let batch = store::take(tx, campaign.id, "closure_batch", 1).await?;
    let first = store::take(tx, campaign.id, &format!("closure:{year}"), count).await?;
    for (n, problem) in (first..).zip(&mut locked) {
        let number = format!("销〔{year}〕{n}号");
        store::add_closure(tx, problem, &number, batch, (act.actor.account, act.at)).await?;
        let state = step(problem, Action::Number, Gate::Office.party())?;
        problem.rectification = Some(state.code().to_owned());
        problem.closed_at = Some(act.at);
        problem.close_number = Some(number.clone());
        lists_store::advance(tx, problem, act.at).await?;
        let data = json!({"number": number, "batch": batch, "cycle": problem.cycle});
        act.record(tx, "rectification.closed", ("problem", Some(problem.id.0)), &data)
            .await?;
    }
    Ok(locked)
}

/// The chosen problems in official order, each locked and known to be the actor's to close now.
async fn lock_all(
    tx: &mut Tx,
    act: &Act,
    campaign: &Campaign,
    chosen: &[ProblemId],
) -> Result<Vec<Problem>, RectificationError> {
    let wrong = |message| Err(RectificationError::Invalid(FieldProblems::at("problem", message)));
    if chosen.is_empty() {
        return wrong(msg("请至少选一条"));
    }
    if chosen.len() > MOST {
        return wrong(msg("一次最多编 {0} 条").with(MOST));
    }
    let order = store::in_order(tx, chosen).await?;
    // Two batches at once take the rows in one order and can't block each other for good.
    let mut sorted = chosen.to_vec();
    sorted.sort_unstable();
    sorted.dedup();
    let mut locked = Vec::with_capacity(sorted.len());
    for id in sorted {
        let problem = lists_store::lock(tx, id, None).await?;
        if problem.campaign != campaign.id {
            return Err(ListsError::NotFound.into());
        }
        let party = at_gate(tx, &act.actor, &problem, Gate::Office).await?;
        step(&problem, Action::Number, party)?;
        locked.push(problem);
    }
    let place = |problem: &Problem| order.iter().position(|id| *id == problem.id);
    locked.sort_by_key(|problem| (place(problem).unwrap_or(usize::MAX), problem.id));
    Ok(locked)
}
