//! 回头看: draws of what is closed, their samples, what was found.

mod access;
mod draw;
mod index;
mod look;
mod population;
mod prepare;
mod published;
mod sample;
pub mod view;

use super::routes::{Route, get, post};

/// All routes of this area.
pub fn routes() -> Vec<Route> {
    vec![
        get("/look-backs", index::page),
        get("/look-backs.xlsx", index::book),
        post("/look-backs", prepare::submit),
        get("/draws", published::page),
        get("/draws/{id}/ranks.txt", published::ranks),
        get("/look-backs/{id}", sample::page),
        post("/look-backs/{id}", draw::submit),
        get("/look-backs/{id}/rows.xlsx", sample::book),
        get("/look-backs/{id}/population.txt", population::file),
        get("/look-backs/{id}/entries/{n}", look::page),
        post("/look-backs/{id}/entries/{n}", look::submit),
    ]
}
