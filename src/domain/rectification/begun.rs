//! When a round of rectification began: nothing of it was done before.

use chrono::NaiveDate;

use super::store;
use crate::domain::lists::Problem;
use crate::domain::signing::{self, Method, Purpose, Signature, SignerRole};
use crate::kernel::clock::day_of;
use crate::kernel::messages::{Message, msg};
use crate::platform::db::{DbError, Tx};

/// The first day of a round, in Asia/Shanghai.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Began {
    /// The day of the claim: the leader in charge signed it.
    Claimed(NaiveDate),
    /// The day on which it was taken up again.
    Reopened(NaiveDate),
}

impl Began {
    /// The day.
    pub fn on(self) -> NaiveDate {
        match self {
            Self::Claimed(day) | Self::Reopened(day) => day,
        }
    }

    /// Why nothing was done before.
    pub fn too_early(self) -> Message {
        match self {
            Self::Claimed(day) => msg("完成日期不能早于认领的那天（{0}）").with(day),
            Self::Reopened(day) => msg("完成日期不能早于重新整改开始的那天（{0}）").with(day),
        }
    }
}

/// When the present round of a problem began. Claimed again after a correction, the first day stays. Of a claim on paper it is the date
/// on the paper; nothing where only the scan tells that day (history).
///
/// # Errors
/// When the database refuses.
pub async fn begun(tx: &mut Tx, problem: &Problem) -> Result<Option<Began>, DbError> {
    if problem.cycle > 1 {
        let cycles = store::cycles(tx, problem.id).await?;
        let round = cycles.iter().find(|round| round.cycle == problem.cycle);
        return Ok(round.map(|round| Began::Reopened(day_of(round.at))));
    }
    let signatures = signing::store::of_problem(tx, problem.id).await?;
    Ok(claimed_on(&signatures))
}

fn claimed_on(signatures: &[Signature]) -> Option<Began> {
    let claims = |s: &&Signature| s.purpose == Purpose::Claim && s.role == SignerRole::Leader;
    let first = signatures.iter().find(claims)?;
    match (&first.paper, first.method) {
        (Some(paper), _) => Some(Began::Claimed(paper.signed_on)),
        (None, Method::Paper) => None,
        (None, _) => Some(Began::Claimed(day_of(first.signed_at))),
    }
}
