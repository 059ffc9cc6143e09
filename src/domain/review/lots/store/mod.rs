//! SQL of lots. What waits is read along the index `problems_queue`, who holds it along `lot_entries_one_holder`.

mod entries;
mod going;
mod opening;
mod rows;

pub use entries::{LotEntry, colleagues, entries, first_of};
pub use going::{held_by, last_of, lock_of, move_on, neighbours, people, reopen, ruled};
pub use opening::{Free, add, end, expire, free, in_turn, open_count, waiting_of};
pub use rows::{HeldCount, find, held_counts, of_group, open_of, ruled_in};

pub(in crate::domain::review::lots) use opening::confirm;
