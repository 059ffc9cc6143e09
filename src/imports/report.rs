//! What an import did, or would do.

use super::{Reason, Refused, Unread};

/// Counts of rows, and one entry per refused row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Rows that are new.
    pub added: usize,
    /// Rows that differ from what was known.
    pub changed: usize,
    /// Rows that say what was known.
    pub unchanged: usize,
    /// Rows that were not taken, in the sheet's order.
    pub refused: Vec<RefusedRow>,
    /// Of those that are new: rows that come in as less than they were said to be, and why.
    pub less: Vec<RefusedRow>,
    /// People who have left by a whole roster: names of the accounts that are disabled.
    pub left: Vec<String>,
    /// Columns in which something stands, and which are not taken over.
    pub unread: Vec<Unread>,
}

/// A refused row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusedRow {
    /// The row's number as the spreadsheet shows it.
    pub row: u32,
    /// The header of the column at fault.
    pub column: String,
    /// The column's letter; empty where the sheet has no such column.
    pub letter: String,
    /// Why.
    pub reason: Reason,
}

impl Report {
    /// Adds refused rows and puts all in the sheet's order.
    pub(super) fn refuse<'a>(&mut self, refused: impl IntoIterator<Item = &'a Refused>) {
        self.refused.extend(refused.into_iter().map(row));
        self.refused.sort_by_key(|r| r.row);
    }

    /// Adds rows that come in as less.
    pub(super) fn leave(&mut self, rows: &[Refused]) {
        self.less.extend(rows.iter().map(row));
    }
}

fn row(refused: &Refused) -> RefusedRow {
    RefusedRow {
        row: refused.row,
        column: refused.column.clone(),
        letter: refused.letter.clone(),
        reason: refused.reason.clone(),
    }
}

/// A row that the database refuses; `column` by its usual name.
pub(super) fn refused(row: u32, column: &str, reason: Reason) -> Refused {
    Refused {
        row,
        column: column.to_owned(),
        letter: String::new(),
        reason,
    }
}
