//! What this area draws.

use askama::Template;

use crate::web::shell::list::cell::Look;
use crate::web::shell::list::view::Shown;
use crate::web::shell::{Page, filters};

/// `GET /ours`
#[derive(Debug, Template)]
#[template(path = "ours/index.html")]
pub struct Index {
    /// Frame; its title names the unit.
    pub page: Page,
    /// Who can be shown.
    pub tabs: Vec<Tab>,
    /// Who is.
    pub list: Shown,
    /// The first page, unless this is it.
    pub first: Option<String>,
    /// The next page.
    pub next: Option<String>,
}

/// Some of the people.
#[derive(Debug)]
pub struct Tab {
    /// Its page.
    pub href: String,
    /// Source text.
    pub label: &'static str,
    /// How many.
    pub people: usize,
    /// Whether these are shown.
    pub shown: bool,
}
