//! Takes the refused rows out of a workbook.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{Dimensions, Reader as _, Xlsx, XlsxError};

use super::{Kept, Returned, WHY};
use crate::imports::cells::{Cell, Value};
use crate::imports::headers::Header;
use crate::imports::sheet::MAX_COLUMNS;
use crate::imports::{Reason, Report, Workbook};

/// Bytes of text that are kept of one workbook.
const MOST_BYTES: usize = 16 * 1024 * 1024;

/// Takes them, off the threads that answer requests; `None` where no row was refused. `bytes` are those that `workbook` was read from.
pub async fn take(workbook: &Workbook, bytes: &[u8], report: &Report) -> Option<Returned> {
    if report.refused.is_empty() {
        return None;
    }
    let (sheet, header) = workbook.place();
    let wanted = Wanted {
        sheet: sheet.to_owned(),
        header: header.clone(),
        columns: workbook.columns(),
        rows: report.refused.iter().map(|row| row.row - 1).collect(),
        numbers: report
            .refused
            .iter()
            .filter(|row| matches!(row.reason, Reason::LostPrecision | Reason::AmbiguousMonth(_)))
            .map(|row| row.row - 1)
            .collect(),
    };
    let bytes = bytes.to_vec();
    let taking = tokio::task::spawn_blocking(move || {
        // The same bytes were read a moment ago; whatever the parser thinks of them now, the import goes on.
        catch_unwind(AssertUnwindSafe(|| wanted.from(&bytes).ok()))
            .ok()
            .flatten()
    });
    taking.await.ok().flatten()
}

/// Rows counted from 0.
struct Wanted {
    sheet: String,
    header: Header,
    columns: BTreeMap<String, u32>,
    rows: BTreeSet<u32>,
    /// Rows refused for a number: as a text it would pass for put right.
    numbers: BTreeSet<u32>,
}

impl Wanted {
    fn from(&self, bytes: &[u8]) -> Result<Returned, XlsxError> {
        let mut book = Xlsx::new(Cursor::new(bytes))?;
        let merges = book.merge_cells_by_sheet_name(&self.sheet)?;
        let mut found: BTreeMap<u32, BTreeMap<u32, Kept>> = BTreeMap::new();
        let mut tops: HashMap<(u32, u32), Kept> = HashMap::new();
        let lent: Vec<&Dimensions> = merges.iter().filter(|merge| self.lends(merge)).collect();
        let mut reader = book.worksheet_cells_reader(&self.sheet)?;
        while let Some(record) = reader.next_cell_with_formula()? {
            let (row, at) = record.pos;
            let lends = lent.iter().any(|merge| merge.start == (row, at));
            if !lends && row > self.header.last_row && !self.rows.contains(&row) {
                continue;
            }
            let cell = Cell::of(&record.value);
            let number = matches!(cell.value, Value::Number(_)) && self.numbers.contains(&row);
            let text = match record.formula {
                Some(formula) if !formula.is_empty() => format!("={formula}"),
                _ => cell.shown(),
            };
            if text.is_empty() || at >= MAX_COLUMNS {
                continue;
            }
            let kept = Kept { at, text, number };
            if lends {
                tops.insert((row, at), kept.clone());
            }
            if row <= self.header.last_row || self.rows.contains(&row) {
                found.entry(row).or_default().insert(at, kept);
            }
        }
        for merge in lent {
            let Some(top) = tops.get(&merge.start) else {
                continue;
            };
            for row in self.rows.range(merge.start.0 + 1..=merge.end.0) {
                let cells = found.entry(*row).or_default();
                cells.entry(top.at).or_insert_with(|| top.clone());
            }
        }
        Ok(self.fit(found, &merges))
    }

    /// Whether a merged cell below the header counts in a refused row further down.
    fn lends(&self, merge: &Dimensions) -> bool {
        merge.start.0 > self.header.last_row
            && merge.end.0 > merge.start.0
            && self.rows.range(merge.start.0 + 1..=merge.end.0).next().is_some()
    }

    /// Without the reasons of an earlier time, and no more than there is room for.
    fn fit(&self, mut found: BTreeMap<u32, BTreeMap<u32, Kept>>, merges: &[Dimensions]) -> Returned {
        let head = found.get(&self.header.last_row).into_iter().flatten();
        let old: Vec<u32> = head
            .filter(|(_, cell)| cell.text == WHY)
            .map(|(at, _)| *at)
            .collect();
        let (mut rows, mut room, mut left_out) = (BTreeMap::new(), MOST_BYTES, 0);
        for (row, cells) in &mut found {
            for at in &old {
                cells.remove(at);
            }
            let size: usize = cells.values().map(|cell| cell.text.len() + 24).sum();
            if size > room {
                left_out += usize::from(*row > self.header.last_row);
                continue;
            }
            room -= size;
            rows.insert(row + 1, std::mem::take(cells).into_values().collect());
        }
        let inside = merges.iter().filter(|merge| merge.end.0 <= self.header.last_row);
        Returned {
            sheet: self.sheet.clone(),
            head: self.header.last_row + 1,
            merges: inside
                .map(|merge| (merge.start.0, merge.start.1, merge.end.0, merge.end.1))
                .collect(),
            columns: self.columns.clone(),
            rows,
            left_out,
        }
    }
}
