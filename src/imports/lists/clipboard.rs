//! Cells out of a clipboard or an exported text. `csv` was not taken: its quotes swallow the rows behind a cell that merely begins
//! with a quotation mark.

use std::collections::BTreeMap;

use crate::imports::cells::{Cell, Value};
use crate::imports::sheet::{MAX_COLUMNS, Row};

/// Most rows that are pasted at once.
pub const MOST_ROWS: usize = 200;

/// Cells by place, lines from 1; and how many lines there were more than may be.
pub(super) fn rows(text: &str, between: char) -> (BTreeMap<u32, Row>, usize) {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let (mut rows, mut beyond): (BTreeMap<u32, Row>, usize) = (BTreeMap::new(), 0);
    let (mut rest, mut line, mut column, mut row) = (text.as_str(), 1, 0, Row::new());
    while !rest.is_empty() {
        let (content, after) = first_cell(rest, between);
        if !content.trim().is_empty() && column < MAX_COLUMNS {
            row.insert(column, cell(&content));
        }
        rest = after.strip_prefix(between).map_or(after, |next| {
            column += 1;
            next
        });
        if rest.len() == after.len() {
            let full = std::mem::take(&mut row);
            if !full.is_empty() && rows.len() > MOST_ROWS {
                beyond += 1;
            } else if !full.is_empty() {
                rows.insert(line, full);
            }
            rest = after.strip_prefix('\n').unwrap_or(after);
            (line, column) = (line + 1, 0);
        }
    }
    if !row.is_empty() && rows.len() <= MOST_ROWS {
        rows.insert(line, row);
    }
    (rows, beyond)
}

/// The first cell of what is left, and what stands behind it. Between quotes is only what begins with one and ends with one before the next
/// cell, a line's end or the end, without a tab within: every other cell that begins with a quotation mark is somebody's words.
fn first_cell(text: &str, between: char) -> (String, &str) {
    if let Some(inner) = text.strip_prefix('"') {
        let mut from = 0;
        while let Some(at) = inner[from..].find(['"', '\t']).map(|at| from + at) {
            let after = &inner[at + 1..];
            if inner.as_bytes()[at] == b'\t' {
                break;
            }
            if after.is_empty() || after.starts_with([between, '\n']) {
                return (inner[..at].replace("\"\"", "\""), after);
            }
            // Written twice it stands for itself; anything else was never between quotes.
            let Some(_) = after.strip_prefix('"') else { break };
            from = at + 2;
        }
    }
    let end = text.find([between, '\n']).unwrap_or(text.len());
    (text[..end].to_owned(), &text[end..])
}

fn cell(text: &str) -> Cell {
    Cell {
        value: Value::Text(text.to_owned()),
        formula: false,
        lent: false,
    }
}
