//! One's own unit or county, for its liaison, its head and the county office: who has filed, what waits for whom. No texts stand here.

mod index;
pub mod view;

use super::routes::{Route, get};

/// All routes of this area.
pub fn routes() -> Vec<Route> {
    vec![get("/ours", index::page), get("/ours.xlsx", index::book)]
}
