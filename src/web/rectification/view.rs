//! What this area draws.

use askama::Template;

pub use super::numbering::{Chosen, Closures, Filter, Numbers};
pub use super::rounds::{AskReopening, DecideReopening, Extend, Extension, Extensions, Reopenings};
use super::story::{Request, Story};
use crate::kernel::fields::FieldProblems;
use crate::kernel::messages::Message;
use crate::web::shell::badges::{Badge, LampView};
use crate::web::shell::evidence::FileLine;
use crate::web::shell::list::cell::Look;
use crate::web::shell::list::view::Shown;
use crate::web::shell::posted::FIELD;
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
    /// Whether more time can be asked for now.
    pub may_extend: bool,
    /// Requests for more time in this round, with what was decided.
    pub extensions: Vec<Request>,
    /// Whether progress may be noted now.
    pub may_note: bool,
    /// What was done so far.
    pub story: Story,
    /// Files of this round, each with whether it may be taken back.
    pub evidence: Vec<(FileLine, bool)>,
    /// A note as typed.
    pub note: String,
    /// Whether what is wrong with files is wrong beside the note.
    pub at_note: bool,
    /// 完成情况 as typed.
    pub outcome: String,
    /// 完成日期 as typed.
    pub done_on: String,
    /// The earliest day that may be reported, where it is known.
    pub earliest: Option<String>,
    /// The latest day that may be reported.
    pub today: String,
    /// Most files at once.
    pub most: usize,
    /// Most megabytes of one.
    pub megabytes: usize,
    /// What is wrong.
    pub problems: FieldProblems,
}

impl Completion {
    /// What is wrong with files, at the note's field or at the report's.
    fn wrong_files(&self, at_note: bool) -> &[Message] {
        if self.at_note == at_note {
            self.problems.of(FIELD)
        } else {
            &[]
        }
    }
}

/// `GET /checks`
#[derive(Debug, Template)]
#[template(path = "rectification/checks.html")]
pub struct Checks {
    /// Frame.
    pub page: Page,
    /// The filter's form.
    pub filter: Filter,
    /// Whether it narrows.
    pub filtered: bool,
    /// The first that can be opened.
    pub start: Option<String>,
    /// What waits.
    pub list: Shown,
    /// The first page, when this is a later one.
    pub first: Option<String>,
    /// The next page.
    pub next: Option<String>,
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
