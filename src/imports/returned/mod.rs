//! Refused rows come back as the same workbook marked up: its titles and headers and only those rows, each cell at fault coloured
//! with its reason beside it. Put right and sent again, it is read like any other; the column that was added is not.
//!
//! What is kept between the run and the download are the cells, not the reasons: those are the run's own, in the reader's language.

mod draw;
pub(in crate::imports) mod store;
mod take;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use draw::draw;
pub use store::{find, is_kept};
pub use take::take;

use super::message::n_;
use super::runs::KeptRow;
use super::sheet::letter;

/// Header of the column that is added. Always this word, so that the workbook is known again when it comes back.
pub const WHY: &str = n_("退回原因");

/// The refused rows of a workbook, and what stands above them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Returned {
    /// Name of the sheet.
    sheet: String,
    /// How many rows the titles and the header take.
    head: u32,
    /// Merged cells within these: top, left, bottom, right.
    merges: Vec<(u32, u32, u32, u32)>,
    /// Columns by what they mean: for a fault that names no letter.
    columns: BTreeMap<String, u32>,
    /// Titles, header and refused rows by their number as the spreadsheet shows it.
    rows: BTreeMap<u32, Vec<Kept>>,
    /// Refused rows for which there was no room.
    left_out: usize,
}

/// A cell that is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Kept {
    /// Its column, counted from 0.
    at: u32,
    /// What stands in it.
    text: String,
    /// Whether it was a number.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    number: bool,
}

impl Returned {
    /// The column at fault, where the sheet has it.
    fn fault(&self, row: &KeptRow) -> Option<u32> {
        let by_letter = (0..256).find(|column| letter(*column) == row.letter);
        by_letter.or_else(|| self.columns.get(&row.column).copied())
    }

    /// The first column to the right of everything.
    fn beside(&self) -> u32 {
        let cells = self.rows.values().flatten().map(|cell| cell.at);
        let merged = self.merges.iter().map(|(_, _, _, right)| *right);
        cells.chain(merged).max().map_or(0, |last| last + 1)
    }
}
