//! People and the posts they hold.

pub mod rank;
pub mod sex;

pub use rank::{Rank, Tier};
pub use sex::Sex;
