//! What the page draws that asks what columns mean.

use askama::Template;

use crate::web::shell::{FieldProblems, Page, filters};

/// `GET /imports/{id}/columns`
#[derive(Debug, Template)]
#[template(path = "imports/columns.html")]
pub struct Explain {
    /// Frame.
    pub page: Page,
    /// The run's own path.
    pub path: String,
    /// The workbook's kind, to be translated.
    pub kind: &'static str,
    /// The file's name.
    pub file: String,
    /// Where the empty workbook of this kind is.
    pub template: String,
    /// What has to be there, to be translated.
    pub required: Vec<&'static str>,
    /// Names of the sheets.
    pub sheets: Vec<String>,
    /// The one that is shown.
    pub sheet: usize,
    /// Its first lines.
    pub lines: Vec<SheetLine>,
    /// The header's line.
    pub line: u32,
    /// Letters of columns without a header.
    pub nameless: String,
    /// The columns with one.
    pub columns: Vec<Column>,
    /// What is wrong with what was told.
    pub wrong: FieldProblems,
}

/// A line of a sheet.
#[derive(Debug)]
pub struct SheetLine {
    /// Its number.
    pub number: u32,
    /// What stands in it.
    pub text: String,
    /// Whether it is taken for the header.
    pub chosen: bool,
}

/// A column, and what it may mean.
#[derive(Debug)]
pub struct Column {
    /// Of the field.
    pub name: String,
    /// Its letter.
    pub letter: String,
    /// Its header.
    pub text: String,
    /// Some of what stands below.
    pub samples: String,
    /// What may be chosen.
    pub options: Vec<Meaning>,
}

/// Something that a column may mean.
#[derive(Debug)]
pub struct Meaning {
    /// The word that is posted.
    pub place: usize,
    /// Its name, to be translated.
    pub label: &'static str,
    /// Whether it has to be there.
    pub required: bool,
    /// Whether it is chosen.
    pub chosen: bool,
}
