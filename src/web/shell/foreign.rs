//! Workbooks are taken out from the program's own pages: each is recorded as an act of whoever took it, and a page of another site must not
//! make somebody act. Requests that change something are judged by the layer against forgery already, by the same header.

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, Method};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

use super::{Error, msg};

/// Turns a workbook away that another site's page asks for.
pub async fn keep_out(request: Request, next: Next) -> Response {
    let reads = request.method() == Method::GET || request.method() == Method::HEAD;
    if reads && is_workbook(request.uri().path()) && is_foreign(request.headers()) {
        let why = msg("工作簿要从本系统的页面上导出，从别的网站或文件里的链接打不开。");
        return Error::Invalid(why).into_response();
    }
    next.run(request).await
}

/// Whether a path is that of a workbook, or of a document that is taken out the same way.
fn is_workbook(path: &str) -> bool {
    path.rsplit_once('.')
        .is_some_and(|(_, ending)| matches!(ending, "xlsx" | "docx"))
}

/// Whether the browser says that another site asked. One that says nothing is believed, as it is with what changes something.
fn is_foreign(headers: &HeaderMap) -> bool {
    let site = headers.get("sec-fetch-site").map(HeaderValue::as_bytes);
    !matches!(site, None | Some(b"same-origin" | b"none"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_ones_own_pages_and_what_a_person_typed_are_at_home() {
        let of = |site: &'static str| {
            HeaderMap::from_iter([(
                axum::http::HeaderName::from_static("sec-fetch-site"),
                HeaderValue::from_static(site),
            )])
        };
        assert!(!is_foreign(&HeaderMap::new()));
        assert!(!is_foreign(&of("same-origin")) && !is_foreign(&of("none")));
        for site in ["cross-site", "same-site", "", "anything"] {
            assert!(is_foreign(&of(site)), "{site}");
        }
    }
}
