//! Draws failures: what happened, what was kept, what to do, and the request's name for whoever reports it.

use std::sync::Arc;

use askama::Template;
use axum::extract::Request;
use axum::http::header::{ACCEPT, CONTENT_TYPE, HeaderMap, HeaderValue};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::Response;
use tower_http::request_id::RequestId;

use super::error::{Error, Failure, Stale, to_sign_in};
use super::error_words::{kept, may_be_sent_again, reason, words};
use super::sent::Sent;
use super::{Page, Prefs, filters, render};

/// What of the request an error page needs; kept because the request itself is gone by then.
struct Asked {
    prefs: Prefs,
    request_id: String,
    path: String,
    htmx: bool,
    html: bool,
    writes: bool,
}

/// Middleware for `axum::middleware::from_fn`: outside of routing, limits and panic catching, inside of `headers::secure`.
/// It also draws what axum and tower answer in plain text: 404, 405, 413, 415, a caught panic, a timeout.
pub async fn draw(request: Request, next: Next) -> Response {
    let asked = Asked::of(&request);
    let response = next.run(request).await;
    if let Some(Failure(error)) = response.extensions().get::<Failure>() {
        let error = Arc::clone(error);
        asked.log(&error);
        return asked.page(&error, response);
    }
    match foreign(&response) {
        Some(error) if asked.html => asked.page(&error, response),
        _ => response,
    }
}

/// An error that a library answered with, if this is one.
fn foreign(response: &Response) -> Option<Error> {
    let kind = response
        .headers()
        .get(CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok())
        .unwrap_or_default();
    if !(kind.is_empty() || kind.starts_with("text/plain")) {
        return None;
    }
    match response.status() {
        StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED => Some(Error::NotFound),
        StatusCode::FORBIDDEN => Some(Error::Forbidden),
        StatusCode::PAYLOAD_TOO_LARGE => Some(Error::TooLarge),
        StatusCode::SERVICE_UNAVAILABLE | StatusCode::REQUEST_TIMEOUT | StatusCode::TOO_MANY_REQUESTS => {
            Some(Error::Busy { retry_after: 5 })
        }
        status if status.is_client_error() => {
            Some(Error::Invalid(super::msg("发来的内容读不懂，可能页面已经更新。")))
        }
        status if status.is_server_error() => {
            Some(Error::internal("answered by a layer; see the line before"))
        }
        _ => None,
    }
}

impl Asked {
    fn of(request: &Request) -> Self {
        let headers = request.headers();
        let path = request.uri().path_and_query().map_or("/", |path| path.as_str());
        let accept = headers
            .get(ACCEPT)
            .and_then(|accept| accept.to_str().ok())
            .unwrap_or_default();
        let htmx = headers.contains_key("hx-request");
        Self {
            prefs: Prefs::of(headers),
            request_id: request_id(request),
            path: path.to_owned(),
            htmx,
            html: htmx || accept.contains("text/html"),
            writes: !matches!(*request.method(), Method::GET | Method::HEAD),
        }
    }

    /// Once, at the boundary. What a visitor did wrong is no event for the log beyond the access line.
    fn log(&self, error: &Error) {
        let (id, path) = (&self.request_id, self.path.split('?').next().unwrap_or_default());
        match error {
            Error::Internal(cause) => {
                let causes = chain(cause.as_ref());
                tracing::error!(request_id = %id, %path, causes, "request failed");
            }
            Error::Unavailable => tracing::error!(request_id = %id, %path, "database unavailable"),
            Error::Busy { .. } => tracing::warn!(request_id = %id, %path, "too busy"),
            _ => {}
        }
    }

    fn page(&self, error: &Error, answered: Response) -> Response {
        if let Error::LoginNeeded { return_to } = error
            && !self.writes
            && !self.htmx
        {
            return to_sign_in(return_to);
        }
        let (parts, _) = answered.into_parts();
        let sent = parts.extensions.get::<Arc<Sent>>().map(|sent| &**sent);
        let mut response = self.body(error, parts.status, sent);
        keep(&parts.headers, response.headers_mut());
        response
    }

    fn body(&self, error: &Error, status: StatusCode, sent: Option<&Sent>) -> Response {
        let locale = self.prefs.locale;
        let drawn = if self.htmx {
            render::text(
                locale,
                &Fragment {
                    fault: Fault::of(error, self, sent),
                },
            )
        } else {
            let fault = Fault::of(error, self, sent);
            let title = locale.t(fault.title).to_owned();
            let page = Page {
                request_id: self.request_id.clone(),
                ..Page::for_prefs(&self.prefs).titled(title)
            };
            render::text(locale, &Whole { page, fault })
        };
        let body = drawn.unwrap_or_else(|_| locale.t("系统出了问题").to_owned());
        let mut response = Response::new(body.into());
        *response.status_mut() = status;
        response
            .headers_mut()
            .insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
        response
    }
}

/// The answer's own headers stay (Allow, Retry-After, cookies), except those of the body that is replaced.
fn keep(from: &HeaderMap, to: &mut HeaderMap) {
    for (name, value) in from {
        if !matches!(
            name.as_str(),
            "content-type" | "content-length" | "content-encoding"
        ) {
            to.append(name, value.clone());
        }
    }
}

fn request_id(request: &Request) -> String {
    let id = request
        .extensions()
        .get::<RequestId>()
        .map(RequestId::header_value);
    let id = id.or_else(|| request.headers().get("x-request-id"));
    id.and_then(|id| id.to_str().ok()).unwrap_or_default().to_owned()
}

fn chain(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(Some(error), |error| error.source());
    causes.map(ToString::to_string).collect::<Vec<_>>().join(": ")
}

/// An error in the words of an error page.
struct Fault<'a> {
    title: &'static str,
    happened: String,
    kept: &'static str,
    todo: &'static str,
    sign_in: Option<String>,
    stale: Option<&'a Stale>,
    sent: Option<&'a Sent>,
    again: bool,
    request_id: &'a str,
}

#[derive(Template)]
#[template(path = "errors/page.html")]
struct Whole<'a> {
    page: Page,
    fault: Fault<'a>,
}

#[derive(Template)]
#[template(path = "errors/fragment.html")]
struct Fragment<'a> {
    fault: Fault<'a>,
}

impl<'a> Fault<'a> {
    /// Whether the page has a button for it.
    fn sends_again(&self) -> bool {
        self.again && self.sent.is_some_and(|sent| sent.by.is_some())
    }

    fn of(error: &'a Error, asked: &'a Asked, sent: Option<&'a Sent>) -> Self {
        let (title, happened, todo) = words(error, sent);
        let locale = asked.prefs.locale;
        let stale = if let Error::Stale(stale) = error {
            Some(stale)
        } else {
            None
        };
        Self {
            title,
            happened: reason(error, locale).unwrap_or_else(|| locale.t(happened).to_owned()),
            kept: kept(error, asked.writes, sent),
            todo,
            // What was asked by a button is no page that one can come back to.
            sign_in: matches!(error, Error::LoginNeeded { .. })
                .then(|| super::error::sign_in_path(if asked.writes { "/" } else { &asked.path })),
            // Its own rows say what was sent.
            sent: sent.filter(|_| stale.is_none()),
            again: may_be_sent_again(error),
            stale: stale.map(|stale| &**stale),
            request_id: &asked.request_id,
        }
    }
}
