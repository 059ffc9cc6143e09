//! Writes an empty workbook.

use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, DataValidationRule, ExcelDateTime, Format, FormatAlign,
    FormatBorder, Formula, Workbook, Worksheet, XlsxError,
};

use super::columns::{Column, Fill, columns};
use super::{Choices, name};
use crate::imports::Kind;
use crate::imports::message::n_;
use crate::imports::sheet::letter;
use crate::kernel::locale::Locale;

/// Rows that have drop-downs.
const ROWS: u32 = 5_000;
/// A list in the cell itself may have so many characters; a longer one stands on a sheet of its own.
const INLINE: usize = 255;
const OPTIONS: &str = "选项";

/// An empty workbook of this kind; the explanations are in the reader's language, the headers as offices write them.
///
/// # Errors
/// When the library refuses, such as a name with too many characters.
pub fn draw(kind: Kind, choices: &Choices, locale: Locale) -> Result<Vec<u8>, XlsxError> {
    let columns = columns(kind, choices);
    let mut lists: Vec<Vec<String>> = Vec::new();
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name(name(kind))?;
    for (at, column) in (0..).zip(&columns) {
        head(sheet, at, column)?;
        if let Some(rule) = rule(column, locale, &mut lists)? {
            sheet.add_data_validation(1, at, ROWS, at, &rule)?;
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    explain(book.add_worksheet(), &columns, locale)?;
    if !lists.is_empty() {
        let sheet = book.add_worksheet();
        sheet.set_name(OPTIONS)?.set_hidden(true);
        for (at, list) in (0..).zip(&lists) {
            for (row, option) in (0..).zip(list) {
                sheet.write_string(row, at, option)?;
            }
        }
    }
    book.save_to_buffer()
}

fn head(sheet: &mut Worksheet, at: u16, column: &Column) -> Result<(), XlsxError> {
    let head = Format::new()
        .set_bold()
        .set_background_color(Color::RGB(0x00EE_F2F7))
        .set_border_bottom(FormatBorder::Thin);
    // Text: numbers of 18 digits and 1970.10 stay as they are typed.
    let cell = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let cell = cell.set_num_format(if matches!(column.fill, Fill::Day) {
        "yyyy-mm-dd"
    } else {
        "@"
    });
    sheet.set_column_width(at, column.width)?;
    sheet.set_column_format(at, &cell)?;
    let star = if column.heading.required { "*" } else { "" };
    sheet.write_string_with_format(0, at, format!("{}{star}", column.heading.label), &head)?;
    Ok(())
}

/// What a column takes; a long list is put on the sheet of options.
fn rule(
    column: &Column,
    locale: Locale,
    lists: &mut Vec<Vec<String>>,
) -> Result<Option<DataValidation>, XlsxError> {
    let mut listed = |options: &[String]| -> Result<Option<DataValidation>, XlsxError> {
        let rule = DataValidation::new();
        let length: usize = options
            .iter()
            .map(|option| option.encode_utf16().count() + 1)
            .sum();
        let plain = options.iter().all(|option| !option.contains([',', '"']));
        Ok(if options.is_empty() {
            None
        } else if length <= INLINE && plain {
            Some(rule.allow_list_strings(options)?)
        } else {
            lists.push(options.to_vec());
            let letter = letter(u32::try_from(lists.len() - 1).unwrap_or(0));
            let place = format!("='{OPTIONS}'!${letter}$1:${letter}${}", options.len());
            Some(rule.allow_list_formula(Formula::new(place)))
        })
    };
    let wrong = locale.t(n_("不是下拉中的内容，导入时可能认不出来。"));
    let warned = |rule: DataValidation, style| rule.set_error_style(style).set_error_message(wrong);
    let rule = match &column.fill {
        Fill::Text => None,
        Fill::Day => {
            let from = ExcelDateTime::from_ymd(2000, 1, 1)?;
            let rule = DataValidation::new().allow_date(DataValidationRule::GreaterThanOrEqualTo(from));
            Some(rule.show_error_message(false))
        }
        Fill::One(options) => listed(options)?
            .map(|rule| warned(rule, DataValidationErrorStyle::Stop))
            .transpose()?,
        Fill::Likely(options) => listed(options)?
            .map(|rule| warned(rule, DataValidationErrorStyle::Warning))
            .transpose()?,
        Fill::Several(options) => listed(options)?.map(|rule| rule.show_error_message(false)),
    };
    rule.map(|rule| rule.set_input_message(locale.t(column.note)))
        .transpose()
}

/// The sheet 说明: no reader takes it for a table, since each column stands in a row of its own.
fn explain(sheet: &mut Worksheet, columns: &[Column], locale: Locale) -> Result<(), XlsxError> {
    let (bold, wrap) = (Format::new().set_bold(), Format::new().set_text_wrap());
    let wrap = wrap.set_align(FormatAlign::Top);
    sheet.set_name("说明")?;
    for (at, width) in [(0, 24), (1, 12), (2, 70)] {
        sheet.set_column_width(at, width)?;
    }
    let general = [
        n_("在第一张表里填，表头一行不要改、不要移；带 * 的列必须填。"),
        n_("长数字已按文本处理，直接输入或粘贴数值即可，不要用公式。"),
        n_("填好后在“导入名册”页试读，看清会增加、改动什么，再确认。"),
    ];
    for (row, text) in (0..).zip(general) {
        sheet.merge_range(row, 0, row, 2, locale.t(text), &wrap)?;
    }
    for (at, text) in (0..).zip([n_("列"), n_("要不要填"), n_("怎么填")]) {
        sheet.write_string_with_format(4, at, locale.t(text), &bold)?;
    }
    for (row, column) in (5..).zip(columns) {
        let must = if column.heading.required {
            n_("必须填")
        } else {
            n_("可以不填")
        };
        sheet.write_string_with_format(row, 0, column.heading.label, &wrap)?;
        sheet.write_string_with_format(row, 1, locale.t(must), &wrap)?;
        sheet.write_string_with_format(row, 2, locale.t(column.note), &wrap)?;
    }
    Ok(())
}
