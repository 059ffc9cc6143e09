//! Rectification: noting progress, reporting completion, the gates of group and office, numbers.
//!
//! The two signatures on a completion are put in the area `signing`.

mod access;
mod check;
mod checks;
mod closures;
mod completion;
mod gate;
mod number;
mod numbering;
mod numbers;
mod progress;
mod report;
pub mod story;
pub mod view;

use super::routes::{Route, get, post};

/// All routes of this area.
pub fn routes() -> Vec<Route> {
    vec![
        post("/problems/{id}/progress", progress::submit),
        get("/problems/{id}/completion", completion::page),
        post("/problems/{id}/completion", report::submit),
        get("/checks", checks::page),
        get("/checks.xlsx", checks::book),
        get("/problems/{id}/checks", check::page),
        post("/problems/{id}/checks", check::submit),
        get("/closures", closures::page),
        get("/closures.xlsx", closures::book),
        get("/closures/numbers", numbers::page),
        get("/closures/numbers.xlsx", numbers::book),
        post("/closures", number::submit),
    ]
}
