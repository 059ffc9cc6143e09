//! What the office sets of the campaign: the routes of review.

mod change;
mod form;
mod index;
pub mod view;

use super::routes::{Route, get, post};

/// All routes of this area.
pub fn routes() -> Vec<Route> {
    vec![get("/routes", index::page), post("/routes", change::submit)]
}
