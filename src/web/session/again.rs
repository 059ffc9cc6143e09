//! Signing in again from the page that somebody writes on: the same steps, answered in a few words for its script.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use serde_json::json;

use crate::web::shell::{Locale, Message};

/// What comes next: `code`, the second factor; or `open`, the session is there. Whoever isn't asked by a script is led there.
pub(super) fn on(by_script: bool, step: &'static str, to: &str) -> Response {
    if by_script {
        Json(json!({"next": step})).into_response()
    } else {
        Redirect::to(to).into_response()
    }
}

/// Why it was not enough.
pub(super) fn refused(why: &Message, locale: Locale) -> Response {
    let said = Json(json!({"why": why.text(locale)}));
    (StatusCode::UNPROCESSABLE_ENTITY, said).into_response()
}
