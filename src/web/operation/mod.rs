//! For those who run it: liveness, readiness, metrics; the page of the system administrator.

mod system;
pub mod view;

use axum::extract::{Path, Request};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};

use super::routes::{Route, get};
use super::shell::access::Anyone;
use super::shell::assets;
use crate::platform::db::{DbError, schema};

/// All routes of this area.
pub fn routes() -> Vec<Route> {
    vec![
        get("/healthz", healthz),
        get("/readyz", readyz),
        get("/metrics", metrics),
        get("/system", system::page),
        get("/assets/{hash}/{name}", asset),
    ]
}

/// A stylesheet or script under its content hash.
async fn asset(_: Anyone, path: Path<(String, String)>, headers: HeaderMap) -> Response {
    assets::serve(path, &headers)
}

/// The process runs.
async fn healthz(_: Anyone) -> &'static str {
    "ok\n"
}

/// It can serve: the database answers with the schema it knows, and no stop is under way.
async fn readyz(visitor: Anyone) -> Response {
    if visitor.app.is_draining() {
        return (StatusCode::SERVICE_UNAVAILABLE, "draining\n").into_response();
    }
    let answer = async {
        let mut tx = visitor.app.db().begin_global().await?;
        schema::check(&mut tx).await?;
        Ok::<_, schema::SchemaError>(())
    };
    match answer.await {
        Ok(()) => "ready\n".into_response(),
        Err(schema::SchemaError::Db(DbError::Unavailable(_))) => {
            (StatusCode::SERVICE_UNAVAILABLE, "the database is not reachable\n").into_response()
        }
        Err(error) => {
            tracing::error!(%error, "not ready");
            (
                StatusCode::SERVICE_UNAVAILABLE,
                "the schema is not this program's\n",
            )
                .into_response()
        }
    }
}

/// Prometheus' text. Not handed on by a proxy: whoever scrapes asks the program directly.
async fn metrics(visitor: Anyone, request: Request) -> Response {
    let proxied = ["forwarded", "x-forwarded-for", "via"]
        .iter()
        .any(|name| request.headers().contains_key(*name));
    match visitor.app.metrics() {
        Some(text) if !proxied => text.into_response(),
        _ => StatusCode::NOT_FOUND.into_response(),
    }
}
