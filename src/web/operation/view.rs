//! What this area draws.

use askama::Template;

use crate::web::shell::{Page, filters};

/// `GET /system`
#[derive(Debug, Template)]
#[template(path = "operation/system.html")]
pub struct System {
    /// Frame.
    pub page: Page,
    /// Version of the program, and of the database's server.
    pub versions: (&'static str, String),
    /// Size of the database, as people say it.
    pub size: String,
    /// Where files lie.
    pub files: String,
    /// Whether the schema is the one that the program was made for.
    pub schema: bool,
    /// Migrations applied: number, subject, when.
    pub migrations: Vec<(i64, String, String)>,
    /// Deliveries between jurisdictions.
    pub outbox: Outbox,
    /// Sessions now, and the accounts that have them.
    pub sessions: (i64, i64),
    /// Workbooks that wait for their confirmation.
    pub imports: i64,
}

/// How deliveries stand.
#[derive(Debug)]
pub struct Outbox {
    /// Not carried yet.
    pub waiting: i64,
    /// Of these, those whose last attempt failed.
    pub failing: i64,
    /// Since when the oldest one waits.
    pub since: Option<String>,
    /// Why an attempt failed, in the program's own words.
    pub failure: Option<String>,
    /// When the last one was carried.
    pub carried: Option<String>,
}
