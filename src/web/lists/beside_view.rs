//! What two problems side by side show.

use askama::Template;

use crate::web::shell::{Page, filters};

/// `GET /problems/{id}/beside`
#[derive(Debug, Template)]
#[template(path = "lists/beside.html")]
pub struct Beside {
    /// Frame.
    pub page: Page,
    /// Letters that both have.
    pub letters: usize,
    /// The one that is written, and the other where there is one.
    pub sides: Vec<Side>,
}

/// One of the two.
#[derive(Debug)]
pub struct Side {
    /// The problem's number.
    pub number: String,
    /// Where it is read or changed.
    pub href: String,
    /// Whether it is changed there.
    pub editable: bool,
    /// What each field is called, and what it says.
    pub fields: Vec<(String, Vec<Marked>)>,
}

/// A piece of a text.
#[derive(Debug)]
pub struct Marked {
    /// The words.
    pub text: String,
    /// Whether the other has them, too.
    pub same: bool,
}
