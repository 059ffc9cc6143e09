//! What is made of reasons of return beside giving them: the library 理由库 that the office looks after, how often each was given, the opinion
//! sheet of a unit, and what leaves the way of review altogether: clues to be handed over 线索移送.
//!
//! A verdict that was taken back counts nowhere here.

pub mod library;
pub mod referrals;
pub mod sheets;
pub mod statistics;
pub mod store;

pub use library::{LibraryError, Reason, Words};
