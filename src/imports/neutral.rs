//! Texts that a spreadsheet program might take for a formula: written with an apostrophe in front, which reading takes off again.
//! Such are also those that begin with what a program skips before it looks, and the full-width marks that one set to Chinese takes for
//! their half-width twins.

use super::cells::{Cell, Value};
use super::sheet::{Row, Sheet};

const MARKS: [char; 11] = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\n'];

/// The text as it may stand in a workbook of ours: `=1+1` becomes `'=1+1`, and what looks like that already gets one
/// apostrophe more, so that [`restored`] always gives back what was there.
pub fn neutral(text: &str) -> String {
    if text.trim_start_matches('\'').starts_with(MARKS) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

/// The other way round; `None` for a text that was never changed.
pub fn restored(text: &str) -> Option<&str> {
    let rest = text.strip_prefix('\'')?;
    rest.trim_start_matches('\'').starts_with(MARKS).then_some(rest)
}

/// Takes the apostrophes off. In a workbook of rows that came back a formula is still what was at fault, and no text.
pub(super) fn restore(sheet: &mut Sheet, came_back: bool) {
    for cell in sheet.rows.values_mut().flat_map(Row::values_mut) {
        let Value::Text(text) = &cell.value else {
            continue;
        };
        let Some(plain) = restored(text) else {
            continue;
        };
        let formula = came_back && plain.starts_with('=');
        let value = if formula {
            Value::Empty
        } else {
            Value::Text(plain.to_owned())
        };
        *cell = Cell {
            value,
            formula: cell.formula || formula,
            lent: cell.lent,
        };
    }
}

#[cfg(test)]
mod tests {
    use super::{MARKS, neutral, restored};

    #[test]
    fn what_is_made_harmless_comes_back_as_it_was() {
        for text in [
            "=1+1", "+86", "-", "@A1", "'=1", "''-5℃", "'引号'", "正常", "", "1-2", "\t=1", "\r\n@x",
            "＝1+1", "＋86", "－5℃", "＠甲", "'＝1", "'\t=1", "a\t=1",
        ] {
            let written = neutral(text);
            assert!(!written.starts_with(MARKS), "{written}");
            assert_eq!(restored(&written).unwrap_or(&written), text);
        }
        assert_eq!(restored("'甲'"), None);
    }
}
