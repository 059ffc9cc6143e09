//! SQL of signatures, of what broke them, and of what waits for one.

mod evidence;
mod outside;
mod papers;
mod rows;
mod waiting;

pub use evidence::{Evidence, PublicKey, evidence, insert_assertion, server_keys};
pub use outside::{OnPaper, outside};
pub use papers::{KeptScan, insert_paper, problem_of_paper, same_scan, scan};
pub use rows::{NewSignature, break_each, insert, of_problem, of_problems, unbroken};
pub use waiting::{Others, Waiting, leads, of_person, sheets_since};
