//! Figures: the overview, the rows behind every number, the definitions; the same of one's own county or unit.

mod address;
mod chart;
mod definitions;
mod drill;
mod looking;
mod overview;
mod own;
mod rows;
mod units;
pub mod view;

use super::routes::{Route, get};

/// All routes of this area.
pub fn routes() -> Vec<Route> {
    vec![
        get("/figures", overview::page),
        get("/figures/rows", rows::page),
        get("/figures/rows.xlsx", rows::book),
        get("/figures/definitions", definitions::page),
        get("/our-figures", own::overview::page),
        get("/our-figures/rows", own::rows),
        get("/our-figures/rows.xlsx", own::book),
        get("/our-figures/definitions", own::definitions),
    ]
}
