//! One line of a table, read by heading.

use super::cells::{Cell, Value};
use super::headers::{Column, Heading};
use super::problem::Refused;
use super::reason::Reason;
use super::sheet::Row;
use crate::kernel::text::{code_text, name_text, phrase_text};

/// What offices write for "none".
pub(super) const NOTHING: [&str; 8] = ["无", "-", "--", "—", "——", "/", "\\", "暂无"];

/// A data line. Headings are named by their place in the list that the table was opened with.
#[derive(Debug, Clone, Copy)]
pub struct Line<'a> {
    /// The row's number as the spreadsheet shows it.
    pub number: u32,
    cells: &'a Row,
    columns: &'a [Option<Column>],
    wanted: &'static [Heading],
}

impl<'a> Line<'a> {
    /// The line of these cells.
    pub const fn new(
        number: u32,
        cells: &'a Row,
        columns: &'a [Option<Column>],
        wanted: &'static [Heading],
    ) -> Self {
        Self {
            number,
            cells,
            columns,
            wanted,
        }
    }

    /// This row refused for that heading.
    pub fn refuse(&self, which: usize, reason: Reason) -> Refused {
        let (column, letter) = self.columns[which].as_ref().map_or_else(
            || (self.wanted[which].label.to_owned(), String::new()),
            |column| (column.text.clone(), column.letter.clone()),
        );
        Refused {
            row: self.number,
            column,
            letter,
            reason,
        }
    }

    /// The cell, if it says anything. Error values and formulas never computed are refused.
    pub fn cell(&self, which: usize) -> Result<Option<&'a Cell>, Refused> {
        let Some(cell) = self.columns[which]
            .as_ref()
            .and_then(|column| self.cells.get(&column.index))
        else {
            return Ok(None);
        };
        match &cell.value {
            Value::Error(text) => Err(self.refuse(which, Reason::ErrorValue(text.clone()))),
            Value::Empty if cell.formula => Err(self.refuse(which, Reason::Formula)),
            _ if NOTHING.contains(&cell.key().as_str()) => Ok(None),
            _ => Ok(Some(cell)),
        }
    }

    /// Some words, such as a title.
    pub fn phrase(&self, which: usize, limit: usize) -> Result<Option<String>, Refused> {
        let Some(cell) = self.cell(which)? else {
            return Ok(None);
        };
        self.within(which, limit, phrase_text(&cell.shown()))
    }

    /// Sentences: lines stay lines, each a phrase.
    pub fn text(&self, which: usize, limit: usize) -> Result<Option<String>, Refused> {
        let Some(cell) = self.cell(which)? else {
            return Ok(None);
        };
        let shown = cell.shown().replace("\r\n", "\n").replace('\r', "\n");
        let lines: Vec<String> = shown
            .lines()
            .map(phrase_text)
            .filter(|line| !line.is_empty())
            .collect();
        self.within(which, limit, lines.join("\n"))
    }

    /// The name of a unit or person, that other rows refer to.
    pub fn name(&self, which: usize, limit: usize) -> Result<Option<String>, Refused> {
        let Some(cell) = self.cell(which)? else {
            return Ok(None);
        };
        self.within(which, limit, name_text(&cell.shown()))
    }

    /// A number or code, half width and without spaces.
    pub fn code(&self, which: usize, limit: usize) -> Result<Option<String>, Refused> {
        let Some(cell) = self.cell(which)? else {
            return Ok(None);
        };
        if cell.imprecise() {
            return Err(self.refuse(which, Reason::LostPrecision));
        }
        self.within(which, limit, code_text(&cell.shown()))
    }

    /// Refuses a formula, and text that a spreadsheet would run as one, where a row says who it is.
    pub fn plain(&self, which: usize) -> Result<(), Refused> {
        let Some(cell) = self.cell(which)? else {
            return Ok(());
        };
        if cell.formula || cell.key().starts_with(['=', '+', '-', '@']) {
            return Err(self.refuse(which, Reason::Formula));
        }
        Ok(())
    }

    /// What is there, or the reason that it has to be.
    pub fn required(&self, which: usize, found: Option<String>, missing: Reason) -> Result<String, Refused> {
        found.ok_or_else(|| self.refuse(which, missing))
    }

    fn within(&self, which: usize, limit: usize, text: String) -> Result<Option<String>, Refused> {
        match text.chars().count() {
            0 => Ok(None),
            n if n > limit => Err(self.refuse(which, Reason::TooLong(limit))),
            _ => Ok(Some(text)),
        }
    }
}
