//! The session's cookie.

use axum_extra::extract::cookie::{Cookie, CookieJar, SameSite};

use crate::domain::accounts::session::Token;
use crate::kernel::ids::AccountId;
use crate::web::shell::access::COOKIE;
use crate::web::shell::sent::WRITER;
use crate::web::state::App;

/// A jar that sets the session's cookie, and the one that says whose words a form holds; they end with the browser, the row ends earlier.
pub(super) fn set(app: &App, token: &Token, account: AccountId) -> CookieJar {
    CookieJar::new()
        .add(build(app, token.cookie_value().to_owned()))
        .add(named(app, WRITER, account.to_string()))
}

/// Name of the cookie between the password and the code.
pub(super) const STEP: &str = "zg-step";

/// A jar that remembers who typed the password and is to type a code.
pub(super) fn wait(app: &App, token: &Token) -> CookieJar {
    CookieJar::new().add(named(app, STEP, token.cookie_value().to_owned()))
}

/// A jar that removes both.
pub(super) fn clear(app: &App) -> CookieJar {
    let gone = |name| {
        let mut cookie = named(app, name, String::new());
        cookie.make_removal();
        cookie
    };
    CookieJar::new().add(gone(COOKIE)).add(gone(WRITER))
}

fn build(app: &App, value: String) -> Cookie<'static> {
    named(app, COOKIE, value)
}

fn named(app: &App, name: &'static str, value: String) -> Cookie<'static> {
    let mut cookie = Cookie::new(name, value);
    cookie.set_path("/");
    cookie.set_http_only(true);
    cookie.set_same_site(SameSite::Lax);
    cookie.set_secure(app.secure_cookies());
    cookie
}
