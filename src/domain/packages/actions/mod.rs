//! Verbs: the city freezes and settles, the province receives and decides.

mod decide;
mod freeze;
mod receive;
mod settle;

pub use decide::decide;
pub use freeze::freeze;
pub use receive::receive;
pub use settle::{acknowledge, settle};
