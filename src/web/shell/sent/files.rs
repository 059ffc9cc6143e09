//! A form with files: its words come before its first file, and only they are read twice.

use std::future::ready;

use axum::body::{Body, Bytes};
use axum::extract::{FromRequest as _, Multipart, Request};
use axum::http::HeaderValue;
use axum::http::header::CONTENT_TYPE;
use bytes::BytesMut;
use futures_util::{StreamExt as _, stream};
use url::form_urlencoded::Serializer;

/// Most bytes that are read ahead for words.
const AHEAD: usize = 128 * 1024;
/// By which the head of a part says that it is a file.
const FILE: &[u8] = b"filename=";

/// Whether it is such a form.
pub(super) fn is_one(kind: &HeaderValue) -> bool {
    let kind = kind.to_str().unwrap_or_default();
    kind.starts_with("multipart/form-data;")
}

/// What comes before the first file, in the plain encoding, and the request as it came.
pub(super) async fn words(request: Request) -> (Bytes, Request) {
    let (parts, body) = request.into_parts();
    let (mut head, mut body) = (BytesMut::new(), body.into_data_stream());
    let mut broken = None;
    while head.len() < AHEAD && !head.windows(FILE.len()).any(|window| window == FILE) {
        match body.next().await {
            Some(Ok(chunk)) => head.extend_from_slice(&chunk),
            Some(Err(error)) => {
                broken = Some(Err(error));
                break;
            }
            None => break,
        }
    }
    let head = head.freeze();
    let words = match parts.headers.get(CONTENT_TYPE) {
        Some(kind) => plain(kind, head.clone()).await,
        None => Bytes::new(),
    };
    let ahead = stream::once(ready(Ok(head))).chain(stream::iter(broken));
    let request = Request::from_parts(parts, Body::from_stream(ahead.chain(body)));
    (words, request)
}

/// Fields that are whole, up to the first file or the first that is not.
async fn plain(kind: &HeaderValue, head: Bytes) -> Bytes {
    let mut words = Vec::new();
    let request = Request::post("/")
        .header(CONTENT_TYPE, kind)
        .body(Body::from(head));
    if let Ok(request) = request
        && let Ok(mut parts) = Multipart::from_request(request, &()).await
    {
        while let Ok(Some(field)) = parts.next_field().await {
            let name = field.name().unwrap_or_default().to_owned();
            if field.file_name().is_some() {
                break;
            }
            let Ok(text) = field.text().await else { break };
            words.push((name, text));
        }
    }
    let mut form = Serializer::new(String::new());
    form.extend_pairs(words).finish().into()
}
