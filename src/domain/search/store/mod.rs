//! SQL of the search: the queue of changes, the entries, what they are made of, and the functions that look up.

pub mod entries;
pub mod hits;
pub mod queue;
pub mod subjects;
