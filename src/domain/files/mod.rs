//! Files that people hand in, as rows: whose each is, what it was and what is kept of it. What they are attached to, other rooms say.
//!
//! First the file is put where files lie, then its row is written ([`keep`]): whoever dies in between leaves a file without a row, which is
//! swept away a day later ([`sweep`]). A row without its file never is. One lock per content keeps the two apart.

mod actions;
pub mod store;
pub mod sweep;

use chrono::{DateTime, Utc};

use crate::kernel::ids::{AccountId, FileId};
use crate::platform::db::DbError;
use crate::platform::files::FileError;

pub use actions::{keep, take_back};

/// A file, as its row says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its id.
    pub id: FileId,
    /// Its name, harmless.
    pub name: String,
    /// What it is, by its bytes.
    pub media_type: String,
    /// Bytes of what is kept.
    pub size: i64,
    /// SHA-256 of what is kept, in hexadecimal digits.
    pub sha256: String,
    /// SHA-256 of what was sent, in hexadecimal digits.
    pub uploaded_sha256: String,
    /// Who handed it in.
    pub account: AccountId,
    /// Their name.
    pub who: String,
    /// Recorded time.
    pub at: DateTime<Utc>,
    /// When it was taken back, if it was.
    pub taken_back_at: Option<DateTime<Utc>>,
}

/// Why a file could not be kept. Nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum FilesError {
    /// It was swept away between being put there and being kept: it is to be sent again.
    #[error("the file is gone before it was kept")]
    Gone,
    /// It was taken back already, or is not the actor's.
    #[error("no such file of the actor's")]
    NotYours,
    /// Where files lie refuses.
    #[error(transparent)]
    Store(#[from] FileError),
    /// The database refused.
    #[error(transparent)]
    Db(#[from] DbError),
}
