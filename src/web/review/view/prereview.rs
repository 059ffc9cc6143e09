//! The province's queue, and one entry of a package.

use askama::Template;

use super::cockpit::Case;
use super::form::Form;
use crate::domain::lists::diff::Piece;
use crate::web::shell::{Page, filters};

/// `GET /prereview`
#[derive(Debug, Template)]
#[template(path = "review/prereview.html")]
pub struct Prereview {
    /// Frame.
    pub page: Page,
    /// How many entries wait.
    pub total: i64,
    /// The first that waits.
    pub start: Option<String>,
    /// Packages, those with something waiting first.
    pub packages: Vec<Handed>,
}

/// A package that came.
#[derive(Debug)]
pub struct Handed {
    /// Its id, for the heading's.
    pub id: String,
    /// Who sent it.
    pub from: String,
    /// Its number there.
    pub number: String,
    /// When it came, written out.
    pub received: String,
    /// How many entries wait.
    pub waiting: i64,
    /// Digest of the manifest in hexadecimal.
    pub sha256: String,
    /// Its entries.
    pub entries: Vec<HandedEntry>,
}

/// An entry of a package.
#[derive(Debug)]
pub struct HandedEntry {
    /// Its page, while it waits.
    pub href: Option<String>,
    /// Number of the problem.
    pub number: String,
    /// Which revision.
    pub revision: i32,
    /// Its state, to be translated.
    pub state: &'static str,
}

/// `GET /prereview/{id}/{n}`, and again with 422 when refused.
#[derive(Debug, Template)]
#[template(path = "review/handed_up.html")]
pub struct HandedUp {
    /// Frame.
    pub page: Page,
    /// Where the form is posted.
    pub action: String,
    /// Who sent it.
    pub from: String,
    /// Number of the package there.
    pub package: String,
    /// The entry.
    pub case: Case,
    /// What was typed.
    pub form: Form,
}
