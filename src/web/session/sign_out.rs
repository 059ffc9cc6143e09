//! `POST /sign-out`. Without a session it leads to the same page: signing out twice is no error.

use axum::http::{HeaderMap, HeaderName};
use axum::response::{IntoResponse as _, Redirect, Response};

use super::cookie;
use crate::domain::accounts::actions;
use crate::web::shell::Error;
use crate::web::shell::access::{Anyone, session_token};
use crate::web::state::App;

pub(super) async fn submit(visitor: Anyone, headers: HeaderMap) -> Result<Response, Error> {
    let app = &visitor.app;
    end(app, &headers).await?;
    // Copies of texts that the browser keeps while somebody writes are nobody's business after them.
    let kept = [(HeaderName::from_static("clear-site-data"), "\"storage\"")];
    Ok((cookie::clear(app), kept, Redirect::to("/sign-in")).into_response())
}

/// Ends the session that a request came with, if any: also of a browser that has just opened another.
pub(super) async fn end(app: &App, headers: &HeaderMap) -> Result<(), Error> {
    if let Some(token) = session_token(headers) {
        app.glances().forget(&token);
        actions::sign_out(app.db(), &token, app.clock().now()).await?;
    }
    Ok(())
}
