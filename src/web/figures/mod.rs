//! Figures: the overview, the rows behind every number, the definitions.

mod address;
mod chart;
mod definitions;
mod drill;
mod looking;
mod overview;
mod rows;
mod units;
pub mod view;

use super::routes::{Route, get};

/// All routes of this area.
pub fn routes() -> Vec<Route> {
    vec![
        get("/figures", overview::page),
        get("/figures/rows", rows::page),
        get("/figures/definitions", definitions::page),
    ]
}
