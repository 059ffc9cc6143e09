//! Verbs: approve or give back, one or several at once; undo it within seconds, or revoke it as the head of the group.

mod batch;
mod rule;
mod take_back;

pub use batch::{MOST, rule_all, undo_all, undoable};
pub use rule::{approve, rule};
pub use take_back::{UNDO, revoke, undo};
