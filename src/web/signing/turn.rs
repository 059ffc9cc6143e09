//! Whose turn it is to sign, and what the sheet of a purpose is now.

use crate::domain::lists::{Problem, State, store};
use crate::domain::rectification;
use crate::domain::signing::{Purpose, Sheet, Signature, SignerRole, claim_sheet, signed_sheet};
use crate::platform::db::Tx;
use crate::web::shell::Error;

/// What the visitor is to do with a sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// To read it.
    Reader,
    /// To sign it as 干部本人.
    Owner,
    /// To sign it as 分管领导.
    Leader,
    /// To sign it, if anybody were known who could co-sign.
    NoLeader,
    /// To sign it, if signing in the leader's stead had been ordered.
    SignsNot,
}

impl Turn {
    /// Whether the form to sign is drawn.
    pub fn signs(self) -> bool {
        matches!(self, Self::Owner | Self::Leader)
    }
}

/// The purpose that an address names.
pub(super) fn purpose(code: &str) -> Result<Purpose, Error> {
    Purpose::from_code(code).ok_or(Error::NotFound)
}

/// The sheet of a purpose as it stands.
pub(super) async fn sheet(tx: &mut Tx, problem: &Problem, purpose: Purpose) -> Result<Sheet, Error> {
    Ok(match purpose {
        Purpose::Claim => claim_sheet(tx, problem).await?,
        Purpose::Complete => rectification::actions::completion_sheet(tx, problem).await?,
    })
}

/// The same where its signatures are at hand: what the owner signed is not read once more.
pub(super) async fn sheet_with(
    tx: &mut Tx,
    signatures: &[Signature],
    problem: &Problem,
    purpose: Purpose,
) -> Result<Sheet, Error> {
    match signed_sheet(signatures, problem, purpose)? {
        Some(signed) => Ok(signed),
        None => sheet(tx, problem, purpose).await,
    }
}

/// Who is to sign next for a purpose, if anybody is.
pub(super) fn whose(problem: &Problem, purpose: Purpose) -> Option<SignerRole> {
    use rectification::State as R;
    match (purpose, problem.state, rectification::state_of(problem)) {
        (Purpose::Claim, State::AwaitingOwner, _) | (Purpose::Complete, _, Some(R::Reported)) => {
            Some(SignerRole::Owner)
        }
        (Purpose::Claim, State::AwaitingLeader, _) | (Purpose::Complete, _, Some(R::AwaitingLeader)) => {
            Some(SignerRole::Leader)
        }
        _ => None,
    }
}

/// The problem as it is now, after somebody else changed it.
pub(super) async fn again(tx: &mut Tx, problem: &Problem) -> Result<Problem, Error> {
    store::find(tx, problem.id).await?.ok_or(Error::NotFound)
}
