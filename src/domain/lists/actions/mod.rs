//! Verbs: start a problem, keep its draft, record that a body talked about it, submit it; change its owner's posts, which it
//! follows.

mod acknowledge;
mod aside;
mod bring_in;
pub mod discuss;
mod enter;
mod file;
mod follow;
mod outside;
mod posting;
mod route;
mod submit;
mod withdraw;

pub use acknowledge::{acknowledge, to_acknowledge};
pub use aside::{set_aside, take_back};
pub use bring_in::bring_in;
pub use discuss::discuss;
pub use enter::{confirm_entry, enter, may_enter_for, return_entry};
pub use file::{amend, keep, parties, start, start_for_body};
pub use follow::{Went, follow};
pub use outside::name_outside_leader;
pub use posting::{Moved, post};
pub use route::route;
pub use submit::{content_of, submit};
pub use withdraw::withdraw;
