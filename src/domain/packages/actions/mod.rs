//! Verbs: the city freezes and settles, the province receives, decides, and undoes what it just decided.

mod decide;
mod freeze;
mod receive;
mod settle;
mod undo;

pub use decide::decide;
pub use freeze::freeze;
pub use receive::receive;
pub use settle::{acknowledge, settle};
pub use undo::undo;
