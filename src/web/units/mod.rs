//! The organisation: its tree, and one unit with its people. No texts of problems stand here.

mod access;
mod index;
mod tree;
mod unit;
pub mod view;

use super::routes::{Route, get};

/// All routes of this area.
pub fn routes() -> Vec<Route> {
    vec![get("/units", index::page), get("/units/{id}", unit::page)]
}
