//! What the office sets of the campaign: the routes of review, and the named sets of owners.

mod change;
mod cohort;
pub mod cohort_form;
mod cohorts;
mod form;
mod index;
mod members;
mod read_again;
pub mod view;

use super::routes::{Route, get, post};

/// All routes of this area.
pub fn routes() -> Vec<Route> {
    vec![
        get("/routes", index::page),
        post("/routes", change::submit),
        post("/routes/second-readings", read_again::submit),
        get("/cohorts", cohorts::page),
        post("/cohorts", cohorts::make),
        get("/cohorts/{id}", cohort::page),
        get("/cohorts/{id}/rows.xlsx", members::book),
        post("/cohorts/{id}", cohort::change),
    ]
}
