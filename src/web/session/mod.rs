//! Signing in and out, the first password, one's own account.

mod account;
mod cookie;
mod password;
mod sign_in;
mod sign_out;
pub mod view;

use super::routes::{Route, get, post};
use super::shell::prefs;

/// All routes of this area.
pub fn routes() -> Vec<Route> {
    vec![
        get("/sign-in", sign_in::page),
        post("/sign-in", sign_in::submit),
        post("/sign-out", sign_out::submit),
        get("/account", account::page),
        get("/account/password", password::page),
        post("/account/password", password::submit),
        post("/preferences", prefs::switch),
    ]
}
