//! Writes rows to a workbook as they come, on a thread of its own, in constant memory.

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

use super::{ExportError, lists, organisation, roster};
use crate::imports::neutral::neutral;
use crate::imports::{Kind, blank};

type Rows = Vec<Vec<String>>;

/// A workbook that is being written.
pub(super) struct Writer {
    rows: mpsc::Sender<Rows>,
    book: JoinHandle<Result<Vec<u8>, XlsxError>>,
}

impl Writer {
    /// Begins with the title and the header.
    pub(super) fn start(kind: Kind, by: &str, left_out: usize) -> Self {
        let columns: Vec<(&'static str, u32)> = match kind {
            Kind::Organisation => organisation::COLUMNS.to_vec(),
            Kind::Roster => roster::COLUMNS.to_vec(),
            Kind::Lists => lists::columns().collect(),
        };
        let rest = match left_out {
            0 => String::new(),
            n => format!("　（另有 {n} 条无权查阅或仍是草稿，不在内）"),
        };
        let title = format!("{}　内部资料　{by}{rest}", blank::name(kind));
        let (rows, coming) = mpsc::channel(2);
        let book = tokio::task::spawn_blocking(move || fill(kind, &title, &columns, coming));
        Self { rows, book }
    }

    /// Adds rows.
    pub(super) async fn put(&self, rows: Rows) {
        // A writer that has ended tells why in `finish`.
        let _ = self.rows.send(rows).await;
    }

    /// The workbook.
    pub(super) async fn finish(self) -> Result<Vec<u8>, ExportError> {
        drop(self.rows);
        let book = self.book.await.map_err(|_| ExportError::Gone)?;
        Ok(book?)
    }
}

fn fill(
    kind: Kind,
    title: &str,
    columns: &[(&'static str, u32)],
    mut coming: mpsc::Receiver<Rows>,
) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet_with_constant_memory()?;
    sheet.set_name(blank::name(kind))?;
    // Text: a number of 18 digits stays what it is.
    let text = Format::new().set_num_format("@").set_align(FormatAlign::Top);
    let text = if kind == Kind::Lists {
        text.set_text_wrap()
    } else {
        text
    };
    head(sheet, title, columns)?;
    let mut row = 2;
    while let Some(rows) = coming.blocking_recv() {
        for cells in rows {
            for (at, cell) in (0..).zip(&cells).filter(|(_, cell)| !cell.is_empty()) {
                sheet.write_string_with_format(row, at, neutral(cell), &text)?;
            }
            row += 1;
        }
    }
    book.save_to_buffer()
}

fn head(sheet: &mut Worksheet, title: &str, columns: &[(&'static str, u32)]) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    sheet.set_landscape().set_paper_size(9);
    sheet.set_repeat_rows(0, 1)?;
    sheet.set_freeze_panes(2, 0)?;
    for (at, (_, width)) in (0..).zip(columns) {
        sheet.set_column_width(at, *width)?;
    }
    sheet.write_string_with_format(0, 0, title, &bold)?;
    let head = bold.set_border_bottom(FormatBorder::Thin);
    for (at, (name, _)) in (0..).zip(columns) {
        sheet.write_string_with_format(1, at, *name, &head)?;
    }
    Ok(())
}
