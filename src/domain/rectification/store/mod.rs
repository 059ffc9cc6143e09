//! SQL of notes, completions, checks, closures and queues.

mod numbers;
mod queues;
mod rows;

pub use numbers::{Closure, add_closure, closures, take};
pub use queues::{InQueue, awaiting_check, awaiting_number};
pub use rows::{add_check, add_completion, add_note, checks, completion, completions, notes};
