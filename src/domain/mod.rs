//! The concepts of the campaign: types, pure rules, verbs. Knows no HTTP.

pub mod people;
pub mod units;
