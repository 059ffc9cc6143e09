//! What the pages of requests draw.

use askama::Template;

use super::story::{Request, Story};
use crate::domain::rectification::extension::Asked;
use crate::kernel::fields::FieldProblems;
use crate::kernel::messages::Message;
use crate::web::shell::badges::{Badge, LampView};
use crate::web::shell::list::cell::Look;
use crate::web::shell::list::view::Shown;
use crate::web::shell::{Page, filters};

/// `GET /problems/{id}/extension`, and again with 422.
#[derive(Debug, Template)]
#[template(path = "rectification/extend.html")]
pub struct Extend {
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
    /// The limit as it is.
    pub due: String,
    /// The first day that can be asked for.
    pub least: String,
    /// The last one.
    pub latest: String,
    /// The version it was drawn from.
    pub version: i32,
    /// Why it is too late, if it is.
    pub too_late: Option<Message>,
    /// Whether a request waits already.
    pub waits: bool,
    /// Requests so far.
    pub earlier: Vec<Request>,
    /// As typed.
    pub asked: Asked,
    /// What is wrong.
    pub problems: FieldProblems,
}

/// `GET /problems/{id}/extension/decision`, and again with 422.
#[derive(Debug, Template)]
#[template(path = "rectification/extension.html")]
pub struct Extension {
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
    /// The limit as it is.
    pub due: String,
    /// The limit that is asked for.
    pub wanted: String,
    /// Whether that has passed meanwhile.
    pub over: bool,
    /// How many days more.
    pub days: i64,
    /// The request.
    pub request: Request,
    /// Requests before.
    pub earlier: Vec<Request>,
    /// What was done so far.
    pub story: Story,
    /// Whether the visitor decides now.
    pub may_decide: bool,
    /// The version it was drawn from.
    pub version: i32,
    /// Words as typed.
    pub words: String,
    /// What is wrong.
    pub problems: FieldProblems,
}

/// `GET /extensions`
#[derive(Debug, Template)]
#[template(path = "rectification/extensions.html")]
pub struct Extensions {
    /// Frame.
    pub page: Page,
    /// The first that can be opened.
    pub start: Option<String>,
    /// What waits.
    pub list: Shown,
    /// The first page, when this is a later one.
    pub first: Option<String>,
    /// The next page.
    pub next: Option<String>,
}

/// `GET /problems/{id}/reopening`, and again with 422.
#[derive(Debug, Template)]
#[template(path = "rectification/reopening.html")]
pub struct AskReopening {
    /// Frame.
    pub page: Page,
    /// The problem's id.
    pub id: String,
    /// The problem's number.
    pub number: String,
    /// Its sentence.
    pub title: String,
    /// The number under which it is closed.
    pub close_number: String,
    /// As what the visitor asks; source text.
    pub asker: &'static str,
    /// The version it was drawn from.
    pub version: i32,
    /// Whether a request waits already.
    pub waits: bool,
    /// Requests so far.
    pub earlier: Vec<Request>,
    /// As typed.
    pub reason: String,
    /// What is wrong.
    pub problems: FieldProblems,
}

/// `GET /problems/{id}/reopening/decision`, and again with 422.
#[derive(Debug, Template)]
#[template(path = "rectification/reopening_decision.html")]
pub struct DecideReopening {
    /// Frame.
    pub page: Page,
    /// The problem's id.
    pub id: String,
    /// The problem's number.
    pub number: String,
    /// Its sentence.
    pub title: String,
    /// The number under which it is closed.
    pub close_number: String,
    /// As what it was asked; source text.
    pub asker: &'static str,
    /// The request.
    pub request: Request,
    /// What was done.
    pub story: Story,
    /// The first day that can be the limit.
    pub today: String,
    /// The version it was drawn from.
    pub version: i32,
    /// The new limit as typed.
    pub due_on: String,
    /// Words as typed.
    pub words: String,
    /// What is wrong.
    pub problems: FieldProblems,
}

/// `GET /reopenings`
#[derive(Debug, Template)]
#[template(path = "rectification/reopenings.html")]
pub struct Reopenings {
    /// Frame.
    pub page: Page,
    /// What waits.
    pub list: Shown,
    /// The first page, when this is a later one.
    pub first: Option<String>,
    /// The next page.
    pub next: Option<String>,
}
