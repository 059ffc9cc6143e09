//! Signing in and out, the first password, one's own account.

mod account;
mod again;
mod code;
mod cookie;
mod factor;
mod passkey;
mod passkeys;
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
        get("/sign-in/code", code::page),
        post("/sign-in/code", code::submit),
        post("/sign-in/passkey/question", passkey::ask),
        post("/sign-in/passkey", passkey::submit),
        post("/sign-out", sign_out::submit),
        get("/account", account::page),
        get("/account/password", password::page),
        post("/account/password", password::submit),
        get("/account/factor", factor::page),
        post("/account/factor", factor::begin),
        post("/account/factor/confirmation", factor::confirm),
        post("/account/factor/removal", factor::remove),
        get("/account/passkeys", passkeys::page),
        post("/account/passkeys", passkeys::add),
        post("/account/passkeys/question", passkeys::ask),
        post("/account/passkeys/name", passkeys::rename),
        post("/account/passkeys/removal", passkeys::remove),
        post("/preferences", prefs::switch),
    ]
}
