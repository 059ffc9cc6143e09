//! SQL of verdicts and of the queue.

mod verdicts;

pub use verdicts::{NewVerdict, add, of_problem};
