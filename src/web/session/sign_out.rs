//! `POST /sign-out`. Without a session it leads to the same page: signing out twice is no error.

use axum::http::HeaderMap;
use axum::response::{IntoResponse as _, Redirect, Response};

use super::cookie;
use crate::domain::accounts::actions;
use crate::web::shell::Error;
use crate::web::shell::access::{Anyone, session_token};

pub(super) async fn submit(visitor: Anyone, headers: HeaderMap) -> Result<Response, Error> {
    let app = &visitor.app;
    if let Some(token) = session_token(&headers) {
        actions::sign_out(app.db(), &token, app.clock().now()).await?;
    }
    Ok((cookie::clear(app), Redirect::to("/sign-in")).into_response())
}
