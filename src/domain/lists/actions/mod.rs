//! Verbs: start a problem, keep its draft, submit it; change its owner's posts, which it follows.

mod acknowledge;
mod aside;
mod file;
mod follow;
mod posting;
mod submit;

pub use acknowledge::acknowledge;
pub use aside::{set_aside, take_back};
pub use file::{amend, keep, parties, start};
pub use follow::{Went, follow};
pub use posting::{Moved, post};
pub use submit::{content_of, submit};
