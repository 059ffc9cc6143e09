//! Verbs: claim a problem by signing, refuse to, correct a signed one, revoke a verdict with what was signed on it; put and break signatures for rectification.

mod ask;
mod breaks;
mod claim;
mod correct;
mod paper;
mod put;
mod refuse;
mod revoke;
mod together;

pub use ask::ask;
pub use breaks::break_signatures;
pub use claim::claim;
pub use correct::{correct, corrected};
pub use paper::{Entered, claim_from_paper, claim_on_paper, may_enter_paper, put_from_paper, since};
pub use put::put;
pub use refuse::refuse;
pub use revoke::revoke_verdict;
pub use together::{ask_together, divide};
