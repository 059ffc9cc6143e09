//! Pre-review 预审 by the jurisdiction above (domain §3): a frozen, numbered package goes up, a verdict on each entry comes
//! back. Parent and child never read each other's tables: what crosses is an owned value, read in a transaction of the
//! sender and written in one of the receiver ([`carry`]).

pub mod actions;
pub mod carry;
mod manifest;
pub mod store;

use chrono::{DateTime, Utc};

pub use manifest::{Item, Manifest, Tampered};

use crate::domain::lists::ListsError;
use crate::domain::review::{GivenReason, Ruling};
use crate::kernel::digest::Digest;
use crate::kernel::ids::{PackageId, TenantId, VerdictId};
use crate::platform::db::DbError;

/// A package as it crosses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Package {
    /// Its id, the same on both sides.
    pub id: PackageId,
    /// 预审〔2018〕1号
    pub number: String,
    /// The bytes that are hashed: canonical JSON of a [`Manifest`].
    pub manifest: String,
    /// Their SHA-256.
    pub sha256: Digest,
    /// Their SM3.
    pub sm3: Digest,
}

/// A verdict as it crosses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Its id, the same on both sides.
    pub id: VerdictId,
    /// Of which package …
    pub package: PackageId,
    /// … the how manieth entry.
    pub position: i32,
    /// [`Ruling::Approved`] or [`Ruling::Returned`].
    pub ruling: Ruling,
    /// Own words to the whole.
    pub words: String,
    /// Why it is returned.
    pub reasons: Vec<GivenReason>,
}

/// What is to be carried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// Its own id.
    pub id: uuid::Uuid,
    /// The sender.
    pub from: TenantId,
    /// The receiver.
    pub to: TenantId,
    /// The package, or the package of the verdict.
    pub package: PackageId,
    /// Of a verdict, which entry it is about.
    pub position: Option<i32>,
}

/// A package of one's own, with how far it has come.
#[derive(Clone, Debug)]
pub struct Sent {
    /// Its id.
    pub id: PackageId,
    /// Its number.
    pub number: String,
    /// SHA-256 of its manifest, 32 bytes.
    pub sha256: Vec<u8>,
    /// SM3 of its manifest, 32 bytes.
    pub sm3: Vec<u8>,
    /// When it was frozen.
    pub frozen_at: DateTime<Utc>,
    /// When it had arrived above.
    pub delivered_at: Option<DateTime<Utc>>,
    /// How many entries it has.
    pub entries: i64,
    /// Of these, passed.
    pub passed: i64,
    /// Of these, returned.
    pub returned: i64,
}

/// Why a verb of packages was refused.
#[derive(Debug, thiserror::Error)]
pub enum PackageError {
    /// No such package or entry in this tenant.
    #[error("no such package")]
    NotFound,
    /// Nothing waits for pre-review that is not on its way already.
    #[error("nothing to hand up")]
    Nothing,
    /// There is no jurisdiction above.
    #[error("no jurisdiction above")]
    NoSuperior,
    /// The entry was ruled on before.
    #[error("ruled on before")]
    Decided,
    /// What came is not what was frozen, or not from whom it says.
    #[error(transparent)]
    Tampered(#[from] Tampered),
    /// A problem's verb refused.
    #[error(transparent)]
    Lists(#[from] ListsError),
    /// The ledger refused.
    #[error(transparent)]
    Act(#[from] crate::domain::ledger::ActError),
    /// The database refused.
    #[error(transparent)]
    Db(#[from] DbError),
}

impl From<sqlx::Error> for PackageError {
    fn from(error: sqlx::Error) -> Self {
        Self::Db(error.into())
    }
}
