//! What the city hands up for pre-review: packages, frozen and numbered. Their texts are not shown here.

mod freeze;
mod index;
mod package;
pub mod view;

use super::routes::{Route, get, post};

/// All routes of this area.
pub fn routes() -> Vec<Route> {
    vec![
        get("/packages", index::page),
        get("/packages.xlsx", index::book),
        post("/packages", freeze::submit),
        get("/packages/{id}", package::page),
        get("/packages/{id}/rows.xlsx", package::book),
    ]
}
