//! The ledger of acts, to be read: who did what to which object, when.

mod detail;
mod index;
mod objects;
mod search;
pub mod view;

use super::routes::{Route, get};

/// All routes of this area.
pub fn routes() -> Vec<Route> {
    vec![get("/ledger", index::page), get("/ledger.xlsx", index::book)]
}
