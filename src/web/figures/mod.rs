//! Figures: the overview, the rows behind every number, the definitions; the same of one's own county or unit;
//! what remains, to be followed up.

mod address;
mod chart;
mod definitions;
mod drill;
mod follow_up;
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
        get("/follow-up", follow_up::index::page),
        get("/follow-up/rows", follow_up::rows::page),
        get("/follow-up/rows.xlsx", follow_up::rows::book),
        get("/follow-up/owners", follow_up::owners::page),
        get("/our-figures", own::overview::page),
        get("/our-figures/rows", own::rows),
        get("/our-figures/rows.xlsx", own::book),
        get("/our-figures/definitions", own::definitions),
    ]
}
