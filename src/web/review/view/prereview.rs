//! The province's queue, and one entry of a package.

use askama::Template;

use super::case::Case;
use super::cockpit::{Alike, Check, Keys, Undo, Writer};
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
    /// Who goes through it.
    pub held: Option<String>,
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
    /// Who signs in again on the spot, should the session end.
    pub writer: Writer,
    /// Who sent it.
    pub from: String,
    /// Number of the package there.
    pub package: String,
    /// How many of its entries are ruled on …
    pub done: usize,
    /// … of so many.
    pub of: usize,
    /// Its people.
    pub people: Vec<HandedPerson>,
    /// Name of somebody else who goes through it.
    pub held: Option<String>,
    /// What the checks found.
    pub checks: Vec<Check>,
    /// A text that is alike: none is known here.
    pub alike: Option<Alike>,
    /// The verdict that was just given.
    pub undo: Option<Undo>,
    /// Entry before.
    pub previous: Option<String>,
    /// Entry after.
    pub next: Option<String>,
    /// The entry.
    pub case: Case,
    /// What was typed.
    pub form: Form,
    /// Which keys there are.
    pub keys: Keys,
}

/// A person of a package.
#[derive(Debug)]
pub struct HandedPerson {
    /// The first entry that waits.
    pub href: String,
    /// Name, or the body's.
    pub name: String,
    /// How many of theirs are ruled on.
    pub done: usize,
    /// How many stand in the package.
    pub of: usize,
    /// Whether the entry is theirs.
    pub current: bool,
}
