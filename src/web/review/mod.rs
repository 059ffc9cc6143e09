//! Review by a supervision group: what waits, by unit and tier, and the cockpit in which one entry after another is
//! read and ruled on; the stages beside the group's, on a page of their own each; and what
//! jurisdictions below hand up for pre-review. Lots, claims, keys and undo come on top of these routes, not beside them.

mod access;
mod case;
mod cockpit;
mod filter;
mod form;
mod handed_up;
mod labels;
mod pass;
mod prereview;
mod queue;
mod reading;
mod readings;
mod ruling;
mod verdict;
pub mod view;

use super::routes::{Route, get, post};

/// All routes of this area.
pub fn routes() -> Vec<Route> {
    vec![
        get("/review", queue::page),
        get("/review.xlsx", queue::book),
        get("/problems/{id}/review", cockpit::page),
        post("/problems/{id}/verdicts", verdict::submit),
        get("/readings", readings::page),
        get("/readings.xlsx", readings::book),
        get("/problems/{id}/reading", reading::page),
        post("/problems/{id}/readings", pass::submit),
        get("/prereview", prereview::page),
        get("/prereview/{id}/{n}", handed_up::page),
        post("/prereview/{id}/{n}", ruling::submit),
    ]
}
