//! People: looking somebody up, and one person with posts over time. Numbers stand here, and no texts of problems.

mod access;
mod index;
mod person;
pub mod view;

use super::routes::{Route, get};

/// All routes of this area.
pub fn routes() -> Vec<Route> {
    vec![get("/people", index::page), get("/people/{id}", person::page)]
}
