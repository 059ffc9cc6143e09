//! Headers on every response. A page that needs more than this policy allows is wrong, not the policy.

use axum::extract::Request;
use axum::http::HeaderMap;
use axum::http::header::{CACHE_CONTROL, HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;

/// Nothing from anywhere but here; no inline script or style, no eval. Bootstrap's arrows and ticks are `data:` images.
pub const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; \
     font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

const FIXED: &[(&str, &str)] = &[
    ("content-security-policy", POLICY),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "same-origin"),
    (
        "permissions-policy",
        "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
    ),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("x-frame-options", "DENY"),
];

/// Middleware for `axum::middleware::from_fn`: outside of everything that answers, error pages too.
pub async fn secure(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    put(response.headers_mut());
    response
}

/// Personal pages are never kept by a browser or a proxy; assets have said otherwise before this runs.
fn put(headers: &mut HeaderMap) {
    for (name, value) in FIXED {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    headers
        .entry(CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_not_stored_and_assets_keep_their_own_word() {
        let mut page = HeaderMap::new();
        put(&mut page);
        assert_eq!(page[CACHE_CONTROL], "no-store");
        assert_eq!(page["content-security-policy"], POLICY);
        let mut asset = HeaderMap::from_iter([(CACHE_CONTROL, HeaderValue::from_static("immutable"))]);
        put(&mut asset);
        assert_eq!(asset[CACHE_CONTROL], "immutable");
    }

    #[test]
    fn the_policy_allows_nothing_inline() {
        assert!(!POLICY.contains("unsafe") && !POLICY.contains("http"));
    }
}
