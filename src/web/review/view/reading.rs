//! What waits at the stages beside the group's, and one entry there.

use askama::Template;

use super::cockpit::{Case, Form};
use crate::domain::lists::diff::Piece;
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
    pub stages: Vec<StageList>,
}

/// What waits at one stage.
#[derive(Debug)]
pub struct StageList {
    /// Word of the stage.
    pub code: &'static str,
    /// Its name, to be translated.
    pub label: &'static str,
    /// What is done there, to be translated.
    pub task: &'static str,
    /// How many wait.
    pub n: i64,
    /// Those shown, from the top.
    pub rows: Vec<ReadingRow>,
}

/// One that waits.
#[derive(Debug)]
pub struct ReadingRow {
    /// Its page.
    pub href: String,
    /// Name of the person or body.
    pub owner: String,
    /// The owner's unit.
    pub unit: String,
    /// The problem's number.
    pub number: String,
    /// Its sentence; none for guarded texts.
    pub title: Option<String>,
    /// The leader in whose stead it is to be read.
    pub stead: Option<String>,
    /// Tier, to be translated.
    pub tier: &'static str,
    /// Which revision.
    pub revision: i32,
    /// Since when, written out.
    pub since: String,
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
