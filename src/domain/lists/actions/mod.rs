//! Verbs: start a problem, keep its draft, record that a body talked about it, submit it.

pub mod discuss;
mod file;
mod submit;

pub use discuss::discuss;
pub use file::{keep, parties, start, start_for_body};
pub use submit::{content_of, submit};
