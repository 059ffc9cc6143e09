//! Verbs: start a problem, keep its draft, submit it, correct it after signing.

mod file;
mod submit;

pub use file::{amend, keep, parties, start};
pub use submit::{content_of, submit};
