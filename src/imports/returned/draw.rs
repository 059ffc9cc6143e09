//! Writes the workbook that comes back.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Display;

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Note, Workbook, Worksheet, XlsxError};

use super::{Kept, Returned, WHY};
use crate::imports::message::n_;
use crate::imports::neutral::neutral;
use crate::imports::runs::{KeptReport, KeptRow};
use crate::kernel::locale::Locale;

/// Light red with dark red letters, as spreadsheets themselves mark what is bad; the reason stands beside it in words.
const FAULT: (u32, u32) = (0x00FF_C7CE, 0x009C_0006);
/// The most characters of a cell.
const LONGEST: usize = 32_767;

/// The workbook, with reasons in the reader's language.
///
/// # Errors
/// When the library refuses what was kept, or there is no room for its temporary files.
pub fn draw(returned: &Returned, report: &KeptReport, locale: Locale) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    if sheet.set_name(&returned.sheet).is_err() {
        // A name that only other programs allow.
        sheet.set_name("Sheet1")?;
    }
    let formats = Formats::new();
    let why_at = column(returned.beside());
    widths(sheet, returned, why_at)?;
    head(sheet, returned, &formats, (why_at, locale))?;
    let by_row: HashMap<u32, &KeptRow> = report.refused.iter().map(|row| (row.row, row)).collect();
    let data = returned.rows.range(returned.head + 1..);
    for ((number, cells), row) in data.zip(returned.head..) {
        let why = by_row.get(number).map(|kept| (*kept, reason(kept, locale)));
        let fault = why.as_ref().and_then(|(kept, _)| returned.fault(kept));
        for cell in cells.iter().filter(|cell| Some(cell.at) != fault) {
            sheet.write_string_with_format(row, column(cell.at), fitting(&cell.text), &formats.plain)?;
        }
        let Some((_, why)) = why else { continue };
        if let Some(at) = fault {
            let cell = cells.iter().find(|cell| cell.at == at);
            mark(sheet, (row, column(at)), cell, &formats)?;
            let note = Note::new(&why).add_author_prefix(false).set_width(240);
            sheet.insert_note(row, column(at), &note)?;
        }
        sheet.write_string_with_format(row, why_at, neutral(&why), &formats.why)?;
    }
    sheet.set_freeze_panes(returned.head, 0)?;
    book.save_to_buffer()
}

struct Formats {
    plain: Format,
    head: Format,
    fault: Format,
    why: Format,
}

impl Formats {
    fn new() -> Self {
        // Text, so that what is typed over it stays as it is typed: numbers of 18 digits, 1970.10.
        let plain = Format::new()
            .set_num_format("@")
            .set_text_wrap()
            .set_align(FormatAlign::Top);
        let (background, letters) = FAULT;
        let why = plain.clone().set_font_color(Color::RGB(letters));
        Self {
            head: plain.clone().set_bold().set_border_bottom(FormatBorder::Thin),
            fault: why.clone().set_background_color(Color::RGB(background)),
            why,
            plain,
        }
    }
}

fn head(
    sheet: &mut Worksheet,
    returned: &Returned,
    formats: &Formats,
    (why_at, locale): (u16, Locale),
) -> Result<(), XlsxError> {
    for (top, left, bottom, right) in &returned.merges {
        let (left, right) = (column(*left), column(*right));
        if (top, left) != (bottom, right) {
            sheet.merge_range(*top, left, *bottom, right, "", &formats.head)?;
        }
    }
    for (number, cells) in returned.rows.range(..=returned.head) {
        for cell in cells {
            let text = fitting(&cell.text);
            sheet.write_string_with_format(number - 1, column(cell.at), text, &formats.head)?;
        }
    }
    let row = returned.head.saturating_sub(1);
    sheet.write_string_with_format(row, why_at, WHY, &formats.head)?;
    if returned.left_out > 0 {
        let more = locale.tf(
            n_("还有 {0} 行放不下：先把这些改好导入，再试读原来的文件。"),
            &[&returned.left_out],
        );
        sheet.insert_note(row, why_at, &Note::new(more).add_author_prefix(false))?;
    }
    Ok(())
}

/// A number that was refused as one stays one: as text it would pass for put right.
fn mark(
    sheet: &mut Worksheet,
    (row, at): (u32, u16),
    cell: Option<&Kept>,
    formats: &Formats,
) -> Result<(), XlsxError> {
    match cell {
        None => sheet.write_blank(row, at, &formats.fault)?,
        Some(cell) => match cell.text.parse::<f64>() {
            Ok(number) if cell.number => sheet.write_number_with_format(row, at, number, &formats.fault)?,
            _ => sheet.write_string_with_format(row, at, fitting(&cell.text), &formats.fault)?,
        },
    };
    Ok(())
}

fn widths(sheet: &mut Worksheet, returned: &Returned, why_at: u16) -> Result<(), XlsxError> {
    let mut widest: BTreeMap<u32, usize> = BTreeMap::new();
    for (_, cells) in returned.rows.range(returned.head..) {
        for cell in cells {
            let letters = cell.text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
            let width = widest.entry(cell.at).or_default();
            *width = (*width).max(letters);
        }
    }
    for (at, letters) in widest {
        let width = u32::try_from(letters).unwrap_or(u32::MAX).clamp(8, 40);
        sheet.set_column_width(column(at), width)?;
    }
    sheet.set_column_width(why_at, 44)?;
    Ok(())
}

fn reason(row: &KeptRow, locale: Locale) -> String {
    let args: Vec<&dyn Display> = row.args.iter().map(|arg| arg as _).collect();
    locale.tf(&row.reason, &args)
}

fn fitting(text: &str) -> String {
    neutral(text).chars().take(LONGEST).collect()
}

/// No sheet is read further to the right than 256 columns.
fn column(at: u32) -> u16 {
    u16::try_from(at).unwrap_or(u16::MAX)
}
