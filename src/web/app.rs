//! The router with all that stands around it, outermost last.

use std::time::Duration;

use axum::Router;
use axum::extract::Request;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderName, StatusCode};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse as _, Response};
use tower::ServiceBuilder;
use tower_http::CompressionLevel;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::csrf::CsrfLayer;
use tower_http::request_id::{MakeRequestUuid, PropagateRequestIdLayer, SetRequestIdLayer};

use super::shell::{acted, error_pages, flash, foreign, headers, sent};
use super::state::App;
use super::{routes, telemetry};

/// Largest form that is read.
const FORM_LIMIT: usize = 1024 * 1024;
/// A page takes no longer than this; the work itself is not cut, only the waiting.
const PATIENCE: Duration = Duration::from_mins(1);
/// A form with files: 60 MB over the line of an office in the country.
const PATIENCE_WITH_FILES: Duration = Duration::from_mins(10);

/// The whole application as a service.
pub fn router(app: App) -> Router {
    let table = routes::all().into_iter().fold(Router::new(), |router, route| {
        router.route(route.path, route.service)
    });
    let name = HeaderName::from_static("x-request-id");
    table.with_state(app.clone()).layer(
        ServiceBuilder::new()
            .layer(SetRequestIdLayer::new(name.clone(), MakeRequestUuid))
            .layer(from_fn(telemetry::observe))
            .layer(PropagateRequestIdLayer::new(name))
            .layer(from_fn(headers::secure))
            .layer(
                CompressionLayer::new()
                    .quality(CompressionLevel::Precise(2))
                    .no_br()
                    .no_deflate(),
            )
            .layer(from_fn(error_pages::draw))
            .layer(from_fn(patient))
            .layer(from_fn(detached))
            .layer(from_fn(sent::remember))
            .layer(CatchPanicLayer::new())
            .layer(CsrfLayer::new())
            .layer(from_fn(foreign::keep_out))
            .layer(from_fn_with_state(app, acted::note))
            .layer(from_fn(flash::expire))
            .layer(axum::extract::DefaultBodyLimit::max(FORM_LIMIT)),
    )
}

/// Waits so long and no longer.
async fn patient(request: Request, next: Next) -> Response {
    let kind = request.headers().get(CONTENT_TYPE);
    let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let patience = if kind.starts_with("multipart/form-data") {
        PATIENCE_WITH_FILES
    } else {
        PATIENCE
    };
    let answer = tokio::time::timeout(patience, next.run(request)).await;
    answer.unwrap_or_else(|_| StatusCode::SERVICE_UNAVAILABLE.into_response())
}

/// Runs the rest of the request in a task of its own: a client that hangs up, or our own patience running out,
/// can't drop a future that holds a transaction half begun.
async fn detached(request: Request, next: Next) -> Response {
    match tokio::spawn(next.run(request)).await {
        Ok(response) => response,
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}
