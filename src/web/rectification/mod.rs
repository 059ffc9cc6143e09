//! Rectification: noting progress, with files where somebody wants to, asking for more time, reporting completion, the gates of group and office, numbers, requests to take
//! up again what is closed.
//!
//! The two signatures on a completion are put in the area `signing`.

mod access;
mod answer;
mod check;
mod checks;
mod closures;
mod completion;
mod extend;
mod extension;
mod extensions;
mod files;
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

use super::routes::{Route, get, post, post_file};
use super::shell::posted::room;
use crate::domain::rectification::evidence::MOST_AT_ONCE;

/// All routes of this area.
pub fn routes() -> Vec<Route> {
    vec![
        post_file("/problems/{id}/progress", room(MOST_AT_ONCE), progress::submit),
        get("/problems/{id}/completion", completion::page),
        post_file("/problems/{id}/completion", room(MOST_AT_ONCE), report::submit),
        get("/problems/{id}/files/{file}", files::fetch),
        post("/problems/{id}/files/{file}/taking-back", files::take_back),
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
