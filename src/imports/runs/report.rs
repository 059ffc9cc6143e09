//! A report as it is kept: reasons as source texts with their arguments, so that each reader has them in their language.

use serde::{Deserialize, Serialize};

use crate::imports::{RefusedRow, Report, Unread};

/// Counts of rows, and one entry per refused row.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptReport {
    /// Rows that are new.
    pub added: usize,
    /// Rows that differ from what was known.
    pub changed: usize,
    /// Rows that say what was known.
    pub unchanged: usize,
    /// Rows that were not taken, in the sheet's order.
    pub refused: Vec<KeptRow>,
    /// Of those that are new: rows that come in as less than they were said to be.
    #[serde(default)]
    pub less: Vec<KeptRow>,
    /// Names of the accounts that are disabled.
    #[serde(default)]
    pub left: Vec<String>,
    /// Columns that are not taken over.
    #[serde(default)]
    pub unread: Vec<Unread>,
}

/// A refused row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptRow {
    /// The row's number as the spreadsheet shows it.
    pub row: u32,
    /// The header of the column at fault.
    pub column: String,
    /// Its letter; empty where the sheet has no such column.
    pub letter: String,
    /// Why: the source text, with places for [`Self::args`].
    pub reason: String,
    /// What fills them.
    pub args: Vec<String>,
}

impl From<&RefusedRow> for KeptRow {
    fn from(row: &RefusedRow) -> Self {
        Self {
            row: row.row,
            column: row.column.clone(),
            letter: row.letter.clone(),
            reason: row.reason.message().to_owned(),
            args: row.reason.args(),
        }
    }
}

impl KeptReport {
    /// Whether the import changes anything.
    pub fn changes(&self) -> bool {
        self.added + self.changed > 0
    }

    /// Whether not one row could be taken.
    pub fn is_refused(&self) -> bool {
        self.added + self.changed + self.unchanged == 0 && !self.refused.is_empty()
    }
}

impl From<&Report> for KeptReport {
    fn from(report: &Report) -> Self {
        let kept = |rows: &[RefusedRow]| rows.iter().map(KeptRow::from).collect();
        Self {
            added: report.added,
            changed: report.changed,
            unchanged: report.unchanged,
            refused: kept(&report.refused),
            less: kept(&report.less),
            left: report.left.clone(),
            unread: report.unread.clone(),
        }
    }
}
