//! What waits at the stages beside the group's, and one entry there.

use askama::Template;

use super::case::Case;
use super::form::Form;
use crate::domain::lists::diff::Piece;
use crate::web::shell::list::cell::Look;
use crate::web::shell::list::view::Shown;
use crate::web::shell::{Page, filters};

/// `GET /readings`
#[derive(Debug, Template)]
#[template(path = "review/readings.html")]
pub struct Readings {
    /// Frame.
    pub page: Page,
    /// How many wait.
    pub total: i64,
    /// The first that waits.
    pub start: Option<String>,
    /// Stages with something waiting.
    pub stages: Vec<StageChoice>,
    /// Whether one of them is asked for.
    pub filtered: bool,
    /// What waits, stage by stage.
    pub list: Shown,
    /// The first page, when this is a later one.
    pub first: Option<String>,
    /// The next page.
    pub next: Option<String>,
}

/// A stage to choose.
#[derive(Debug)]
pub struct StageChoice {
    /// Its word.
    pub code: &'static str,
    /// Its name, to be translated.
    pub label: &'static str,
    /// How many wait.
    pub n: i64,
    /// Whether it is chosen.
    pub chosen: bool,
}

/// `GET /problems/{id}/reading`, and again with 422 when refused.
#[derive(Debug, Template)]
#[template(path = "review/reading.html")]
pub struct Reading {
    /// Frame.
    pub page: Page,
    /// Where the form is posted.
    pub action: String,
    /// The stage, to be translated.
    pub stage: &'static str,
    /// The leader in whose stead it is read.
    pub stead: Option<String>,
    /// What is done there, to be translated.
    pub task: &'static str,
    /// What passing on is called, to be translated.
    pub pass: &'static str,
    /// What sending back is called, to be translated; none where nothing is sent back.
    pub back: Option<&'static str>,
    /// Names of the stages to come, in the visitor's language.
    pub onward: String,
    /// The entry.
    pub case: Case,
    /// What was typed.
    pub form: Form,
}
