//! Stylesheets and scripts under a content hash: cached for ever, compressed when the program was built.

use axum::extract::Path;
use axum::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, HeaderName, HeaderValue, VARY,
};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};

use super::Error;

/// One file as built, with its two compressed forms.
pub struct Asset {
    /// The name in the address, such as `app.css`.
    pub name: &'static str,
    /// The media type.
    pub mime: &'static str,
    /// The first 20 hex digits of the SHA-256 of the plain bytes.
    pub hash: &'static str,
    /// The address.
    pub url: &'static str,
    /// The bytes as they are.
    pub plain: &'static [u8],
    /// The same, by brotli.
    pub brotli: &'static [u8],
    /// The same, by gzip.
    pub gzip: &'static [u8],
}

/// Everything that is served under `/assets/`.
pub static ASSETS: &[Asset] = include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// The address of an asset. An unknown name gives an address that answers 404; a test draws every template and looks.
pub fn asset_url(name: &str) -> &'static str {
    ASSETS
        .iter()
        .find(|asset| asset.name == name)
        .map_or("/assets/unknown", |asset| asset.url)
}

/// `GET /assets/{hash}/{name}`
pub fn serve(Path((hash, name)): Path<(String, String)>, headers: &HeaderMap) -> Response {
    let Some(asset) = ASSETS
        .iter()
        .find(|asset| asset.name == name && asset.hash == hash)
    else {
        return Error::NotFound.into_response();
    };
    let (encoding, body) = choose(asset, headers);
    let mut response = (StatusCode::OK, body).into_response();
    let out = response.headers_mut();
    let mut set = |name: HeaderName, value: &'static str| out.insert(name, HeaderValue::from_static(value));
    set(CONTENT_TYPE, asset.mime);
    set(CACHE_CONTROL, "public, max-age=31536000, immutable");
    set(VARY, "accept-encoding");
    if let Some(encoding) = encoding {
        set(CONTENT_ENCODING, encoding);
    }
    response
}

fn choose(asset: &Asset, headers: &HeaderMap) -> (Option<&'static str>, &'static [u8]) {
    if accepts(headers, "br") {
        (Some("br"), asset.brotli)
    } else if accepts(headers, "gzip") {
        (Some("gzip"), asset.gzip)
    } else {
        (None, asset.plain)
    }
}

fn accepts(headers: &HeaderMap, coding: &str) -> bool {
    let listed = headers
        .get_all(ACCEPT_ENCODING)
        .iter()
        .filter_map(|value| value.to_str().ok());
    listed.flat_map(|value| value.split(',')).any(|item| {
        let mut parts = item.split(';').map(str::trim);
        let named = parts.next().is_some_and(|name| name.eq_ignore_ascii_case(coding));
        let refused = parts
            .filter_map(|part| part.strip_prefix("q="))
            .any(|q| q.parse() == Ok(0.0_f32));
        named && !refused
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(value: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(ACCEPT_ENCODING, HeaderValue::from_static(value))])
    }

    #[test]
    fn the_best_accepted_coding_is_chosen() {
        let asset = &ASSETS[0];
        assert_eq!(choose(asset, &headers("gzip, deflate, br")).0, Some("br"));
        assert_eq!(choose(asset, &headers("gzip;q=0.5, br;q=0")).0, Some("gzip"));
        assert_eq!(choose(asset, &HeaderMap::new()), (None, asset.plain));
    }

    #[test]
    fn an_old_hash_is_not_found_and_a_new_one_is_immutable() {
        let ask = |hash: &str| serve(Path((hash.to_owned(), "app.css".to_owned())), &HeaderMap::new());
        assert_eq!(ask("0123456789abcdef0123").status(), StatusCode::NOT_FOUND);
        let url = asset_url("app.css");
        let hash = url.split('/').nth(2).unwrap_or_default();
        let found = ask(hash);
        assert_eq!(found.status(), StatusCode::OK);
        assert!(
            found.headers()[CACHE_CONTROL]
                .to_str()
                .is_ok_and(|value| value.contains("immutable"))
        );
    }
}
