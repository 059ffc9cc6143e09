//! SQL of packages: what one handed up, what one received, and what is to be carried between.

mod going;
mod outbox;
mod received;
mod sent;

pub use going::{Given, InPackage, given, hold, holders, outline};
pub use outbox::{Standing, done, failed, standing, take_due};
pub use received::{Entry, Received, answer, before, entry, received, waiting};
pub use sent::{Packed, Wanted, entries_of, package, sent, to_hand_up};

pub(super) use going::{call_back, take_back};
pub(super) use outbox::put;
pub(super) use received::{add_received, decide, is_received};
pub(super) use sent::{add_package, arrived, entry_of, next_seq, settle};
