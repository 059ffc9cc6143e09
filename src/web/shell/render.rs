//! A template becomes a response. Whole pages and htmx fragments (`view.as_rows()`) go the same way.

use askama::Template;
use axum::http::header::{CONTENT_LANGUAGE, CONTENT_TYPE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};

use super::{Error, Locale, filters};

/// Draws a page or a fragment in a language.
pub fn html<T: Template>(locale: Locale, status: StatusCode, template: &T) -> Response {
    match text(locale, template) {
        Ok(body) => sent(locale, status, body),
        Err(error) => Error::internal(error).into_response(),
    }
}

/// What was drawn, as a page in a language.
pub fn sent(locale: Locale, status: StatusCode, body: impl IntoResponse) -> Response {
    let headers = [
        (CONTENT_TYPE, "text/html; charset=utf-8"),
        (CONTENT_LANGUAGE, locale.tag()),
    ];
    (status, headers, body).into_response()
}

/// Draws a page with status 200.
pub fn ok<T: Template>(locale: Locale, template: &T) -> Response {
    html(locale, StatusCode::OK, template)
}

/// Draws a form again with its problems: status 422, everything typed is kept by the template.
pub fn invalid<T: Template>(locale: Locale, template: &T) -> Response {
    html(locale, StatusCode::UNPROCESSABLE_ENTITY, template)
}

/// Whether a script of ours asks, and not a person who pressed a button: the answer is then a few words and never a page.
pub fn is_by_script(headers: &HeaderMap) -> bool {
    headers.contains_key("x-zg-script")
}

/// The text of a template in a language.
pub fn text<T: Template>(locale: Locale, template: &T) -> askama::Result<String> {
    template.render_with_values(&filters::Language(locale))
}
