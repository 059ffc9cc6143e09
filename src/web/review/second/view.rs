//! What the pages of second readings draw.

use askama::Template;

use crate::domain::lists::diff::Piece;
use crate::web::review::view::{Alike, Case, Check, Form, Keys, Writer};
use crate::web::shell::list::cell::Look;
use crate::web::shell::list::view::Shown;
use crate::web::shell::{Page, filters};

/// `GET /second-readings`
#[derive(Debug, Template)]
#[template(path = "review/seconds.html")]
pub struct Index {
    /// Frame.
    pub page: Page,
    /// Answers of the filter: word, source text, how many, whether chosen.
    pub choices: Vec<(&'static str, &'static str, Option<i64>, bool)>,
    /// The first that waits.
    pub start: Option<String>,
    /// Read twice and alike, of so many read twice, and the same in percent.
    pub alike: Option<(i64, i64, String)>,
    /// The list.
    pub list: Shown,
    /// The first page, when this is a later one.
    pub first: Option<String>,
    /// The next page.
    pub next: Option<String>,
}

/// `GET /second-readings/{id}` for its reader, and again with 422.
#[derive(Debug, Template)]
#[template(path = "review/again.html")]
pub struct Again {
    /// Frame.
    pub page: Page,
    /// Who signs in again on the spot, should the session end.
    pub writer: Writer,
    /// The page itself, to which its form is posted.
    pub action: String,
    /// The entry as it was ruled on.
    pub case: Case,
    /// What the checks found.
    pub checks: Vec<Check>,
    /// No other text is laid beside it.
    pub alike: Option<Alike>,
    /// What the reader typed.
    pub form: Form,
    /// The next that waits.
    pub next: Option<String>,
    /// Whether opening it is recorded: none is fetched before it is asked for.
    pub recorded: bool,
    /// Which keys there are.
    pub keys: Keys,
}

/// `GET /second-readings/{id}` for the head, once both are given.
#[derive(Debug, Template)]
#[template(path = "review/second.html")]
pub struct Both {
    /// Frame.
    pub page: Page,
    /// Where upholding the first is posted.
    pub action: String,
    /// The entry as it was ruled on.
    pub case: Case,
    /// Both rulings.
    pub rulings: Vec<Told>,
    /// Whether one of the two is the visitor's: another head decides.
    pub own: bool,
    /// Where the head revokes the first verdict; none where nothing is to be decided.
    pub revoke: Option<String>,
}

/// One of two rulings.
#[derive(Debug)]
pub struct Told {
    /// 原结论 or 复核结论, to be translated.
    pub which: &'static str,
    /// Who.
    pub who: String,
    /// What, to be translated.
    pub ruling: &'static str,
    /// Own words to the whole.
    pub words: String,
    /// Code and label, quoted words, own words.
    pub reasons: Vec<(String, String, String)>,
}
