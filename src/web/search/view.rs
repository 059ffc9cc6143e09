//! What the page of the search draws.

use askama::Template;

use crate::domain::search::Piece;
use crate::web::shell::badges::Badge;
use crate::web::shell::list::cell::Look;
use crate::web::shell::list::view::{Bar, Shown};
use crate::web::shell::{Page, filters};

/// `GET /search`
#[derive(Debug, Template)]
#[template(path = "search/index.html")]
pub struct Index {
    /// Frame.
    pub page: Page,
    /// What was typed.
    pub q: String,
    /// What the visitor may look for; source text.
    pub hint: &'static str,
    /// Whether it asks for anything.
    pub asked: bool,
    /// Percent of the first building of the index, while it lasts.
    pub building: Option<i64>,
    /// What was found, kind by kind; kinds without anything are left out.
    pub groups: Vec<Group>,
    /// The one kind shown, in columns.
    pub table: Option<Shown>,
    /// Views, columns, the workbook.
    pub bar: Bar,
    /// Whether the page begins behind others, or what lies behind was not looked at yet: nothing on it means nothing then.
    pub partly: bool,
    /// All kinds together, when one is shown by itself.
    pub all: Option<String>,
}

/// What was found of a kind.
#[derive(Debug)]
pub struct Group {
    /// Names its heading.
    pub id: &'static str,
    /// Source text.
    pub label: &'static str,
    /// In order.
    pub rows: Vec<Row>,
    /// The rest of them: address and source text.
    pub more: Option<(String, &'static str)>,
    /// Them alone and in columns, where they stand among others.
    pub table: Option<String>,
    /// The first page of them, on a later one.
    pub first: Option<String>,
}

/// One of them.
#[derive(Debug)]
pub struct Row {
    /// Its page.
    pub href: String,
    /// What it is called.
    pub name: Vec<Piece>,
    /// Whether the name is the program's own word, and not theirs; source text.
    pub said: Option<&'static str>,
    /// How it stands.
    pub badge: Option<Badge>,
    /// Its number.
    pub number: Vec<Piece>,
    /// Whose it is and where it belongs.
    pub about: Vec<Vec<Piece>>,
    /// What sort it is; source text.
    pub sort: Option<&'static str>,
    /// Part of its text.
    pub excerpt: Vec<Piece>,
}
