//! People: looking somebody up, and one person with posts over time. Numbers stand here, and no texts of problems.

mod access;
mod aside;
pub mod delegation;
pub mod form;
mod handovers;
mod index;
mod outside;
mod person;
mod posting;
pub mod view;

use super::routes::{Route, get, post};

/// All routes of this area.
pub fn routes() -> Vec<Route> {
    vec![
        get("/people", index::page),
        get("/people.xlsx", index::book),
        get("/people/{id}", person::page),
        get("/people/{id}/posting", posting::page),
        post("/people/{id}/posting", posting::submit),
        get("/people/{id}/aside", aside::page),
        post("/people/{id}/aside", aside::set),
        post("/people/{id}/return", aside::take_back),
        get("/people/{id}/outside-leader", outside::page),
        post("/people/{id}/outside-leader", outside::name),
        get("/people/{id}/delegations", delegation::page),
        post("/people/{id}/delegations", delegation::order),
        post("/people/{id}/delegations/end", delegation::end),
        get("/handovers", handovers::page),
        post("/handovers", handovers::acknowledge),
    ]
}
