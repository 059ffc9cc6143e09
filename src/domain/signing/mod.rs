//! Two signatures that bind (domain §3, Signatures): what is signed, who signed it in which way, what broke it.
//!
//! A statement is canonical JSON; its digest is what a signature binds, and the page is drawn from the very bytes
//! that are hashed. Claiming 认领 is a verb of this room; the signatures of a completion 完成 are put here by the
//! verbs of rectification. A verb needs a [`Proof`], which only a confirmation of the signer makes: the password, with the second
//! factor where there is one, or a passkey that signed the binding itself; one confirmation may serve all statements of one person's sheet,
//! each of which is then a signature of its own ([`Together`]). The server countersigns each ([`countersign`]); all that is
//! needed to check a sheet without this program goes into one file ([`bundle`]).

pub mod actions;
mod binding;
pub mod bundle;
mod compose;
pub mod countersign;
mod entity;
mod proof;
mod scan;
mod signer;
pub mod statement;
pub mod stead;
pub mod store;
mod wording;

pub use binding::{Binding, Together};
pub use compose::{claim_sheet, completion_sheet, signed_sheet, statement_of};
pub use entity::{Break, Method, OnPaper, Purpose, Signature, SignerRole, Stead, claim_cycle, standing};
pub use proof::Proof;
pub use scan::{MAX_SCAN_MB, Scan};
pub use signer::Signer;
pub use statement::{Evidence, Outcome, Sheet, Statement};

use crate::domain::accounts::AccountError;
use crate::domain::ledger::ActError;
use crate::domain::lists::{ListsError, Refusal};
use crate::kernel::digest::Digest;
use crate::kernel::fields::FieldProblems;
use crate::kernel::ids::DelegationId;
use crate::platform::db::DbError;

/// What the signer saw: it must still be so when the signature is put.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    /// The problem's version when the page was drawn.
    pub version: i32,
    /// SHA-256 of the statement that was shown.
    pub statement: Digest,
    /// The order by which the signer was shown to stand in for the leader in charge.
    pub stands_in: Option<DelegationId>,
}

/// Why a verb of signing was refused. Nothing was signed.
#[derive(Debug, thiserror::Error)]
pub enum SigningError {
    /// The statement is no longer the one that was shown.
    #[error("the content was changed since it was opened")]
    Changed,
    /// A correction that changes nothing.
    #[error("nothing was changed")]
    Unchanged,
    /// What was typed needs attention.
    #[error("fields need attention")]
    Invalid(FieldProblems),
    /// A stored statement does not have the digest it was stored with.
    #[error("a stored statement is damaged")]
    Damaged,
    /// The signer could not be confirmed. The caller commits, so that the failure counts.
    #[error(transparent)]
    Unconfirmed(#[from] AccountError),
    /// The problem refuses.
    #[error(transparent)]
    Lists(#[from] ListsError),
    /// The database refused.
    #[error(transparent)]
    Db(#[from] DbError),
}

impl From<Refusal> for SigningError {
    fn from(refusal: Refusal) -> Self {
        Self::Lists(refusal.into())
    }
}

impl From<ActError> for SigningError {
    fn from(error: ActError) -> Self {
        Self::Lists(error.into())
    }
}

impl From<serde_json::Error> for SigningError {
    fn from(error: serde_json::Error) -> Self {
        Self::Db(DbError::Query(sqlx::Error::Encode(Box::new(error))))
    }
}
