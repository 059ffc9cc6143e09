//! One message from an act to the page after it. The cookie names a text of the catalogue and its arguments; it holds no markup and
//! needs no signature, because a forged one shows only our own words, escaped, to whoever forged it.

use axum::extract::Request;
use axum::http::header::{COOKIE, HeaderValue, SET_COOKIE};
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::cookie::{Cookie, CookieJar, SameSite};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::{Locale, Message};

const NAME: &str = "zg-flash";
const GONE: &str = "zg-flash=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax";
/// A person's words can be long; a cookie can't. What is longer is cut.
const ARG_CHARS: usize = 120;

/// How a message looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FlashKind {
    /// Done.
    Ok,
    /// Something waits for you.
    Act,
    /// Done, but mind this.
    Warn,
}

/// A message ready to be drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flash {
    /// How it looks.
    pub kind: FlashKind,
    /// What it says, in the visitor's language.
    pub text: String,
}

impl FlashKind {
    const fn tag(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Act => "act",
            Self::Warn => "warn",
        }
    }

    fn from_tag(tag: &str) -> Option<Self> {
        [Self::Ok, Self::Act, Self::Warn]
            .into_iter()
            .find(|kind| kind.tag() == tag)
    }

    /// The class of the box.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Ok => "",
            Self::Act => "is-act",
            Self::Warn => "is-warn",
        }
    }
}

impl Flash {
    /// The message that came with this request, in a language.
    pub fn take(headers: &HeaderMap, locale: Locale) -> Option<Self> {
        let jar = CookieJar::from_headers(headers);
        let packed = URL_SAFE_NO_PAD.decode(jar.get(NAME)?.value()).ok()?;
        let (kind, code, args): (String, String, Vec<String>) = serde_json::from_slice(&packed).ok()?;
        let message = Message::from_code(&code, args)?;
        Some(Self {
            kind: FlashKind::from_tag(&kind)?,
            text: message.text(locale),
        })
    }
}

/// See Other to a local path, with a message for the page there: how every successful POST ends.
pub fn redirect(to: &str, kind: FlashKind, message: &Message) -> Response {
    (CookieJar::new().add(pack(kind, message)), Redirect::to(to)).into_response()
}

fn pack(kind: FlashKind, message: &Message) -> Cookie<'static> {
    let args: Vec<String> = message
        .args()
        .iter()
        .map(|arg| arg.chars().take(ARG_CHARS).collect())
        .collect();
    let packed = serde_json::json!([kind.tag(), message.code(), args]).to_string();
    let mut cookie = Cookie::new(NAME, URL_SAFE_NO_PAD.encode(packed));
    cookie.set_path("/");
    cookie.set_http_only(true);
    cookie.set_same_site(SameSite::Lax);
    cookie
}

/// Middleware for `axum::middleware::from_fn`: a message that has been drawn on a whole page is forgotten.
pub async fn expire(request: Request, next: Next) -> Response {
    let headers = request.headers();
    let carried = headers.get_all(COOKIE).iter().any(|value| contains(value, NAME));
    let fragment = headers.contains_key("hx-request");
    let asset = request.uri().path().starts_with("/assets/");
    let mut response = next.run(request).await;
    let renewed = response
        .headers()
        .get_all(SET_COOKIE)
        .iter()
        .any(|value| contains(value, NAME));
    let drawn = response.status() != StatusCode::SEE_OTHER;
    if carried && drawn && !fragment && !asset && !renewed {
        response
            .headers_mut()
            .append(SET_COOKIE, HeaderValue::from_static(GONE));
    }
    response
}

fn contains(value: &HeaderValue, name: &str) -> bool {
    value.to_str().is_ok_and(|text| text.contains(name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::messages::msg;

    fn carried(value: &str) -> Option<Flash> {
        let cookie = HeaderValue::from_str(&format!("zg-flash={value}")).ok()?;
        Flash::take(&HeaderMap::from_iter([(COOKIE, cookie)]), Locale::En)
    }

    #[test]
    fn a_message_crosses_a_redirect_in_the_readers_language() {
        let cookie = pack(FlashKind::Warn, &msg("菜单"));
        let flash = carried(cookie.value());
        assert_eq!(
            flash,
            Some(Flash {
                kind: FlashKind::Warn,
                text: "Menu".into()
            })
        );
    }

    #[test]
    fn a_forged_cookie_says_nothing_of_its_own() {
        for forged in [
            "",
            "%%%",
            "eyJhIjoxfQ",
            &URL_SAFE_NO_PAD.encode(r#"["ok","Send money",[]]"#),
        ] {
            assert_eq!(carried(forged), None);
        }
    }
}
