//! SQL of verdicts, of the queue, and of what ties a reviewer to a problem.

mod queue;
mod ties;
mod verdicts;

pub use queue::{before, counts, page, people, siblings};
pub use ties::{own_units, ties};
pub use verdicts::{NewVerdict, add, of_problem};
