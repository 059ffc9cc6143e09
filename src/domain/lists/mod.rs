//! The five lists of one problem: their content, the life of a filing, drafts and revisions.
//!
//! Owns the filing state; verbs of review and signing call [`store::advance`], never the reverse.

pub mod actions;
pub mod content;
pub mod diff;
pub mod discussion;
pub mod draft;
pub mod entity;
pub mod fields;
pub mod reading;
pub mod state;
pub mod store;

pub use content::{Cause, CauseKind, Content, Measure, Responsibility};
pub use draft::Draft;
pub use entity::{OwnerKind, Problem, Tier};
pub use reading::Reading;
pub use state::{Action, Party, Refusal, State};

pub use crate::domain::campaigns::Stage;
use crate::domain::ledger::ActError;
use crate::kernel::fields::FieldProblems;
use crate::platform::db::DbError;

/// Why a verb on a problem was refused. Nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum ListsError {
    /// No such problem in this tenant, or none the actor may know of.
    #[error("no such problem")]
    NotFound,
    /// Somebody changed it since the caller read it.
    #[error("the problem was changed meanwhile")]
    Stale,
    /// The state or the actor forbids it.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The content can't be submitted as it is.
    #[error("fields need attention")]
    Invalid(FieldProblems),
    /// The owner has no post to file from.
    #[error("the person has no post")]
    NoPost,
    /// The act was recorded before.
    #[error(transparent)]
    Act(#[from] ActError),
    /// The database refused.
    #[error(transparent)]
    Db(#[from] DbError),
}

impl From<sqlx::Error> for ListsError {
    fn from(error: sqlx::Error) -> Self {
        Self::Db(error.into())
    }
}
