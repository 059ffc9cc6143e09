//! Importing workbooks of offices: sent, tried out, shown, then confirmed or given up.
//!
//! The dry run is the real transaction, rolled back; what it found is kept in a transaction of its own.

mod access;
mod blank;
mod exports;
mod index;
mod refused;
mod run;
mod settle;
mod upload;
pub mod view;

use super::routes::{Route, get, post, post_file};

/// Room for the largest workbook that is read and for what a form puts around it. What is larger than a workbook may
/// be is told so at the field; what is larger than this is not taken off the line at all.
const BODY: usize = 24 * 1024 * 1024;

/// All routes of this area.
pub fn routes() -> Vec<Route> {
    vec![
        get("/imports", index::page),
        post_file("/imports", BODY, upload::submit),
        get("/imports/templates/organisation.xlsx", blank::organisation),
        get("/imports/templates/roster.xlsx", blank::roster),
        get("/imports/templates/lists.xlsx", blank::lists),
        get("/exports/organisation.xlsx", exports::organisation),
        get("/exports/roster.xlsx", exports::roster),
        get("/exports/lists.xlsx", exports::lists),
        get("/imports/{id}", run::page),
        get("/imports/{id}/refused.xlsx", refused::workbook),
        post("/imports/{id}/application", settle::apply),
        post("/imports/{id}/abandonment", settle::give_up),
    ]
}
