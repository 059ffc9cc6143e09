//! SQL of notes, evidence, requests for more time, completions, checks, closures, later cycles and queues.

mod answers;
mod cycles;
mod evidence;
mod extensions;
mod numbers;
mod queues;
mod rows;

pub use answers::{Answer, answers};
pub use cycles::{
    ToReopen, add_cycle, add_reopening, closed_cycles, cycles, decide_reopening, reopenings, to_reopen,
};
pub use evidence::{attach, evidence};
pub use extensions::{ToExtend, add_extension, decide_extension, extensions, to_extend};
pub use numbers::{Closure, Given, add_closure, closures, take};
pub use queues::{InQueue, InUnit, counts, in_order, waiting};
pub use rows::{add_check, add_completion, add_note, checks, completion, completions, notes};
