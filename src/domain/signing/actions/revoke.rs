//! The head of a group revokes a verdict, and with it what was signed on it.

use super::break_signatures;
use crate::domain::ledger::Act;
use crate::domain::lists::Problem;
use crate::domain::review;
use crate::domain::signing::SigningError;
use crate::domain::signing::countersign::Countersigner;
use crate::kernel::ids::ProblemId;
use crate::platform::db::Tx;

/// Revokes the group's verdict on the present revision. If the owner has signed already, that signature breaks, in plain sight.
///
/// # Errors
/// As [`review::actions::revoke`].
pub async fn revoke_verdict(
    tx: &mut Tx,
    act: &mut Act,
    at: (ProblemId, i32),
    (reason, server): (&str, Option<&Countersigner>),
) -> Result<Problem, SigningError> {
    let problem = review::actions::revoke(tx, act, at, reason).await?;
    let why = format!("组长撤销了审核结论：{}", reason.trim());
    let why: String = why.chars().take(1000).collect();
    break_signatures(tx, act, &problem, None, (&why, server)).await?;
    Ok(problem)
}
