//! Search over what one may read: problems, people, units.

mod asked;
mod page;
mod rows;
pub mod view;

use super::routes::{Route, get};

/// All routes of this area.
pub fn routes() -> Vec<Route> {
    vec![get("/search", page::page), get("/search.xlsx", page::book)]
}
