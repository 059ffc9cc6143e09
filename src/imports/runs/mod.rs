//! Runs: a workbook as it was sent in a browser, kept between the dry run that the page shows and its confirmation.

pub mod actions;
mod report;
pub mod store;

use chrono::{DateTime, Utc};

use super::{Kind, Unreadable};
use crate::domain::ledger::ActError;
use crate::kernel::ids::RunId;
use crate::platform::db::DbError;

pub use report::{KeptReport, KeptRow};

/// A workbook that was sent, without its bytes.
#[derive(Clone, Debug)]
pub struct Run {
    /// Its id.
    pub id: RunId,
    /// What the workbook holds.
    pub kind: Kind,
    /// The file's name as it was sent.
    pub file_name: String,
    /// Digest of the file, as hexadecimal digits.
    pub sha256: String,
    /// Of the real run, once there was one; else of the dry run.
    pub report: KeptReport,
    /// Who sent it.
    pub who: Option<String>,
    /// When it was sent.
    pub uploaded_at: DateTime<Utc>,
    /// When it was imported.
    pub applied_at: Option<DateTime<Utc>>,
    /// When that was taken back.
    pub undone_at: Option<DateTime<Utc>>,
    /// Whether the workbook is still here.
    pub waits: bool,
    /// Whether it was read at all.
    pub read: bool,
}

/// What became of a workbook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Its columns are to be explained before it can be read.
    Unread,
    /// Tried out, to be confirmed or given up.
    Waiting,
    /// Imported.
    Applied,
    /// Imported, and taken back.
    Undone,
    /// It said what was known already: there was nothing to import.
    Nothing,
    /// Not one row could be taken.
    Refused,
    /// Given up.
    GivenUp,
}

impl Fate {
    /// Whether it is to be confirmed or given up.
    pub fn is_waiting(self) -> bool {
        self == Self::Waiting
    }

    /// Whether it was imported.
    pub fn is_done(self) -> bool {
        matches!(self, Self::Applied | Self::Undone)
    }
}

impl Run {
    /// Whether somebody has to explain its columns first.
    pub fn is_unread(&self) -> bool {
        self.fate() == Fate::Unread
    }

    /// What became of it.
    pub fn fate(&self) -> Fate {
        match (self.applied_at, self.waits) {
            (Some(_), _) if self.undone_at.is_some() => Fate::Undone,
            (Some(_), _) => Fate::Applied,
            (None, true) if !self.read => Fate::Unread,
            (None, true) => Fate::Waiting,
            (None, false) if !self.read => Fate::GivenUp,
            (None, false) if self.report.is_refused() => Fate::Refused,
            (None, false) if !self.report.changes() => Fate::Nothing,
            (None, false) => Fate::GivenUp,
        }
    }
}

/// Why a run could not be settled.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// It was imported, given up or taken back before, or its time is over.
    #[error("this import was settled before")]
    Settled,
    /// What was kept can't be read any more.
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
    /// What was kept of its report can't be read, or written.
    #[error("the report of an import: {0}")]
    Report(#[from] serde_json::Error),
    /// The act can't be recorded.
    #[error(transparent)]
    Act(#[from] ActError),
    /// The database refused.
    #[error(transparent)]
    Db(#[from] DbError),
}
