//! The one table of routes. The router and the rights matrix of the tests are both built from it, and the right
//! of each route is read off its handler's first argument: a new route can't be forgotten.

use axum::extract::DefaultBodyLimit;
use axum::handler::Handler;
use axum::http::Method;
use axum::routing::{MethodFilter, MethodRouter, on};

use super::shell::access::Guarded;
use super::state::App;
use super::{
    accounts, calendar, campaign, figures, home, imports, ledger, lists, lookback, operation, ours, packages,
    people, reasons, rectification, review, search, session, signing, units, views,
};

/// One route.
pub struct Route {
    /// `GET` or `POST`.
    pub method: Method,
    /// As axum writes it: `/problems/{id}`.
    pub path: &'static str,
    /// The name of the right that its handler asks for.
    pub right: &'static str,
    /// What answers.
    pub service: MethodRouter<App>,
}

/// A page.
pub fn get<H, T>(path: &'static str, handler: H) -> Route
where
    H: Handler<T, App>,
    T: Guarded + 'static,
{
    Route {
        method: Method::GET,
        path,
        right: T::RIGHT,
        service: on(MethodFilter::GET, handler),
    }
}

/// A form's target.
pub fn post<H, T>(path: &'static str, handler: H) -> Route
where
    H: Handler<T, App>,
    T: Guarded + 'static,
{
    Route {
        method: Method::POST,
        path,
        right: T::RIGHT,
        service: on(MethodFilter::POST, handler),
    }
}

/// A target of a form with a file of at most `limit` bytes.
pub fn post_file<H, T>(path: &'static str, limit: usize, handler: H) -> Route
where
    H: Handler<T, App>,
    T: Guarded + 'static,
{
    let mut route = post(path, handler);
    route.service = route.service.layer(DefaultBodyLimit::max(limit));
    route
}

/// All of them, area by area.
pub fn all() -> Vec<Route> {
    [
        operation::routes(),
        session::routes(),
        home::routes(),
        search::routes(),
        lists::routes(),
        review::routes(),
        reasons::routes(),
        signing::routes(),
        rectification::routes(),
        figures::routes(),
        calendar::routes(),
        imports::routes(),
        ours::routes(),
        units::routes(),
        people::routes(),
        campaign::routes(),
        lookback::routes(),
        packages::routes(),
        accounts::routes(),
        ledger::routes(),
        views::routes(),
    ]
    .into_iter()
    .flatten()
    .collect()
}
