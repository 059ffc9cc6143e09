//! The five lists: one's own ledger, the form, one problem's whole life, two revisions side by side.
//!
//! Review, signing and rectification have areas of their own; this one links to them.

mod draft;
mod edit;
pub mod fields;
pub mod form;
pub mod index;
mod my;
mod new;
pub mod notes;
mod stale;
mod submission;
pub mod tasks;
pub mod view;

use super::routes::{Route, get, post};

/// All routes of this area.
pub fn routes() -> Vec<Route> {
    vec![
        get("/my", my::page),
        get("/problems/new", new::page),
        post("/problems", new::start),
        get("/problems/{id}/edit", edit::page),
        post("/problems/{id}/draft", draft::save),
        post("/problems/{id}/submission", submission::submit),
    ]
}
