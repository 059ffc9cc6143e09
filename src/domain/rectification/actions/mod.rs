//! Verbs: note progress, put files beside it, ask for more time, report completion, sign it, check it, send it back, give numbers, open a new cycle.

mod attach;
mod check;
mod extend;
mod number;
mod party;
mod progress;
mod reopen;
mod request;
mod sign;
mod together;

pub use attach::take_back;
pub use check::{accept, send_back};
pub use extend::{ask_extension, decide_extension, may_extend, why_not_extend};
pub use number::{MOST, number};
pub use progress::{note, note_with, report, report_with};
pub use reopen::reopen;
pub use request::{accept_reopening, ask_reopening, asks_as, refuse_reopening};
pub use sign::{completion_sheet, sign, sign_from_paper};
pub use together::sign_together;

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
