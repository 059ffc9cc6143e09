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
use super::{Locale, Page, Prefs, filters, render};

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
        let mut response = self.body(error, parts.status);
        keep(&parts.headers, response.headers_mut());
        response
    }

    fn body(&self, error: &Error, status: StatusCode) -> Response {
        let locale = self.prefs.locale;
        let drawn = if self.htmx {
            render::text(
                locale,
                &Fragment {
                    fault: Fault::of(error, self),
                },
            )
        } else {
            let fault = Fault::of(error, self);
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
    fn of(error: &'a Error, asked: &'a Asked) -> Self {
        let (title, happened, todo) = words(error);
        let locale = asked.prefs.locale;
        Self {
            title,
            happened: reason(error, locale).unwrap_or_else(|| locale.t(happened).to_owned()),
            kept: kept(error, asked.writes),
            todo,
            sign_in: matches!(error, Error::LoginNeeded { .. })
                .then(|| super::error::sign_in_path(&asked.path)),
            stale: if let Error::Stale(stale) = error {
                Some(stale)
            } else {
                None
            },
            request_id: &asked.request_id,
        }
    }
}

fn reason(error: &Error, locale: Locale) -> Option<String> {
    if let Error::Invalid(message) = error {
        Some(message.text(locale))
    } else {
        None
    }
}

/// Title, what happened, what to do.
fn words(error: &Error) -> (&'static str, &'static str, &'static str) {
    use super::n_;
    match error {
        // These two are redirects and never drawn.
        Error::FirstPassword | Error::FactorNeeded | Error::Repeated { .. } | Error::NotFound => (
            n_("没有找到这个页面"),
            n_("地址可能有误，也可能这项内容已经移走，或者不在您的范围内。"),
            n_("请从首页重新进入；如果是别人发来的链接，请向对方核对。"),
        ),
        Error::Forbidden => (
            n_("您没有办理这一项的权限"),
            n_("这项内容属于别的岗位办理，或者办理的阶段已经过去。"),
            n_("如果认为应当由您办理，请联系本单位联络员。"),
        ),
        Error::LoginNeeded { .. } => (
            n_("请先登录"),
            n_("登录已经过期，或者还没有登录。"),
            n_("在新窗口登录后，回到原来的页面再提交一次。"),
        ),
        Error::Stale(_) => (
            n_("这一项刚刚被别人改过"),
            n_("您打开页面之后，有人先保存了另一个版本。两个版本都列在下面。"),
            n_("请打开最新内容，对照后重新填写要改的地方。"),
        ),
        Error::Invalid(_) => (n_("这一步现在办不了"), "", n_("请返回上一页，按最新情况再办理。")),
        Error::TooLarge => (
            n_("文件太大"),
            n_("提交的内容超过了允许的大小。"),
            n_("请拆分或压缩后重新提交。"),
        ),
        Error::Busy { .. } => (
            n_("现在办理的人太多"),
            n_("系统一时忙不过来。"),
            n_("请等几秒钟，再试一次。"),
        ),
        Error::Unavailable => (
            n_("系统暂时停止办理"),
            n_("数据库正在恢复。"),
            n_("请过一会儿再试；如果半小时后仍不恢复，请联系系统管理员。"),
        ),
        Error::Internal(_) => (
            n_("系统出了问题"),
            n_("这是系统的问题，不是您操作的问题，管理员能看到记录。"),
            n_("请再试一次；如果还不行，请把下面的编号告诉系统管理员。"),
        ),
    }
}

fn kept(error: &Error, writes: bool) -> &'static str {
    use super::n_;
    match error {
        _ if !writes => n_("没有改动任何内容，已保存的都还在。"),
        Error::LoginNeeded { .. } => n_("这一次没有提交成功。按浏览器的“返回”，填写的文字还在。"),
        Error::Stale(_) => n_("没有覆盖对方的版本，您的文字列在下面，可以复制。"),
        _ => n_("这一次没有提交成功，以前保存的都还在。按浏览器的“返回”，填写的文字还在。"),
    }
}
