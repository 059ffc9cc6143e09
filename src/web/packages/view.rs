//! What this area draws.

use askama::Template;

use crate::web::shell::list::cell::Look;
use crate::web::shell::list::view::Shown;
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
    pub list: Shown,
    /// What of them can be asked for: word, source text, whether it is.
    pub choices: Vec<(&'static str, &'static str, bool)>,
    /// Whether anything was asked for.
    pub filtered: bool,
    /// The first page, when this is a later one.
    pub first: Option<String>,
    /// The next page.
    pub next: Option<String>,
}

/// `GET /packages/{id}`
#[derive(Debug, Template)]
#[template(path = "packages/package.html")]
pub struct PackagePage {
    /// Frame.
    pub page: Page,
    /// Its number.
    pub number: String,
    /// When it was frozen, written out.
    pub frozen: String,
    /// When it had arrived, written out.
    pub delivered: Option<String>,
    /// How many entries it has.
    pub entries: i64,
    /// Digest of the manifest in hexadecimal.
    pub sha256: String,
    /// The same by SM3.
    pub sm3: String,
    /// Its entries.
    pub list: Shown,
    /// What of them can be asked for: word, source text, whether it is.
    pub choices: Vec<(&'static str, &'static str, bool)>,
    /// Whether anything was asked for.
    pub filtered: bool,
    /// The first page, when this is a later one.
    pub first: Option<String>,
    /// The next page.
    pub next: Option<String>,
}
