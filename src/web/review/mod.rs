//! Review by a supervision group: what waits, by unit and tier, and the cockpit in which one entry after another is
//! read and ruled on; the stages beside the group's, on a page of their own each; and what
//! jurisdictions below hand up for pre-review. Reviewers go through lots ([`lots`]); keys, the next entry fetched ahead and
//! acts kept through a lost connection are `static/js/review.js`, on top of the same forms.

mod access;
mod alike;
mod batch;
mod batch_form;
mod case;
mod checks;
mod cockpit;
mod filter;
mod form;
mod going;
mod handed_up;
mod labels;
mod lots;
mod pass;
mod pass_on;
mod prereview;
mod queue;
mod reading;
mod readings;
mod revoke;
mod ruling;
mod second;
mod taking;
mod undo;
mod verdict;
pub mod view;

use super::routes::{Route, get, post};

/// All routes of this area.
pub fn routes() -> Vec<Route> {
    vec![
        get("/review", queue::page),
        get("/review.xlsx", queue::book),
        post("/review/batches", batch::submit),
        post("/review/undos", batch::undo),
        get("/problems/{id}/review", cockpit::page),
        post("/problems/{id}/verdicts", verdict::submit),
        post("/problems/{id}/undos", undo::submit),
        post("/problems/{id}/passes", pass_on::submit),
        get("/problems/{id}/alike", alike::page),
        get("/problems/{id}/revocation", revoke::page),
        post("/problems/{id}/revocations", revoke::submit),
        get("/lots", lots::index),
        get("/lots.xlsx", lots::book),
        post("/lots", lots::take),
        get("/lots/{id}", lots::page),
        post("/lots/{id}/ends", lots::end),
        post("/lots/{id}/confirmations", lots::confirm),
        get("/second-readings", second::index),
        get("/second-readings.xlsx", second::book),
        get("/second-readings/{id}", second::page),
        post("/second-readings/{id}", second::submit),
        post("/second-readings/{id}/settlements", second::uphold),
        get("/readings", readings::page),
        get("/readings.xlsx", readings::book),
        get("/problems/{id}/reading", reading::page),
        post("/problems/{id}/readings", pass::submit),
        get("/prereview", prereview::page),
        get("/prereview/{id}/{n}", handed_up::page),
        post("/prereview/{id}/{n}", ruling::submit),
        post("/prereview/{id}/{n}/undos", ruling::undo),
    ]
}
