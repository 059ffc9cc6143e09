//! What a form sent, kept beside an answer that could not take it: the error page holds the words, and whoever signed in again, or waited,
//! sends the same once more. Only the account that typed them does: its cookie tells, which a session leaves behind when it ends.

mod files;

use std::sync::Arc;

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::Request;
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use axum_extra::extract::cookie::{Cookie, CookieJar};
use tokio::sync::Semaphore;

use super::access::COOKIE;
use super::error::Failure;
use super::{Error, is_by_script, msg};

/// Names the account that signed in here last. It opens nothing.
pub const WRITER: &str = "zg-writer";
/// The field by which a held form says whose words it holds.
const SENT_BY: &str = "sent_by";
/// Longest form that is read twice: rows pasted at once are the longest.
const LIMIT: usize = 4 * 1024 * 1024;
/// Most that a page holds of it, in bytes of its values; as words are drawn, this becomes five times as much at worst.
const HELD: usize = 768 * 1024;
/// And in fields: a form of two hundred rows has fewer.
const FIELDS: usize = 2000;
/// KiB of all forms that are read twice at one time; beyond it they are only read.
static ROOM: Semaphore = Semaphore::const_new(64 * 1024);
/// Names of fields that are shown to nobody, not even to those who typed them. Everything below [`SECRET_PATHS`] is one.
const SECRET: [&str; 5] = ["password", "present", "wanted", "again", "factor"];
const SECRET_PATHS: [&str; 2] = ["/sign-in", "/account"];
/// From here on a value in Latin letters is taken for words, too: dates and codes of ours are shorter, digests are digits.
const LONG: usize = 40;

/// The fields of a form.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Sent {
    /// Where it was sent to.
    pub(super) to: String,
    /// The account whose words these are; without it they are shown and not sent again.
    pub(super) by: Option<String>,
    /// Names and values, in order.
    pub(super) fields: Vec<(String, String)>,
    /// What of these is words that somebody may have typed.
    pub(super) words: Vec<String>,
}

impl Sent {
    /// None of a form with secrets, nor of one that is too much for a page.
    fn of(to: &str, by: Option<String>, form: &[u8]) -> Option<Self> {
        let is_below = |rest: &str| rest.is_empty() || rest.starts_with(['/', '?']);
        let mut secret = SECRET_PATHS.iter().filter_map(|path| to.strip_prefix(path));
        if secret.any(is_below) {
            return None;
        }
        let (mut fields, mut held) = (Vec::new(), 0);
        for (name, value) in url::form_urlencoded::parse(form) {
            held += name.len() + value.len();
            if held > HELD || fields.len() == FIELDS || SECRET.contains(&&*name) {
                return None;
            }
            if name != SENT_BY {
                fields.push((name.into_owned(), value.into_owned()));
            }
        }
        let words = fields.iter().filter(|(name, value)| is_words(name, value));
        Some(Self {
            to: to.to_owned(),
            by,
            words: words.map(|(_, value)| value.clone()).collect(),
            fields,
        })
    }
}

/// Addresses and lists of codes that a page put in are none.
fn is_words(name: &str, value: &str) -> bool {
    let value = value.trim();
    let is_code = || {
        let code = |c: char| c.is_ascii_alphanumeric() || "-_,:/?&=.%".contains(c);
        value.chars().all(code)
    };
    let long = value.len() > LONG && !is_code();
    name != "at" && (!value.is_ascii() || value.contains(char::is_whitespace) || long)
}

/// Middleware: hands the form on as it came, and puts it beside an answer that is a failure.
pub async fn remember(request: Request, next: Next) -> Response {
    if has_files(&request) {
        let by = writer(request.headers());
        let to = path(&request);
        let (form, request) = files::words(request).await;
        return pass_on((request, by, to), &form, next).await;
    }
    let Some(length) = length_of_form(&request) else {
        return next.run(request).await;
    };
    let kib = u32::try_from(length.div_ceil(1024)).unwrap_or(u32::MAX);
    let Ok(_room) = ROOM.try_acquire_many(kib.max(1)) else {
        return next.run(request).await;
    };
    let by = writer(request.headers());
    let (parts, body) = request.into_parts();
    let Ok(form) = to_bytes(body, LIMIT).await else {
        // Whoever sent it hung up in its middle, or said less than they sent.
        return StatusCode::BAD_REQUEST.into_response();
    };
    let request = Request::from_parts(parts, Body::from(Bytes::clone(&form)));
    let to = path(&request);
    pass_on((request, by, to), &form, next).await
}

fn path(request: &Request) -> String {
    let path = request.uri().path_and_query();
    path.map_or("/", |path| path.as_str()).to_owned()
}

/// Lets the form be answered, unless the words are another's, and puts them beside a failure.
async fn pass_on((request, by, to): (Request, Option<String>, String), form: &[u8], next: Next) -> Response {
    let whose = url::form_urlencoded::parse(form).find(|(name, _)| name == SENT_BY);
    let is_anothers = whose.is_some_and(|(_, whose)| by.as_deref() != Some(&*whose));
    let mut response = if is_anothers {
        let why = msg("这些内容是另一个账号填写的，不能用现在的账号提交。");
        Error::Invalid(why).into_response()
    } else {
        next.run(request).await
    };
    if is_failure(&response)
        && let Some(sent) = Sent::of(&to, by, form)
    {
        response.extensions_mut().insert(Arc::new(sent));
    }
    response
}

