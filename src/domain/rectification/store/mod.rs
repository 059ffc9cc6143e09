//! SQL of notes, completions, checks, closures and queues.

mod numbers;
mod queues;
mod rows;

pub use numbers::{Closure, Given, add_closure, closures, take};
pub use queues::{InQueue, InUnit, counts, in_order, waiting};
pub use rows::{add_check, add_completion, add_note, checks, completion, completions, notes};
