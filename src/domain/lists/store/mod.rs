//! SQL of problems, drafts, revisions and spans.

mod problems;
mod revisions;
mod spans;

pub use problems::Line;
pub use problems::{advance, draft, find, insert, lock, mine, next_seq, save_draft};
pub use revisions::{Revision, add_revision, revision, revisions};