/// A failure of ours, or a form that could not be read. What another site sent is refused without one, and nothing of it is held.
fn is_failure(response: &Response) -> bool {
    let status = response.status();
    let unread = [
        StatusCode::BAD_REQUEST,
        StatusCode::PAYLOAD_TOO_LARGE,
        StatusCode::UNPROCESSABLE_ENTITY,
    ];
    let is_drawn = response.headers().contains_key("content-language");
    response.extensions().get::<Failure>().is_some()
        || status.is_server_error()
        || (unread.contains(&status) && !is_drawn)
}

/// A form with files of a page of ours, from a browser in which somebody signed in.
fn has_files(request: &Request) -> bool {
    let headers = request.headers();
    let is_known = cookie(headers, COOKIE).is_some() || writer(headers).is_some();
    let is_form = headers.get(CONTENT_TYPE).is_some_and(files::is_one);
    request.method() == Method::POST && is_form && is_known && !is_by_script(headers)
}

/// Of a form of a page of ours, from a browser in which somebody signed in.
fn length_of_form(request: &Request) -> Option<usize> {
    let headers = request.headers();
    let header = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let is_form = header(CONTENT_TYPE)
        .and_then(|kind| kind.get(..33))
        .is_some_and(|kind| kind.eq_ignore_ascii_case("application/x-www-form-urlencoded"));
    let is_known = cookie(headers, COOKIE).is_some() || writer(headers).is_some();
    let length = header(CONTENT_LENGTH).and_then(|length| length.parse::<usize>().ok());
    let held = request.method() == Method::POST && is_form && is_known && !is_by_script(headers);
    length.filter(|length| held && *length <= LIMIT)
}

fn cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    let jar = CookieJar::from_headers(headers);
    jar.get(name).map(Cookie::value).map(ToOwned::to_owned)
}

fn writer(headers: &HeaderMap) -> Option<String> {
    cookie(headers, WRITER).filter(|writer| writer.len() == 36)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(to: &str, form: &str) -> Option<Sent> {
        Sent::of(to, None, form.as_bytes())
    }

    #[test]
    fn words_are_told_from_what_the_page_put_in() {
        let form = "act_id=0199c1b2-0000-7000-8000-000000000001&version=3&do=save\
            &of=e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855&columns=number,title,state,deadline,owner,unit,place\
            &title=%E5%BC%80%E4%BC%9A&note=a+b&due_on=2018-09-30&sent_by=me";
        let sent = sent("/problems", form).expect("a form");
        assert_eq!(sent.words, ["开会", "a b"]);
        assert_eq!(sent.fields.len(), 8);
    }

    #[test]
    fn a_form_with_a_secret_is_not_kept() {
        for form in ["login=a&password=b", "present=a&wanted=b&again=b"] {
            assert_eq!(sent("/problems/1/signatures/claim", form), None, "{form}");
        }
        for path in [
            "/sign-in",
            "/sign-in/code",
            "/account/password",
            "/account/factor",
        ] {
            assert_eq!(sent(path, "code=123456&anything=new+one"), None, "{path}");
        }
        assert!(sent("/accounts", "name=a+b").is_some());
        let refusal = sent("/problems/1/refusals", "code=12&words=%E4%B8%8D").expect("a form");
        assert_eq!(refusal.words, ["不"]);
    }

    #[test]
    fn every_field_for_a_secret_that_a_page_has_is_known() {
        let mut names = std::collections::BTreeSet::new();
        let mut open = vec![std::path::PathBuf::from("templates")];
        while let Some(at) = open.pop() {
            if at.is_dir() {
                open.extend(
                    std::fs::read_dir(&at)
                        .expect("a folder")
                        .map(|file| file.expect("a file").path()),
                );
                continue;
            }
            let text = std::fs::read_to_string(&at).unwrap_or_default();
            for input in text.split("<input").skip(1) {
                let input = input.split('>').next().unwrap_or_default();
                if input.contains("type=\"password\"") || input.contains("one-time-code") {
                    let name = input
                        .split("name=\"")
                        .nth(1)
                        .and_then(|rest| rest.split('"').next());
                    names.insert((name.unwrap_or_default().to_owned(), at.clone()));
                }
            }
        }
        assert!(names.len() > 6, "{names:?}");
        for (name, at) in names {
            // A code is typed on pages below the paths of which nothing is kept, or in their dialog.
            let code = name == "code"
                && (at.starts_with("templates/session") || at.ends_with("lists/form/again.html"));
            assert!(
                code || SECRET.contains(&name.as_str()),
                "{name} in {}",
                at.display()
            );
        }
    }

    #[test]
    fn what_is_too_much_for_a_page_is_not_held() {
        assert_eq!(sent("/problems", &"a&".repeat(FIELDS + 1)), None);
        assert_eq!(sent("/problems", &format!("a={}", "b".repeat(HELD))), None);
    }
}
