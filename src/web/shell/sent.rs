//! What a form sent, kept beside an answer that could not take it: the error page holds the words, and whoever signed in again, or waited,
//! sends the same once more.

use std::sync::Arc;

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::Request;
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

use super::error::Failure;
use super::is_by_script;

/// Largest form whose words a page holds: as much as rows pasted at once may be.
const LIMIT: usize = 4 * 1024 * 1024;
/// Names of fields that are shown to nobody, not even to those who typed them.
const SECRET: [&str; 4] = ["password", "code", "secret", "token"];
/// From here on a value in Latin letters is taken for words, too: dates and codes of ours are shorter, digests are digits.
const LONG: usize = 40;

/// The fields of a form.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Sent {
    /// Where it was sent to.
    pub(super) to: String,
    /// Names and values, in order.
    pub(super) fields: Vec<(String, String)>,
    /// What of these is words that somebody may have typed.
    pub(super) words: Vec<String>,
}

impl Sent {
    /// None of a form with secrets.
    fn of(to: String, form: &[u8]) -> Option<Self> {
        let fields: Vec<(String, String)> = url::form_urlencoded::parse(form).into_owned().collect();
        let is_secret = |(name, _): &(String, String)| SECRET.iter().any(|secret| name.contains(secret));
        if fields.iter().any(is_secret) {
            return None;
        }
        let words = fields
            .iter()
            .map(|(_, value)| value)
            .filter(|value| is_words(value));
        Some(Self {
            to,
            words: words.cloned().collect(),
            fields,
        })
    }
}

fn is_words(value: &str) -> bool {
    let value = value.trim();
    let is_digest = || value.chars().all(|char| char.is_ascii_hexdigit() || char == '-');
    !value.is_ascii() || value.contains(char::is_whitespace) || (value.len() > LONG && !is_digest())
}

/// Middleware: hands the form on as it came, and puts it beside an answer that is a failure.
pub async fn remember(request: Request, next: Next) -> Response {
    if !is_short_form(&request) {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    let Ok(form) = to_bytes(body, LIMIT).await else {
        // Whoever sent it hung up in its middle, or said less than they sent.
        return StatusCode::BAD_REQUEST.into_response();
    };
    let to = parts
        .uri
        .path_and_query()
        .map_or("/", |path| path.as_str())
        .to_owned();
    let mut response = next
        .run(Request::from_parts(parts, Body::from(Bytes::clone(&form))))
        .await;
    let failed = response.extensions().get::<Failure>().is_some() || response.status().is_server_error();
    if failed && let Some(sent) = Sent::of(to, &form) {
        response.extensions_mut().insert(Arc::new(sent));
    }
    response
}

fn is_short_form(request: &Request) -> bool {
    let header = |name| request.headers().get(name).and_then(|value| value.to_str().ok());
    let is_form =
        header(CONTENT_TYPE).is_some_and(|kind| kind.starts_with("application/x-www-form-urlencoded"));
    let length = header(CONTENT_LENGTH).and_then(|length| length.parse::<usize>().ok());
    request.method() == Method::POST
        && is_form
        && length.is_some_and(|length| length <= LIMIT)
        && !is_by_script(request.headers())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_told_from_what_the_page_put_in() {
        let form = "act_id=0199c1b2-0000-7000-8000-000000000001&version=3&do=save&of=e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855&title=%E5%BC%80%E4%BC%9A&note=a+b&due_on=2018-09-30";
        let sent = Sent::of("/problems".to_owned(), form.as_bytes()).expect("a form");
        assert_eq!(sent.words, ["开会", "a b"]);
        assert_eq!(sent.fields.len(), 7);
    }

    #[test]
    fn a_form_with_a_secret_is_not_kept() {
        for name in ["password", "new_password", "code", "recovery_code"] {
            let form = format!("login=a&{name}=b");
            assert_eq!(Sent::of("/sign-in".to_owned(), form.as_bytes()), None, "{name}");
        }
    }
}
