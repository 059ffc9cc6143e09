//! The front page: one entrance that fits the role.

use axum::response::{IntoResponse as _, Redirect, Response};

use super::routes::{Route, get};
use super::shell::access::Can;
use super::shell::access::rights::SignedIn;

/// All routes of this area.
pub fn routes() -> Vec<Route> {
    vec![get("/", entrance)]
}

/// Leads to the first page of the visitor's role.
async fn entrance(can: Can<SignedIn>) -> Response {
    Redirect::to(can.entrance()).into_response()
}
