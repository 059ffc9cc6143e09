//! Who acts for a leading body 班子: drafters, its principal, its superior.

pub mod actions;
pub mod store;

use crate::domain::ledger::ActError;
use crate::platform::db::DbError;

/// Why a duty could not be given.
#[derive(Debug, thiserror::Error)]
pub enum BodyError {
    /// The unit is no leading body.
    #[error("no leading body")]
    NoBody,
    /// Whoever signs for the body can't co-sign for it as well.
    #[error("principal and superior are two people")]
    BothSigners,
    /// The act was recorded before.
    #[error(transparent)]
    Act(#[from] ActError),
    /// The database refused.
    #[error(transparent)]
    Db(#[from] DbError),
}
