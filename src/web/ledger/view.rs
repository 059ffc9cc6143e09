//! What the page draws.

use askama::Template;

use crate::web::shell::acts::Sort;
use crate::web::shell::list::cell::Look;
use crate::web::shell::list::view::Shown;
use crate::web::shell::{Page, filters};

/// `GET /ledger`
#[derive(Debug, Template)]
#[template(path = "ledger/index.html")]
pub struct Index {
    /// Frame.
    pub page: Page,
    /// Whether PostgreSQL lets the program only add.
    pub append_only: bool,
    /// Acts to choose from.
    pub sorts: &'static [Sort],
    /// The act looked for, or how its name begins.
    pub act: String,
    /// The person looked for.
    pub who: String,
    /// The day looked for.
    pub day: String,
    /// Whether that is no day.
    pub day_is_wrong: bool,
    /// Whether anything is looked for.
    pub filtered: bool,
    /// Acts, newest first.
    pub list: Shown,
    /// The newest of this search, when these are earlier ones.
    pub first_page: Option<String>,
    /// Earlier ones.
    pub next: Option<String>,
}

/// What an act is about.
#[derive(Clone, Debug, Default)]
pub struct Object {
    /// Number or name.
    pub name: String,
    /// Its page, for whoever may open it.
    pub href: Option<String>,
}

/// A part of what was recorded.
#[derive(Debug)]
pub struct Detail {
    /// What it is.
    pub key: String,
    /// What it says.
    pub value: String,
    /// Whether it is a digest.
    pub digest: bool,
}
