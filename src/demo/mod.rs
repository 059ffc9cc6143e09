//! The demonstration: two invented cities and their province. Units and people go in by the import's own verbs, and
//! every problem lives through the program's own verbs at backdated times, so that nothing in it could not have been
//! entered by hand.

mod accounts;
mod cast;
mod fate;
mod life;
mod load;
mod names;
mod organisation;
mod phrases;
mod random;
mod script;
mod texts;

pub use accounts::{ACCOUNTS, set_passwords};
pub use load::{DemoError, load};
