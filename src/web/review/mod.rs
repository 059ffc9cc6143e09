//! Review by a supervision group: what waits, by unit and tier, and the cockpit in which one entry after another is
//! read and ruled on. Lots, claims, keys and undo come on top of these routes, not beside them.

mod access;
mod case;
mod cockpit;
mod filter;
mod form;
mod labels;
mod queue;
mod verdict;
pub mod view;

use super::routes::{Route, get, post};

/// All routes of this area.
pub fn routes() -> Vec<Route> {
    vec![
        get("/review", queue::page),
        get("/problems/{id}/review", cockpit::page),
        post("/problems/{id}/verdicts", verdict::submit),
    ]
}
