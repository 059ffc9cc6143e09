//! Rectification: noting progress, asking for more time, reporting completion, the gates of group and office, numbers, requests to take
//! up again what is closed.
//!
//! The two signatures on a completion are put in the area `signing`.

mod access;
mod check;
mod checks;
mod closures;
mod completion;
mod extend;
mod extension;
mod extensions;
mod gate;
mod number;
mod numbering;
mod numbers;
mod progress;
mod reopening;
mod reopenings;
mod report;
mod requests;
mod rounds;
pub mod story;
pub mod view;

use super::routes::{Route, get, post};

/// All routes of this area.
pub fn routes() -> Vec<Route> {
    vec![
        post("/problems/{id}/progress", progress::submit),
        get("/problems/{id}/completion", completion::page),
        post("/problems/{id}/completion", report::submit),
        get("/problems/{id}/extension", extend::page),
        post("/problems/{id}/extension", extend::submit),
        get("/problems/{id}/extension/decision", extension::page),
        post("/problems/{id}/extension/decision", extension::submit),
        get("/extensions", extensions::page),
        get("/extensions.xlsx", extensions::book),
        get("/problems/{id}/reopening", reopening::page),
        post("/problems/{id}/reopening", reopening::submit),
        get("/problems/{id}/reopening/decision", requests::page),
        post("/problems/{id}/reopening/decision", requests::submit),
        get("/reopenings", reopenings::page),
        get("/reopenings.xlsx", reopenings::book),
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
