//! When the visitor last acted, kept by their browser: a figure that was counted before is not shown to them, whichever of
//! several programs answers. Nobody else is concerned, so a forged time only costs its author a recount.

use axum::extract::{Request, State};
use axum::http::header::{HeaderValue, SET_COOKIE};
use axum::http::{HeaderMap, Method};
use axum::middleware::Next;
use axum::response::Response;
use axum_extra::extract::cookie::{Cookie, CookieJar, SameSite};
use chrono::{DateTime, Utc};

use crate::domain::figures::HOLD;
use crate::web::state::App;

const NAME: &str = "zg-acted";

/// The time of the visitor's last act, if it was a moment ago. A time to come is none.
pub(super) fn last(headers: &HeaderMap, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let jar = CookieJar::from_headers(headers);
    let micros = jar.get(NAME)?.value().parse().ok()?;
    DateTime::from_timestamp_micros(micros).filter(|acted| *acted <= now + HOLD)
}

/// Notes it after every act that was carried out.
pub async fn note(State(app): State<App>, request: Request, next: Next) -> Response {
    let acts = request.method() != Method::GET && request.method() != Method::HEAD;
    let mut response = next.run(request).await;
    let done = response.status().is_success() || response.status().is_redirection();
    if acts && done {
        let mut cookie = Cookie::new(NAME, app.clock().now().timestamp_micros().to_string());
        cookie.set_path("/");
        cookie.set_http_only(true);
        cookie.set_same_site(SameSite::Lax);
        cookie.set_secure(app.secure_cookies());
        if let Ok(value) = HeaderValue::from_str(&cookie.to_string()) {
            response.headers_mut().append(SET_COOKIE, value);
        }
    }
    response
}
