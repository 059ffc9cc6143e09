//! The object that a path names.

use std::str::FromStr;

use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::request::Parts;

use crate::web::shell::Error;
use crate::web::state::App;

/// `{id}` of the path.
///
/// # Errors
/// [`Error::NotFound`] for what is no id: it looks like one that nobody has.
pub async fn id_in_path<T: FromStr>(parts: &mut Parts, app: &App) -> Result<T, Error> {
    let params = RawPathParams::from_request_parts(parts, app).await;
    let params = params.map_err(|_| Error::NotFound)?;
    let id = params.iter().find(|(name, _)| *name == "id").map(|(_, id)| id);
    id.and_then(|id| id.parse().ok()).ok_or(Error::NotFound)
}
