//! Accounts of others: slips in batches, resets, roles, lock-outs, the rule of the second factor, and whom the head of the office names to
//! read texts of 市级领导 and bodies. One's own account is in `session`.

mod access;
mod account;
mod index;
mod readers;
mod roles;
mod security;
mod slips;
mod stand;
pub mod view;

use super::routes::{Route, get, post};

/// All routes of this area.
pub fn routes() -> Vec<Route> {
    vec![
        get("/accounts", index::page),
        get("/accounts.xlsx", index::book),
        post("/accounts/slips", slips::batch),
        get("/accounts/{id}", account::page),
        post("/accounts/{id}/slip", slips::renew),
        post("/accounts/{id}/disabling", stand::disable),
        post("/accounts/{id}/enabling", stand::enable),
        post("/accounts/{id}/unlocking", stand::unlock),
        post("/accounts/{id}/factor-reset", stand::reset_factor),
        post("/accounts/{id}/roles", roles::give),
        post("/accounts/{id}/roles/removal", roles::take),
        get("/security", security::page),
        post("/security", security::set),
        get("/readers", readers::page),
        post("/readers", readers::name),
        post("/readers/removal", readers::remove),
    ]
}
