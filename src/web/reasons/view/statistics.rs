//! What reasons add up to, and the rows behind each number.

use askama::Template;

use crate::web::reasons::statistics::REMARKS_ONLY;
use crate::web::reasons::tabs::Tab;
use crate::web::shell::list::cell::Look;
use crate::web::shell::list::view::Shown;
use crate::web::shell::{Page, filters};

/// Which day is looked at.
#[derive(Debug)]
pub struct Day {
    /// Of the form.
    pub value: String,
    /// The campaign's first day.
    pub first: String,
    /// Today.
    pub last: String,
    /// Whether it is a past day.
    pub past: bool,
    /// Whether what was asked for can't be read as a day.
    pub unreadable: bool,
    /// Until when rows count; nothing for now.
    pub until: Option<String>,
}

/// A number that leads to its rows.
#[derive(Debug)]
pub struct Cell {
    /// How many.
    pub n: i64,
    /// Where they are.
    pub href: String,
}

/// A reason.
#[derive(Debug)]
pub struct ReasonLine {
    /// Two digits.
    pub code: String,
    /// In the visitor's language; empty when the library doesn't have it.
    pub label: String,
    /// By column.
    pub cells: Vec<Cell>,
}

/// A level of the route.
#[derive(Debug)]
pub struct LevelLine {
    /// What it is called; source text.
    pub label: &'static str,
    /// Passed at the first submission.
    pub first: Cell,
    /// Returned there once at least.
    pub back: Cell,
    /// Both.
    pub of: Cell,
    /// One decimal, half up; empty when there are none.
    pub percent: String,
}

/// `GET /reasons/statistics`
#[derive(Debug, Template)]
#[template(path = "reasons/statistics.html")]
pub struct Statistics {
    /// Frame.
    pub page: Page,
    /// Other pages of this area.
    pub tabs: Vec<Tab>,
    /// As of when.
    pub day: Day,
    /// Whose, in official order.
    pub heads: Vec<String>,
    /// Reason by reason.
    pub lines: Vec<ReasonLine>,
    /// Returns, each counted once.
    pub totals: Vec<Cell>,
    /// Level by level, in the order of the route.
    pub levels: Vec<LevelLine>,
    /// Whether all stages are counted, and not the group's alone.
    pub everything: bool,
}

/// Rows behind a number: returns, or problems at a level.
#[derive(Debug, Template)]
#[template(path = "reasons/rows.html")]
pub struct Rows {
    /// Frame.
    pub page: Page,
    /// What was asked, in the visitor's language.
    pub said: Vec<String>,
    /// How many there are.
    pub total: i64,
    /// Back to the numbers, as of the same day.
    pub back: String,
    /// The rows.
    pub list: Shown,
    /// The first page, when this is a later one.
    pub first: Option<String>,
    /// The next page.
    pub next: Option<String>,
}
