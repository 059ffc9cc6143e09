//! A sheet's cells at their real positions, with merged cells known.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{Dimensions, Reader as _, SheetType, SheetVisible, Xlsx};

use super::cells::Cell;
use super::guard;
use super::problem::Unreadable;

/// The most rows with content that a sheet may have.
pub const MAX_ROWS: usize = 200_000;
/// The most cells that a workbook's visible sheets may have together.
pub const MAX_CELLS: usize = 4_000_000;
/// Columns further right belong to no table of an office.
pub(super) const MAX_COLUMNS: u32 = 256;
const MAX_SHEETS: usize = 100;

/// The cells of one row by column, both counted from 0.
pub type Row = BTreeMap<u32, Cell>;

/// A sheet: only cells with content are kept.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// Its rows, counted from 0 as in the file.
    pub rows: BTreeMap<u32, Row>,
    merges: Vec<Dimensions>,
}

/// Every visible sheet with content. Whatever is wrong with the bytes, this returns.
pub fn sheets(bytes: &[u8]) -> Result<Vec<Sheet>, Unreadable> {
    read(bytes, None)
}

/// The same, of each sheet only so many rows from the top: enough to see what it is.
pub fn tops(bytes: &[u8], rows: usize) -> Result<Vec<Sheet>, Unreadable> {
    read(bytes, Some(rows))
}

fn read(bytes: &[u8], most: Option<usize>) -> Result<Vec<Sheet>, Unreadable> {
    // The parser is foreign code on foreign bytes: its panics are our "damaged".
    let sheets = catch_unwind(AssertUnwindSafe(|| {
        guard::check(bytes)?;
        open(bytes, most)
    }))
    .unwrap_or(Err(Unreadable::Damaged))?;
    if sheets.is_empty() {
        Err(Unreadable::NoSheet)
    } else {
        Ok(sheets)
    }
}

fn open(bytes: &[u8], most: Option<usize>) -> Result<Vec<Sheet>, Unreadable> {
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(|_| Unreadable::Damaged)?;
    let visible = |sheet: &&calamine::Sheet| {
        sheet.visible == SheetVisible::Visible && sheet.typ == SheetType::WorkSheet
    };
    let names: Vec<String> = book
        .sheets_metadata()
        .iter()
        .filter(visible)
        .take(MAX_SHEETS)
        .map(|sheet| sheet.name.clone())
        .collect();
    let mut budget = MAX_CELLS;
    let mut sheets = Vec::new();
    for name in names {
        let merges = book
            .merge_cells_by_sheet_name(&name)
            .map_err(|_| Unreadable::Damaged)?;
        let rows = cells(&mut book, &name, (&mut budget, most))?;
        let mut sheet = Sheet { name, rows, merges };
        sheet.lend_downwards(&mut budget)?;
        if !sheet.rows.is_empty() {
            sheets.push(sheet);
        }
    }
    Ok(sheets)
}

fn cells(
    book: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
    (budget, most): (&mut usize, Option<usize>),
) -> Result<BTreeMap<u32, Row>, Unreadable> {
    let mut rows: BTreeMap<u32, Row> = BTreeMap::new();
    let mut reader = book
        .worksheet_cells_reader(name)
        .map_err(|_| Unreadable::Damaged)?;
    while let Some(record) = reader
        .next_cell_with_formula_metadata()
        .map_err(|_| Unreadable::Damaged)?
    {
        spend(budget)?;
        let cell = Cell {
            formula: record.formula.is_some(),
            ..Cell::of(&record.value)
        };
        if cell.is_empty() || record.pos.1 >= MAX_COLUMNS {
            continue;
        }
        if most.is_some_and(|most| rows.len() == most && !rows.contains_key(&record.pos.0)) {
            break;
        }
        rows.entry(record.pos.0).or_default().insert(record.pos.1, cell);
        if rows.len() > MAX_ROWS {
            return Err(Unreadable::TooManyRows(MAX_ROWS));
        }
    }
    Ok(rows)
}

fn spend(budget: &mut usize) -> Result<(), Unreadable> {
    *budget = budget.checked_sub(1).ok_or(Unreadable::TooManyCells(MAX_CELLS))?;
    Ok(())
}

impl Sheet {
    /// A sheet of these rows, without merged cells.
    pub(super) fn of_rows(rows: BTreeMap<u32, Row>) -> Self {
        Self {
            rows,
            ..Self::default()
        }
    }

    /// The cell at a place, or the merged one that covers it. For headers only: it looks through all merges.
    pub fn covering(&self, row: u32, column: u32) -> Option<&Cell> {
        let own = |row, column| self.rows.get(&row).and_then(|cells: &Row| cells.get(&column));
        own(row, column).or_else(|| {
            let merge = self.merges.iter().find(|merge| merge.contains(row, column))?;
            own(merge.start.0, merge.start.1)
        })
    }

    /// Whether the cell at this place is merged with others to its right.
    pub fn spans_columns(&self, row: u32, column: u32) -> bool {
        self.merges
            .iter()
            .any(|merge| merge.start == (row, column) && merge.end.1 > column)
    }

    /// A cell merged over several rows (one unit for its people) counts in each that has content.
    fn lend_downwards(&mut self, budget: &mut usize) -> Result<(), Unreadable> {
        for merge in &self.merges {
            let (top, column) = merge.start;
            let Some(cell) = self.rows.get(&top).and_then(|row| row.get(&column)).cloned() else {
                continue;
            };
            if merge.end.0 <= top {
                continue;
            }
            for (_, row) in self.rows.range_mut(top + 1..=merge.end.0) {
                spend(budget)?;
                row.entry(column).or_insert_with(|| Cell {
                    lent: true,
                    ..cell.clone()
                });
            }
        }
        Ok(())
    }
}

/// A column's letter: 0 is A, 26 is AA.
pub fn letter(column: u32) -> String {
    let mut left = column + 1;
    let mut letters = Vec::new();
    while left > 0 {
        left -= 1;
        letters.push(char::from(b'A' + u8::try_from(left % 26).unwrap_or(0)));
        left /= 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::letter;

    #[test]
    fn letters_go_on_after_z() {
        assert_eq!([0, 10, 25, 26, 255].map(letter), ["A", "K", "Z", "AA", "IV"]);
    }
}
