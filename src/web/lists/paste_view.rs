//! What the page shows where rows of a spreadsheet are pasted.

use askama::Template;

use crate::kernel::messages::Message;
use crate::web::shell::{Page, filters};

/// `GET` and `POST /problems/paste`, and the same for a body or for somebody else.
#[derive(Debug, Template)]
#[template(path = "lists/paste.html")]
pub struct Paste {
    /// Frame.
    pub page: Page,
    /// Where it is posted.
    pub to: String,
    /// Where one problem is filed instead.
    pub one: String,
    /// Where the pasted problems will stand.
    pub home: &'static str,
    /// Whose they become.
    pub owner: String,
    /// What was pasted.
    pub text: String,
    /// Its digest.
    pub of: String,
    /// What it is taken for; nothing before something was pasted.
    pub preview: Option<Preview>,
    /// Why nothing can be taken.
    pub trouble: Option<Message>,
}

/// What was pasted, as it is understood.
#[derive(Debug)]
pub struct Preview {
    /// Whether the first line says what the columns are.
    pub has_header: bool,
    /// The columns.
    pub columns: Vec<ColumnView>,
    /// The rows.
    pub rows: Vec<RowView>,
    /// Rows that can be taken.
    pub ready: usize,
    /// Rows that were left out, being too many.
    pub beyond: usize,
}

/// A column and what it may mean.
#[derive(Debug)]
pub struct ColumnView {
    /// Its letter.
    pub letter: String,
    /// What stands above it.
    pub header: String,
    /// What stands in it first.
    pub sample: String,
    /// Meanings: place, name, whether it is this one.
    pub options: Vec<(usize, &'static str, bool)>,
}

/// A row.
#[derive(Debug)]
pub struct RowView {
    /// Which line.
    pub row: u32,
    /// The sentence.
    pub title: String,
    /// What else it says: field and text.
    pub says: Vec<(String, String)>,
    /// Whether it is taken, as far as nobody says otherwise; `None`: it can't be.
    pub taken: Option<bool>,
    /// What is to be known of it.
    pub note: Option<Message>,
}
