//! Verbs: the office says who acts for a leading body.

use serde_json::json;

use super::{BodyError, store};
use crate::domain::ledger::Act;
use crate::domain::units::UnitKind;
use crate::kernel::ids::{PersonId, UnitId};
use crate::kernel::scope::BodyDuty;
use crate::platform::db::Tx;

/// Gives a duty. There are several drafters; a new principal or superior takes the place of the one before. Gives whether
/// anything changed: who has the duty already keeps it, without an event.
///
/// # Errors
/// [`BodyError::NoBody`], [`BodyError::BothSigners`].
pub async fn name(
    tx: &mut Tx,
    act: &mut Act,
    body: UnitId,
    person: PersonId,
    duty: BodyDuty,
) -> Result<bool, BodyError> {
    if store::lock_kind(tx, body).await?.as_deref() != Some(UnitKind::Body.code()) {
        return Err(BodyError::NoBody);
    }
    let holders = store::holders(tx, body).await?;
    let holds = |duty: BodyDuty| {
        let mut those = holders.iter().filter(move |one| one.duty == duty.code());
        those.any(|one| one.person == person)
    };
    if holds(duty) {
        return Ok(false);
    }
    let both = match duty {
        BodyDuty::Drafter => false,
        BodyDuty::Principal => holds(BodyDuty::Superior),
        BodyDuty::Superior => holds(BodyDuty::Principal),
    };
    if both {
        return Err(BodyError::BothSigners);
    }
    if duty != BodyDuty::Drafter {
        store::end(tx, body, None, duty, act.at).await?;
    }
    store::add(tx, body, person, duty, act.at).await?;
    record(tx, act, "body.duty_given", body, (person, duty)).await?;
    Ok(true)
}

/// Takes a duty. One that is not held is nothing to take, and no event.
///
/// # Errors
/// When the database refuses.
pub async fn release(
    tx: &mut Tx,
    act: &mut Act,
    body: UnitId,
    person: PersonId,
    duty: BodyDuty,
) -> Result<(), BodyError> {
    if store::end(tx, body, Some(person), duty, act.at).await? {
        record(tx, act, "body.duty_ended", body, (person, duty)).await?;
    }
    Ok(())
}

async fn record(
    tx: &mut Tx,
    act: &mut Act,
    what: &str,
    body: UnitId,
    (person, duty): (PersonId, BodyDuty),
) -> Result<(), BodyError> {
    let data = json!({"duty": duty.code(), "person": person});
    Ok(act.record(tx, what, ("unit", Some(body.0)), &data).await?)
}
