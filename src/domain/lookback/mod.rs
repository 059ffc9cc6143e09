//! 回头看: a sample of closed problems is looked at again (domain §3). What has come back opens a new cycle.
//!
//! Nobody can choose who is drawn, and anybody can draw it once more: when a draw is prepared, half of its seed is a secret of which
//! only the digest is shown; then the population is chosen and the other half comes about in public, and the secret comes out with
//! the sample. Whoever chooses does not know the order yet, and whoever holds the secret can't change it any more. Draws
//! are numbered without gaps and none is removed, so that drawing until it pleases would be seen.

pub mod actions;
mod entity;
mod finding;
pub mod sample;
pub mod store;

pub use entity::{Checked, Choice, Draw, Drawn, Entry, MOST, SHORT};
pub use finding::{Finding, Found, Looked, Verdict};

use crate::domain::ledger::ActError;
use crate::domain::lists::{ListsError, Refusal};
use crate::domain::rectification::RectificationError;
use crate::kernel::fields::FieldProblems;
use crate::platform::db::DbError;

/// Why a verb of look-back was refused. Nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum LookBackError {
    /// No such draw, or no such entry of it.
    #[error("no such draw")]
    NotFound,
    /// What was typed needs attention.
    #[error("fields need attention")]
    Invalid(FieldProblems),
    /// The problem, or its rectification, refuses.
    #[error(transparent)]
    Rectification(#[from] RectificationError),
    /// The database refused.
    #[error(transparent)]
    Db(#[from] DbError),
}

impl From<Refusal> for LookBackError {
    fn from(refusal: Refusal) -> Self {
        Self::Rectification(refusal.into())
    }
}

impl From<ListsError> for LookBackError {
    fn from(error: ListsError) -> Self {
        Self::Rectification(error.into())
    }
}

impl From<ActError> for LookBackError {
    fn from(error: ActError) -> Self {
        Self::Rectification(error.into())
    }
}
