//! Writes a workbook of one sheet as its rows come, on a thread of its own, in constant memory. Long numbers stay text and formulas
//! are made harmless.

use chrono::{Datelike as _, NaiveDate};
use rust_xlsxwriter::{ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

use super::neutral::neutral;

/// How a day is shown: the same in every language, and read again by the imports.
const DAY: &str = "yyyy-mm-dd";
/// The most characters that a cell holds.
const LONGEST: usize = 32_767;

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A text, also if it looks like a number.
    Text(String),
    /// How many: a number that can be added up.
    Count(i64),
    /// A day, that can be sorted and reckoned with; it shows its year.
    Day(NaiveDate),
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

/// What stands around the rows.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// Its name, at most 31 characters.
    pub name: String,
    /// The line above the header.
    pub title: String,
    /// Headers, and how wide each column is.
    pub columns: Vec<(String, u32)>,
    /// Whether long texts are broken into lines.
    pub wrap: bool,
}

/// Why a workbook could not be written.
#[derive(Debug, thiserror::Error)]
pub enum BookError {
    /// The library refused, or there was no room for its temporary files.
    #[error("the workbook can't be written: {0}")]
    Book(#[from] XlsxError),
    /// The thread that writes has ended.
    #[error("the workbook's writer has ended")]
    Gone,
}

type Rows = Vec<Vec<Value>>;

/// A workbook that is being written.
#[derive(Debug)]
pub struct Writer {
    rows: mpsc::Sender<Rows>,
    book: JoinHandle<Result<Vec<u8>, XlsxError>>,
}

impl Writer {
    /// Begins with the title and the header.
    pub fn start(sheet: Sheet) -> Self {
        let (rows, coming) = mpsc::channel(2);
        let book = tokio::task::spawn_blocking(move || fill(&sheet, coming));
        Self { rows, book }
    }

    /// Adds rows.
    pub async fn put(&self, rows: Rows) {
        // A writer that has ended tells why in `finish`.
        let _ = self.rows.send(rows).await;
    }

    /// Adds rows of texts.
    pub async fn put_texts(&self, rows: Vec<Vec<String>>) {
        let rows = rows.into_iter();
        self.put(
            rows.map(|row| row.into_iter().map(Value::Text).collect())
                .collect(),
        )
        .await;
    }

    /// The workbook.
    ///
    /// # Errors
    /// When the library refused, or its thread has ended.
    pub async fn finish(self) -> Result<Vec<u8>, BookError> {
        drop(self.rows);
        let book = self.book.await.map_err(|_| BookError::Gone)?;
        Ok(book?)
    }
}

fn fill(around: &Sheet, mut coming: mpsc::Receiver<Rows>) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet_with_constant_memory()?;
    sheet.set_name(&around.name)?;
    let top = Format::new().set_align(FormatAlign::Top);
    // Text: a number of 18 digits stays what it is.
    let text = top.clone().set_num_format("@");
    let text = if around.wrap { text.set_text_wrap() } else { text };
    let formats = [&text, &top, &top.clone().set_num_format(DAY)];
    head(sheet, around)?;
    let mut row = 2;
    while let Some(rows) = coming.blocking_recv() {
        for cells in rows {
            for (at, cell) in (0..).zip(&cells) {
                write(sheet, (row, at), cell, formats)?;
            }
            row += 1;
        }
    }
    book.save_to_buffer()
}

fn write(
    sheet: &mut Worksheet,
    (row, at): (u32, u16),
    cell: &Value,
    [text, count, day]: [&Format; 3],
) -> Result<(), XlsxError> {
    match cell {
        Value::Text(said) if said.is_empty() => {}
        Value::Text(said) => {
            let said: String = neutral(said).chars().take(LONGEST).collect();
            sheet.write_string_with_format(row, at, said, text)?;
        }
        // A spreadsheet keeps 15 digits of a number; whatever is longer than a count ever gets is a text.
        Value::Count(n) => match i32::try_from(*n) {
            Ok(n) => drop(sheet.write_number_with_format(row, at, n, count)?),
            Err(_) => drop(sheet.write_string_with_format(row, at, neutral(&n.to_string()), text)?),
        },
        Value::Day(on) => {
            let year = u16::try_from(on.year()).unwrap_or_default();
            let month = u8::try_from(on.month()).unwrap_or_default();
            let date = ExcelDateTime::from_ymd(year, month, u8::try_from(on.day()).unwrap_or_default());
            match date {
                Ok(date) => drop(sheet.write_datetime_with_format(row, at, &date, day)?),
                // Spreadsheets know no day before 1900.
                Err(_) => drop(sheet.write_string_with_format(row, at, on.to_string(), text)?),
            }
        }
    }
    Ok(())
}

fn head(sheet: &mut Worksheet, around: &Sheet) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    sheet.set_landscape().set_paper_size(9);
    sheet.set_repeat_rows(0, 1)?;
    sheet.set_freeze_panes(2, 0)?;
    for (at, (_, width)) in (0..).zip(&around.columns) {
        sheet.set_column_width(at, *width)?;
    }
    sheet.write_string_with_format(0, 0, neutral(&around.title), &bold)?;
    let head = bold.set_border_bottom(FormatBorder::Thin);
    for (at, (name, _)) in (0..).zip(&around.columns) {
        sheet.write_string_with_format(1, at, name.as_str(), &head)?;
    }
    Ok(())
}
