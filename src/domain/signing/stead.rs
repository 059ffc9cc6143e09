//! Signing in the stead of a leader in charge 代理: by which order, and what is declared beside the statement.
//!
//! Both sign the same statement, whoever signs as its leader. What is said of the stead is declared besides, and bound with it.

use chrono::NaiveDate;

use super::{Purpose, wording};
use crate::domain::ledger::Act;
use crate::domain::lists::{Problem, Refusal};
use crate::domain::people::delegations::{Delegation, store};
use crate::kernel::clock::day_of;
use crate::kernel::ids::{DelegationId, PersonId};
use crate::platform::db::{DbError, Tx};

use super::SigningError;

/// By which order somebody signs for a leader, and what they declare.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InStead {
    /// By which order.
    pub delegation: DelegationId,
    /// For whom.
    pub leader: PersonId,
    /// The words, as they are signed.
    pub declared: String,
}

impl InStead {
    fn of(order: &Delegation, purpose: Purpose) -> Self {
        Self {
            delegation: order.id,
            leader: order.leader,
            declared: wording::in_stead(
                purpose,
                [&order.delegate_name, &order.leader_name],
                [order.from_on, order.until_on].map(written),
            ),
        }
    }
}

/// 2018年9月5日, as documents have it: the words are signed, and not translated.
fn written(day: NaiveDate) -> String {
    day.format("%Y年%-m月%-d日").to_string()
}

/// What an order has its delegate declare, to be shown before it is signed.
///
/// # Errors
/// When the database refuses.
pub async fn declared(
    tx: &mut Tx,
    order: DelegationId,
    purpose: Purpose,
) -> Result<Option<InStead>, DbError> {
    let order = store::find(tx, order).await?;
    Ok(order.map(|order| InStead::of(&order, purpose)))
}

/// By which order the actor signs as the leader; none for the leader. It is kept from being ended until the signature is written.
///
/// # Errors
/// [`SigningError::Changed`] when it is not the order that was shown; [`Refusal::NotYours`] when it holds no longer.
pub(super) async fn held(
    tx: &mut Tx,
    act: &Act,
    problem: &Problem,
    (purpose, shown): (Purpose, Option<DelegationId>),
) -> Result<Option<InStead>, SigningError> {
    let by = problem.stood_in(&act.actor).map(|order| order.delegation);
    if by != shown {
        return Err(SigningError::Changed);
    }
    let Some(id) = by else { return Ok(None) };
    let order = store::hold(tx, id, day_of(act.at)).await?;
    let order = order.filter(|order| order.signs && Some(order.leader) == problem.leader);
    let order = order.ok_or(Refusal::NotYours)?;
    Ok(Some(InStead::of(&order, purpose)))
}
