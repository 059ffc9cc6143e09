//! Rectification 整改: from a claimed problem to its write-off 销号 (domain §3, Rectification).
//!
//! Owns its own state beside the filing's; completion is signed through `signing`. Closed is final: only a look-back or a request
//! that the office accepts opens a new cycle, and earlier cycles never change.

pub mod actions;
mod begun;
mod entity;
pub mod evidence;
pub mod extension;
mod queue;
pub mod reopening;
pub mod state;
pub mod store;
pub mod waits;

pub use begun::{Began, begun};
pub use entity::{
    Check, Completion, Gate, LONGEST_OUTCOME, LONGEST_WORDS, Note, Reported, checked_words, state_of,
};
pub use queue::{Queue, counties_of};
pub use state::{Action, Party, State};
pub use waits::Seat;

use crate::domain::files::FilesError;
use crate::domain::ledger::ActError;
use crate::domain::lists::{ListsError, Refusal};
use crate::domain::signing::SigningError;
use crate::kernel::fields::FieldProblems;
use crate::platform::db::DbError;

/// Why a verb of rectification was refused. Nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum RectificationError {
    /// What was typed needs attention.
    #[error("fields need attention")]
    Invalid(FieldProblems),
    /// The problem refuses.
    #[error(transparent)]
    Lists(#[from] ListsError),
    /// The signature refuses.
    #[error(transparent)]
    Signing(#[from] SigningError),
    /// A file can't be kept.
    #[error(transparent)]
    Files(#[from] FilesError),
    /// The database refused.
    #[error(transparent)]
    Db(#[from] DbError),
}

impl From<Refusal> for RectificationError {
    fn from(refusal: Refusal) -> Self {
        Self::Lists(refusal.into())
    }
}

impl From<ActError> for RectificationError {
    fn from(error: ActError) -> Self {
        Self::Lists(error.into())
    }
}
