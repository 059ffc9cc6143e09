//! Language and look: kept in cookies, changed by small forms that work without a script.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::Form;
use axum_extra::extract::cookie::{Cookie, CookieJar, SameSite};
use serde::Deserialize;

use super::Locale;
use super::access::Anyone;

/// Colours of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// As the system says.
    #[default]
    Auto,
    /// Ink on paper.
    Light,
    /// For evenings.
    Dark,
}

impl Theme {
    /// The value of `data-bs-theme` and of the cookie.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The theme of a tag, if it is one of ours.
    pub fn from_tag(tag: &str) -> Option<Self> {
        [Self::Auto, Self::Light, Self::Dark]
            .into_iter()
            .find(|theme| theme.tag() == tag)
    }
}

/// What a visitor has chosen. An extractor that never fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Prefs {
    /// Language.
    pub locale: Locale,
    /// Colours.
    pub theme: Theme,
    /// Larger text.
    pub large_text: bool,
}

const LANG: &str = "zg-lang";
const THEME: &str = "zg-theme";
const SIZE: &str = "zg-size";

impl Prefs {
    /// Read from the cookies of a request; a language never chosen follows the browser.
    pub fn of(headers: &HeaderMap) -> Self {
        let jar = CookieJar::from_headers(headers);
        let cookie = |name| jar.get(name).map(Cookie::value);
        Self {
            locale: cookie(LANG).and_then(Locale::from_tag).unwrap_or_default(),
            theme: cookie(THEME).and_then(Theme::from_tag).unwrap_or_default(),
            large_text: cookie(SIZE) == Some("large"),
        }
    }
}

impl<S: Sync> FromRequestParts<S> for Prefs {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self::of(&parts.headers))
    }
}

/// The form of the switches; what it does not name stays as it is.
#[derive(Debug, Deserialize)]
pub struct Switch {
    lang: Option<String>,
    theme: Option<String>,
    size: Option<String>,
    #[serde(rename = "return", default)]
    back: String,
}

/// `POST /preferences`
pub async fn switch(_: Anyone, jar: CookieJar, Form(form): Form<Switch>) -> Response {
    let lang = form
        .lang
        .as_deref()
        .and_then(Locale::from_tag)
        .map(|locale| (LANG, locale.tag()));
    let theme = form
        .theme
        .as_deref()
        .and_then(Theme::from_tag)
        .map(|theme| (THEME, theme.tag()));
    let size = form
        .size
        .map(|size| (SIZE, if size == "large" { "large" } else { "normal" }));
    let chosen = [lang, theme, size].into_iter().flatten();
    let jar = chosen.fold(jar, |jar, (name, value)| jar.add(keep(name, value)));
    (jar, Redirect::to(local_path(&form.back))).into_response()
}

fn keep(name: &'static str, value: &'static str) -> Cookie<'static> {
    let mut cookie = Cookie::new(name, value);
    cookie.set_path("/");
    cookie.set_http_only(true);
    cookie.set_same_site(SameSite::Lax);
    cookie.make_permanent();
    cookie
}

/// The path if it stays on this site, else the front page. Browsers read `//host` and `/\host` as another site.
pub fn local_path(path: &str) -> &str {
    let second = path.as_bytes().get(1);
    let plain = path.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    if path.starts_with('/') && second != Some(&b'/') && plain {
        path
    } else {
        "/"
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;
    use axum::http::header::{ACCEPT_LANGUAGE, COOKIE};

    #[test]
    fn a_return_path_never_leaves_the_site() {
        assert_eq!(local_path("/problems?state=late#t1"), "/problems?state=late#t1");
        for bad in [
            "",
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "/a\r\nb",
            "/\t/evil.example",
        ] {
            assert_eq!(local_path(bad), "/", "{bad:?}");
        }
    }

    #[test]
    fn the_language_is_chinese_unless_english_is_chosen() {
        let with = |name, value| Prefs::of(&HeaderMap::from_iter([(name, HeaderValue::from_static(value))]));
        assert_eq!(Prefs::of(&HeaderMap::new()).locale, Locale::Zh);
        // Offices' machines often have an English browser and Chinese users.
        assert_eq!(with(ACCEPT_LANGUAGE, "en-GB,en;q=0.9").locale, Locale::Zh);
        let chosen = with(COOKIE, "zg-lang=en; zg-theme=dark; zg-size=large");
        assert_eq!(
            chosen,
            Prefs {
                locale: Locale::En,
                theme: Theme::Dark,
                large_text: true
            }
        );
    }
}
