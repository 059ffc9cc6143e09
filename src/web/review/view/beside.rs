//! Two entries side by side, and a verdict to be revoked.

use askama::Template;

use super::case::Case;
use crate::domain::lists::diff::Piece;
use crate::web::shell::{Message, Page, filters};

/// `GET /problems/{id}/alike`
#[derive(Debug, Template)]
#[template(path = "review/alike.html")]
pub struct Beside {
    /// Frame.
    pub page: Page,
    /// The entry under review.
    pub back: String,
    /// Letters that both have.
    pub letters: usize,
    /// The entry and the other.
    pub sides: Vec<BesideSide>,
}

/// One of the two.
#[derive(Debug)]
pub struct BesideSide {
    /// Name and number.
    pub head: String,
    /// What each field is called, and its text in pieces with whether the other has them.
    pub fields: Vec<(String, Vec<(String, bool)>)>,
}

/// `GET /problems/{id}/revocation`, and again with 422.
#[derive(Debug, Template)]
#[template(path = "review/revocation.html")]
pub struct Revocation {
    /// Frame.
    pub page: Page,
    /// Where the form is posted.
    pub action: String,
    /// The problem's version that was read.
    pub version: i32,
    /// What was ruled, to be translated.
    pub ruling: &'static str,
    /// When, written out.
    pub day: String,
    /// Whether the owner has signed already.
    pub signed: bool,
    /// The entry.
    pub case: Case,
    /// The reason as typed.
    pub reason: String,
    /// What is wrong with it.
    pub wrong: Option<Message>,
}
