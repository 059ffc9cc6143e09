//! What this area draws.

use askama::Template;

use crate::web::shell::{Page, filters};

/// `GET /packages`
#[derive(Debug, Template)]
#[template(path = "packages/index.html")]
pub struct Index {
    /// Frame.
    pub page: Page,
    /// Numbers of the problems that wait to be handed up.
    pub waiting: Vec<String>,
    /// Packages, the newest first.
    pub packages: Vec<Line>,
}

/// `GET /packages/{id}`
#[derive(Debug, Template)]
#[template(path = "packages/package.html")]
pub struct PackagePage {
    /// Frame.
    pub page: Page,
    /// The package.
    pub package: Line,
    /// Its entries.
    pub entries: Vec<Entry>,
}

/// A package.
#[derive(Debug)]
pub struct Line {
    /// Its page.
    pub href: String,
    /// Its number.
    pub number: String,
    /// When it was frozen, written out.
    pub frozen: String,
    /// When it had arrived, written out.
    pub delivered: Option<String>,
    /// How many entries.
    pub entries: i64,
    /// Passed.
    pub passed: i64,
    /// Returned.
    pub returned: i64,
    /// Without a verdict yet.
    pub waiting: i64,
    /// Digest of the manifest in hexadecimal.
    pub sha256: String,
    /// The same by SM3.
    pub sm3: String,
}

/// An entry of the manifest.
#[derive(Debug)]
pub struct Entry {
    /// Number of the problem.
    pub number: String,
    /// Which revision.
    pub revision: i32,
    /// Digest of its content in hexadecimal.
    pub sha256: String,
    /// What came back, to be translated.
    pub state: &'static str,
}
