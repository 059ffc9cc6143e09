//! SQL of draws, of what can be drawn, of what was drawn and found.

mod draws;
mod entries;
mod waiting;

pub use draws::{NewDraw, add, draws, lock, population, waits_to_be_drawn, write_draw};
pub use entries::{Closed, Within, accepted_by, add_entries, add_result, closed, entries, entry, of_problem};
pub use waiting::{ToLook, to_look};
