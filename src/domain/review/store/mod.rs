//! SQL of verdicts, of the queue, and of what ties a reviewer to a problem.

mod batch;
mod queue;
mod stages;
mod ties;
mod verdicts;

pub use batch::{Chosen, LeftOut, chosen, left_out};
pub use queue::{before, counts, page, people, siblings};
pub use stages::{gave_verdict, waiting, waiting_counts};
pub use ties::{own_units, ties};
pub use verdicts::{Given, NewVerdict, add, ever_given, last_given, of_problem, take_back};
