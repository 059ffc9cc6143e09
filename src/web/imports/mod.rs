//! Importing workbooks of offices: sent, tried out, shown, then confirmed or given up.
//!
//! The dry run is the real transaction, rolled back; what it found is kept in a transaction of its own.

mod access;
mod basis;
mod blank;
mod columns;
mod exports;
mod index;
mod job;
mod refused;
mod run;
mod running;
mod settle;
mod undo;
mod upload;
pub mod view;

use super::routes::{Route, get, post, post_file};

/// Room for the largest workbook that is read, the largest scan, and what a form puts around them. What is larger than a workbook may
/// be is told so at the field; what is larger than this is not taken off the line at all.
const BODY: usize = 41 * 1024 * 1024;

/// All routes of this area.
pub fn routes() -> Vec<Route> {
    vec![
        get("/imports", index::page),
        get("/imports.xlsx", index::book),
        post_file("/imports", BODY, upload::submit),
        post("/imports/columns/forgotten", columns::forget),
        post("/imports/abandonments", settle::give_all_up),
        get("/imports/templates/organisation.xlsx", blank::organisation),
        get("/imports/templates/roster.xlsx", blank::roster),
        get("/imports/templates/lists.xlsx", blank::lists),
        get("/exports/organisation.xlsx", exports::organisation),
        get("/exports/roster.xlsx", exports::roster),
        get("/exports/lists.xlsx", exports::lists),
        get("/imports/{id}", run::page),
        get("/imports/{id}/columns", columns::page),
        post("/imports/{id}/columns", columns::submit),
        get("/imports/{id}/refused.xlsx", refused::workbook),
        post("/imports/{id}/application", settle::apply),
        post("/imports/{id}/abandonment", settle::give_up),
        post("/imports/{id}/interruption", running::over),
        get("/imports/{id}/basis", basis::scan),
        get("/imports/{id}/undo", undo::page),
        post("/imports/{id}/undo", undo::submit),
    ]
}
