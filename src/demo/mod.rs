//! The demonstration: two invented cities and their province. Units and people go in by the import's own verbs. In a small
//! city every problem lives through the program's own verbs at backdated times; the full one is computed by the same
//! rules and loaded by COPY, and a test holds both against each other.

mod above;
mod accounts;
mod bulk;
mod cast;
mod duties;
mod fate;
mod groups;
mod life;
mod load;
mod names;
mod organisation;
mod phrases;
mod prereview;
mod quota;
mod random;
mod script;
mod shape;
mod texts;

pub use accounts::{ACCOUNTS, Activation, set_passwords};
pub use load::{DemoError, Making, Way, load};
pub use shape::Size;
