//! SQL of signatures, of what broke them, and of what waits for one.

mod evidence;
mod rows;
mod waiting;

pub use evidence::{Evidence, evidence, insert_assertion, server_keys};
pub use rows::{NewSignature, break_all, insert, of_problem};
pub use waiting::{Others, Waiting, of_person};
