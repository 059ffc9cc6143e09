//! SQL of signatures, of what broke them, and of what waits for one.

mod rows;
mod waiting;

pub use rows::{NewSignature, break_all, insert, of_problem};
pub use waiting::{Others, Waiting, of_person};
