//! Rows of a five-list workbook that name a problem by its number: unchanged, a change of a draft, or refused.

use std::collections::{BTreeSet, HashMap};

use super::apply_lists::understood;
use super::changes::Change;
use super::export::store::{self, Told};
use super::headers::Header;
use super::lists::again::{as_read, merged, stated};
use super::{ListRow, Reason};
use crate::domain::campaigns::{Campaign, Terms};
use crate::domain::ledger::{Act, ActError};
use crate::domain::lists::{ListsError, actions};
use crate::kernel::text::code_text;
use crate::platform::db::Tx;

/// Rows whose problems are fetched at once.
const AHEAD: usize = 500;

/// What became of a row.
pub(super) enum Settled {
    /// It names no problem that is there.
    New,
    /// It says what the problem says.
    Unchanged,
    /// The draft says now what it says.
    Changed(Box<Change>),
    /// Not taken: column, reason.
    Refused(&'static str, Reason),
}

/// The problems that the next rows name.
#[derive(Default)]
pub(super) struct Numbered {
    ahead: HashMap<String, Told>,
    /// Where a number stood first.
    seen: HashMap<String, u32>,
}

/// What all rows of a workbook share.
#[derive(Clone, Copy)]
pub(super) struct Book<'a> {
    pub(super) terms: &'a Terms,
    pub(super) header: &'a Header,
}

impl Numbered {
    /// Fetches the problems of the rows that follow; `at` is how many were done.
    pub(super) async fn look_ahead(
        &mut self,
        tx: &mut Tx,
        campaign: &Campaign,
        (rows, at): (&[ListRow], usize),
    ) -> Result<(), ActError> {
        if at % AHEAD != 0 {
            return Ok(());
        }
        let next = rows.iter().skip(at).take(AHEAD);
        let numbers: BTreeSet<&String> = next.filter_map(|row| row.number.as_ref()).collect();
        let numbers: Vec<String> = numbers.into_iter().cloned().collect();
        self.ahead.clear();
        if !numbers.is_empty() {
            let told = store::numbered(tx, campaign.id, &numbers).await?;
            self.ahead
                .extend(told.into_iter().map(|told| (told.number.clone(), told)));
        }
        Ok(())
    }

    /// Settles a row.
    pub(super) async fn settle(
        &mut self,
        tx: &mut Tx,
        act: &mut Act,
        book: Book<'_>,
        row: &ListRow,
    ) -> Result<Settled, ActError> {
        let named = row.number.as_ref().and_then(|number| self.ahead.get(number));
        let Some(told) = named else {
            return Ok(Settled::New);
        };
        let number = told.number.clone();
        let first = *self.seen.entry(number.clone()).or_insert(row.row);
        if first != row.row {
            return Ok(Settled::Refused("编号", Reason::DuplicateProblem(number, first)));
        }
        if !is_of(told, row) {
            let reason = Reason::ProblemOfOther(number, told.name.clone());
            return Ok(Settled::Refused("编号", reason));
        }
        let says = told.says();
        let was = understood(&as_read(&says), book.terms);
        let states = understood(&stated(&row.draft, &was, book.header), book.terms);
        if states == was {
            return Ok(Settled::Unchanged);
        }
        if !told.is_draft() {
            return Ok(Settled::Refused("编号", Reason::AlreadySubmitted(number)));
        }
        // Of whoever wrote since the export nothing is written over: a draft has no history.
        if row.version != Some(told.version) {
            return Ok(Settled::Refused("版本", Reason::ChangedMeanwhile(number)));
        }
        let draft = merged(&says, &was, &states);
        match actions::amend(tx, act, (told.id, &number), told.version, &draft).await {
            // Saving adds one to the version.
            Ok(()) => Ok(Settled::Changed(Box::new(Change::ProblemAmended(
                told.id,
                Box::new(says),
                told.version + 1,
            )))),
            Err(ListsError::Act(error)) => Err(error),
            Err(ListsError::Db(error)) => Err(error.into()),
            Err(_) => Ok(Settled::Refused("编号", Reason::ChangedMeanwhile(number))),
        }
    }
}

/// Whether a row means the owner of the problem. A body has no number.
fn is_of(told: &Told, row: &ListRow) -> bool {
    let name = row.name.as_deref().map(code_text);
    let same_name = name.is_none_or(|name| name == code_text(&told.name));
    let same_number = row.staff_no.is_none() || row.staff_no == told.staff_no;
    same_name && same_number
}
