//! Workbooks that came out, opened: by the library that the readers use, and part by part.

use std::io::{Cursor, Read as _};

use calamine::{Data, Reader as _, Xlsx};
use zip::ZipArchive;

/// The texts of a workbook's first sheet, row by row; an empty cell is an empty text.
pub fn texts(bytes: &[u8]) -> Vec<Vec<String>> {
    let mut book = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    let name = book.sheet_names()[0].clone();
    let range = book.worksheet_range(&name).expect("a sheet");
    let (rows, columns) = range.end().expect("cells");
    (0..=rows)
        .map(|row| {
            let cell = |column| match range.get_value((row, column)) {
                None | Some(Data::Empty) => String::new(),
                // A day as a spreadsheet shows it.
                Some(Data::DateTime(day)) => {
                    let (year, month, day, ..) = day.to_ymd_hms_milli();
                    format!("{year}-{month:02}-{day:02}")
                }
                Some(value) => value.to_string(),
            };
            (0..=columns).map(cell).collect()
        })
        .collect()
}

/// Names of its sheets, hidden ones too.
pub fn sheets(bytes: &[u8]) -> Vec<String> {
    Xlsx::new(Cursor::new(bytes)).expect("a workbook").sheet_names()
}

/// One part, such as `xl/comments1.xml`.
pub fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("a zip");
    let mut text = String::new();
    let mut entry = archive.by_name(name).expect("a part");
    entry.read_to_string(&mut text).expect("text");
    text
}

/// The number of the style of a cell such as `E3`.
pub fn style(sheet: &str, cell: &str) -> String {
    let (_, rest) = sheet
        .split_once(&format!("<c r=\"{cell}\" s=\""))
        .expect("a cell with a style");
    rest.split('"').next().expect("a number").to_owned()
}

/// The rows as a workbook of plain texts again, as somebody saves it who has typed in it.
pub fn saved(rows: &[Vec<String>]) -> Vec<u8> {
    let rows: Vec<Vec<&str>> = rows
        .iter()
        .map(|row| row.iter().map(String::as_str).collect())
        .collect();
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    super::sheets::sheet(&rows)
}
