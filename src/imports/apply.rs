//! Reads a workbook and writes it: what the page and the command line both call.

use super::{Report, Unreadable, apply_organisation, apply_roster, organisation, roster};
use crate::domain::campaigns::Campaign;
use crate::domain::ledger::{Act, ActError};
use crate::platform::db::Tx;

/// What a workbook holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// 机构名册
    Organisation,
    /// 干部名册
    Roster,
}

impl Kind {
    /// Both, in the order in which they are imported.
    pub const ALL: [Self; 2] = [Self::Organisation, Self::Roster];

    /// The word that is stored.
    pub fn code(self) -> &'static str {
        match self {
            Self::Organisation => "organisation",
            Self::Roster => "roster",
        }
    }

    /// The kind of a stored word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// Why nothing was imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file can't be read at all.
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
    /// The ledger or the database refused.
    #[error(transparent)]
    Act(#[from] ActError),
}

/// Reads and writes in the caller's transaction: rolled back it was a dry run.
///
/// # Errors
/// [`ImportError::Unreadable`] before anything is written.
pub async fn apply(
    tx: &mut Tx,
    act: &mut Act,
    campaign: &Campaign,
    kind: Kind,
    bytes: &[u8],
) -> Result<Report, ImportError> {
    Ok(match kind {
        Kind::Organisation => apply_organisation(tx, act, &organisation(bytes)?).await?,
        Kind::Roster => apply_roster(tx, act, campaign, &roster(bytes)?).await?,
    })
}
