//! The working calendar: days off and days worked in exchange, year by year, as the office enters them.

mod enter;
mod page;
mod take_out;
pub mod view;

use super::routes::{Route, get, post};

/// All routes of this area.
pub fn routes() -> Vec<Route> {
    vec![
        get("/calendar", page::page),
        post("/calendar", enter::submit),
        post("/calendar/removals", take_out::submit),
    ]
}
