//! What every list has in common: columns that can be chosen, questions that can be saved and shared 视图, pages that follow each other by
//! the last row, and a workbook of exactly what is shown.
//!
//! `catalogue` says which lists there are and what each may be asked; `columns` which columns are shown; `cell` what stands in a row.
//! A page is a [`Source`]: it gives rows after a row, to the page ([`Listing::shown`]) and to the workbook ([`book::workbook`]) alike.

mod address;
pub mod book;
mod by;
pub mod catalogue;
pub mod cell;
mod columns;
mod listing;
pub mod view;

pub use by::by;
pub use cell::{Cell, Group, Row};
pub use columns::Column;
pub use listing::Listing;

use super::Error;
use super::access::Visit;

/// A list.
#[derive(Debug)]
pub struct List {
    /// Its word: views are kept under it. Several lists on one path share one.
    pub key: &'static str,
    /// Its page, with what it is asked in braces where that stands in the path: `/packages/{package}`. Its workbook is at the same path with
    /// `.xlsx`, or below it at `rows.xlsx`.
    pub path: &'static str,
    /// What it is called; source text.
    pub name: &'static str,
    /// What may be asked of it, by the names that stand in addresses.
    pub asks: &'static [&'static str],
    /// What of it names the list itself, and is no filter.
    pub of: &'static [&'static str],
    /// Under which name an address says after which row it goes on.
    pub cursor: &'static str,
    /// Its columns, in the usual order.
    pub columns: &'static [Column],
    /// What the rows of a group have in common, where they stand in groups; source text.
    pub grouped: Option<&'static str>,
    /// Who may open it.
    pub held: fn(&Visit) -> bool,
}

/// Rows that follow each other.
#[derive(Debug)]
pub struct Portion<A> {
    /// In order.
    pub rows: Vec<Row>,
    /// After which the next ones come, if there are any.
    pub next: Option<A>,
    /// How many there are in all, where that is known.
    pub total: Option<i64>,
}

impl<A> Portion<A> {
    /// Of rows of which one more than `limit` was read, to learn whether others follow.
    pub fn cut<R>(mut read: Vec<R>, limit: usize, at: impl Fn(&R) -> A, row: impl FnMut(R) -> Row) -> Self {
        let more = read.len() > limit;
        read.truncate(limit);
        Self {
            next: read.last().map(at).filter(|_| more),
            rows: read.into_iter().map(row).collect(),
            total: None,
        }
    }

    /// The same with what is known of the whole.
    #[must_use]
    pub fn of(self, total: i64) -> Self {
        Self {
            total: Some(total),
            ..self
        }
    }
}

/// What gives the rows of a list, to its page and to its workbook.
pub trait Source: Sync {
    /// Names a row to go on after.
    type After: Send + Sync;

    /// At most `limit` rows, after one or from the first on.
    fn rows(
        &self,
        can: &mut Visit,
        after: Option<Self::After>,
        limit: usize,
    ) -> impl Future<Output = Result<Portion<Self::After>, Error>> + Send;
}
