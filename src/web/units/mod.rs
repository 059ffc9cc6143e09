//! The organisation: its tree, and one unit with its people. No texts of problems stand here.

mod access;
mod duties;
mod index;
mod tree;
mod unit;
pub mod view;

use super::routes::{Route, get, post};

/// All routes of this area.
pub fn routes() -> Vec<Route> {
    vec![
        get("/units", index::page),
        get("/units.xlsx", index::book),
        get("/units/{id}", unit::page),
        post("/units/{id}/duties", duties::name),
        post("/units/{id}/duties/removal", duties::release),
    ]
}
