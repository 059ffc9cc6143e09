//! What two problems side by side show.

use askama::Template;

use crate::web::shell::{Page, filters};

/// `GET /problems/{id}/beside/{other}`
#[derive(Debug, Template)]
#[template(path = "lists/beside.html")]
pub struct Beside {
    /// Frame.
    pub page: Page,
    /// Letters that both have.
    pub letters: usize,
    /// The one that is written.
    pub this: Side,
    /// The other.
    pub that: Side,
}

impl Beside {
    /// Both, the one that is written first.
    pub fn sides(&self) -> [&Side; 2] {
        [&self.this, &self.that]
    }
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
