//! Files that a page hands out.

use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse as _, Response};
use url::form_urlencoded::byte_serialize;

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// A workbook under this name, to be saved and not shown.
pub fn workbook(name: &str, bytes: Vec<u8>) -> Response {
    file(name, XLSX, bytes)
}

/// A document under this name, to be saved and not shown.
pub fn document(name: &str, bytes: Vec<u8>) -> Response {
    file(name, DOCX, bytes)
}

/// A file of any type under this name, to be saved and not shown.
pub fn file(name: &str, media_type: &str, bytes: Vec<u8>) -> Response {
    // RFC 8187; a space is %20 there and not a plus.
    let name: String = byte_serialize(name.as_bytes()).collect();
    let disposition = format!("attachment; filename*=UTF-8''{}", name.replace('+', "%20"));
    let headers = [
        (CONTENT_TYPE, media_type.to_owned()),
        (CONTENT_DISPOSITION, disposition),
    ];
    (headers, bytes).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_go_in_any_letters() {
        let response = workbook("退回 a.xlsx", Vec::new());
        assert_eq!(
            response.headers()[CONTENT_DISPOSITION],
            "attachment; filename*=UTF-8''%E9%80%80%E5%9B%9E%20a.xlsx"
        );
    }
}
