//! What this area draws.

use askama::Template;

use super::story::Story;
use crate::kernel::fields::FieldProblems;
use crate::web::shell::badges::{Badge, LampView};
use crate::web::shell::sheet::cells::Cell;
use crate::web::shell::sheet::paper::Paper;
use crate::web::shell::{Page, filters};

/// `GET /problems/{id}/completion`, and again with 422.
#[derive(Debug, Template)]
#[template(path = "rectification/completion.html")]
pub struct Completion {
    /// Frame.
    pub page: Page,
    /// The problem's id.
    pub id: String,
    /// The problem's number.
    pub number: String,
    /// Its sentence.
    pub title: String,
    /// Its state.
    pub badge: Badge,
    /// Its lamp.
    pub lamp: Option<LampView>,
    /// Time limit.
    pub due: String,
    /// The version it was drawn from.
    pub version: i32,
    /// Measure, goal and date of list 3.
    pub measures: Vec<(String, String, String)>,
    /// Whether progress may be noted now.
    pub may_note: bool,
    /// What was done so far.
    pub story: Story,
    /// A note as typed.
    pub note: String,
    /// 完成情况 as typed.
    pub outcome: String,
    /// 完成日期 as typed.
    pub done_on: String,
    /// The latest day that may be reported.
    pub today: String,
    /// What is wrong.
    pub problems: FieldProblems,
}

/// `GET /checks`
#[derive(Debug, Template)]
#[template(path = "rectification/checks.html")]
pub struct Checks {
    /// Frame.
    pub page: Page,
    /// How many wait.
    pub waiting: usize,
    /// The first of them.
    pub lines: Vec<Line>,
}

/// `GET /problems/{id}/checks`, and again with 422.
#[derive(Debug, Template)]
#[template(path = "rectification/check.html")]
pub struct Check {
    /// Frame.
    pub page: Page,
    /// The problem's id.
    pub id: String,
    /// Its state.
    pub badge: Badge,
    /// The version it was drawn from.
    pub version: i32,
    /// The completion as signed.
    pub paper: Paper,
    /// Signatures of the claim.
    pub claim: Vec<Cell>,
    /// Signatures of the completion.
    pub cells: Vec<Cell>,
    /// What was done.
    pub story: Story,
    /// Whether it may be accepted here and now.
    pub may_accept: bool,
    /// Whether it may be sent back here and now.
    pub may_send_back: bool,
    /// Where the queue is.
    pub back: &'static str,
    /// Words as typed.
    pub words: String,
    /// What is wrong.
    pub problems: FieldProblems,
}

/// `GET /closures`, and again with 422.
#[derive(Debug, Template)]
#[template(path = "rectification/closures.html")]
pub struct Closures {
    /// Frame.
    pub page: Page,
    /// How many wait for a number.
    pub waiting: usize,
    /// The first of them.
    pub lines: Vec<Line>,
    /// Older numbers.
    pub next: Option<String>,
    /// Whether this is not the first page of them.
    pub first: bool,
    /// What has one.
    pub numbered: Vec<Numbered>,
    /// What is wrong.
    pub problems: FieldProblems,
}

/// A problem that waits at a gate.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "columns of the table drawn")]
pub struct Line {
    pub id: String,
    pub number: String,
    /// None where it is not for this reader.
    pub title: Option<String>,
    /// Whether this reader may open it.
    pub opens: bool,
    pub owner: String,
    pub unit: String,
    pub due: String,
    pub cosigned: String,
    pub lamp: Option<LampView>,
}

/// A problem that was closed.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "columns of the table drawn")]
pub struct Numbered {
    pub id: String,
    pub close_number: String,
    pub batch: i32,
    pub at: String,
    pub who: String,
    pub number: String,
    pub owner: String,
    pub unit: String,
}
