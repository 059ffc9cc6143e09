//! Verbs: note progress, report completion, sign it, check it, send it back, give numbers.

mod check;
mod number;
mod party;
mod progress;
mod sign;

pub use check::{accept, send_back};
pub use number::{MOST, number};
pub use progress::{note, report};
pub use sign::{completion_sheet, sign};

use crate::domain::ledger::Act;
use crate::domain::lists::{Problem, Refusal};

use super::state::{Action, Party, State, next};

/// The state after `action`, for a problem that is in rectification at all.
fn step(problem: &Problem, action: Action, party: Party) -> Result<State, Refusal> {
    let state = super::state_of(problem);
    match state {
        Some(state) => {
            let state = next(state, action, party)?;
            problem.in_force().map(|()| state)
        }
        // Whose action it is not is told so before anything about the problem is.
        None if party != action.party() => Err(Refusal::NotYours),
        None => Err(Refusal::NotNow),
    }
}

/// The owner, or nobody in particular.
fn as_owner(problem: &Problem, act: &Act) -> Party {
    if problem.is_of(&act.actor) {
        Party::Owner
    } else {
        Party::Other
    }
}
