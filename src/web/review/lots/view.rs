//! What the pages of lots draw.

use askama::Template;

use crate::web::review::view::{LotBar, Undo};
use crate::web::shell::list::cell::Look;
use crate::web::shell::list::view::Shown;
use crate::web::shell::{Page, filters};

/// `GET /lots`
#[derive(Debug, Template)]
#[template(path = "review/lots.html")]
pub struct Index {
    /// Frame.
    pub page: Page,
    /// Answers of the filter: word, source text, whether chosen.
    pub choices: Vec<(&'static str, &'static str, bool)>,
    /// Whether it narrows.
    pub filtered: bool,
    /// The lots.
    pub list: Shown,
    /// The first page, when this is a later one.
    pub first: Option<String>,
    /// The next page.
    pub next: Option<String>,
}

/// `GET /lots/{id}`
#[derive(Debug, Template)]
#[template(path = "review/lot.html")]
pub struct One {
    /// Frame.
    pub page: Page,
    /// 市住建局 · 乡科级 · 首次提交
    pub name: String,
    /// Who goes through it.
    pub reviewer: String,
    /// How far it is.
    pub bar: LotBar,
    /// How it stands, to be translated.
    pub state: &'static str,
    /// Who gave it, if the reviewer did not take it.
    pub given_by: Option<String>,
    /// Who confirmed it and when, written out.
    pub confirmed: Option<(String, String)>,
    /// The entry to go on with, for its reviewer.
    pub go_on: Option<String>,
    /// What ending it is called, to be translated; none for whoever can't.
    pub end: Option<&'static str>,
    /// Whether the visitor can confirm it.
    pub confirm: bool,
    /// Where acts are posted.
    pub action: String,
    /// Its kind, to take more of it: unit, tier, again.
    pub more: Option<[String; 3]>,
    /// Whether it is a head's own, which another head confirms.
    pub own_head: bool,
    /// How many were given back.
    pub returned: i64,
    /// Of how many the verdict was revoked since.
    pub revoked: usize,
    /// The verdict that was just given.
    pub undo: Option<Undo>,
    /// Its entries.
    pub entries: Vec<Entry>,
}

/// An entry of a lot.
#[derive(Debug)]
pub struct Entry {
    /// Its page, where the visitor may open one.
    pub href: String,
    /// Its number.
    pub number: String,
    /// Its sentence; a guarded one is not shown in passing.
    pub title: Option<String>,
    /// Name of the person or body.
    pub owner: String,
    /// What was ruled, to be translated; none yet.
    pub ruling: Option<&'static str>,
    /// Its state now, to be translated.
    pub state: &'static str,
    /// Where the head revokes the verdict, while that is possible.
    pub revoke: Option<String>,
}
