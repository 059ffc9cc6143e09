//! Verbs: approve or give back; undo it within seconds, or revoke it as the head of the group.

mod rule;
mod take_back;

pub use rule::{approve, rule};
pub use take_back::{UNDO, revoke, undo};
