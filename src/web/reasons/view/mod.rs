//! What this area draws.

mod library;
mod referral;
mod sheet;
mod statistics;

pub use library::*;
pub use referral::*;
pub use sheet::*;
pub use statistics::*;
