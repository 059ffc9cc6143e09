//! Any texts in the cells of a workbook whose header is understood: each line is taken or refused, none is counted twice.
//! A text ends at a zero byte, a line at two.
#![no_main]

use libfuzzer_sys::fuzz_target;
use rust_xlsxwriter::Workbook;
use zhenggai::imports::learned::Meanings;
use zhenggai::imports::{Kind, lists, organisation, roster};

fn book(kind: Kind, text: &str) -> Option<(Vec<u8>, usize)> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, heading) in (0_u16..).zip(kind.headings()) {
        sheet.write_string(0, column, heading.label).ok()?;
    }
    let mut lines = 0;
    for (row, line) in (1_u32..200).zip(text.split("\0\0")) {
        for (column, cell) in (0_u16..24).zip(line.split('\0')) {
            let clean: String = cell.chars().filter(|c| !c.is_control() || *c == '\n').take(2_000).collect();
            sheet.write_string(row, column, clean).ok()?;
        }
        lines += 1;
    }
    Some((book.save_to_buffer().ok()?, lines))
}

fuzz_target!(|input: (u8, &str)| {
    let kind = Kind::ALL[usize::from(input.0) % Kind::ALL.len()];
    let Some((bytes, lines)) = book(kind, input.1) else { return };
    let none = Meanings::default();
    let counted = match kind {
        Kind::Organisation => organisation(&bytes, &none).map(|read| read.rows.len() + read.refused.len()),
        Kind::Roster => roster(&bytes, &none).map(|read| read.rows.len() + read.refused.len()),
        Kind::Lists => lists(&bytes, &none).map(|read| read.rows.len() + read.refused.len()),
    };
    if let Ok(counted) = counted {
        assert!(counted <= lines, "{counted} of {lines}");
    }
});
