//! Carries a delivery across: read in a transaction of the sender, written in one of the receiver, then ticked off in
//! another of the sender. A carrier that dies in between leaves it to be carried again, which the receiver finds out.

use chrono::TimeDelta;

use super::{Delivery, PackageError, actions, store};
use crate::domain::ledger::Act;
use crate::domain::tenants;
use crate::kernel::clock::Clock;
use crate::kernel::ids::{ActId, TenantId};
use crate::kernel::scope::{Actor, Scope};
use crate::platform::db::{Db, DbError, Tx};

/// What the ledgers of both sides call the carrier.
const CARRIER: &str = "outbox";
/// Whoever took a delivery has this long before it is anybody's again.
const LEASE: TimeDelta = TimeDelta::minutes(2);

/// Carries the oldest delivery that is due. Gives whether there was one; one that does not arrive is left for later.
///
/// # Errors
/// When the database refuses.
pub async fn next(db: &Db, clock: &Clock) -> Result<bool, DbError> {
    let Some(delivery) = take(db, clock).await? else {
        return Ok(false);
    };
    let carried = match hand_over(db, clock, &delivery).await {
        Ok(()) => tick_off(db, clock, &delivery).await,
        Err(error) => Err(error),
    };
    if let Err(error) = carried {
        tracing::warn!(delivery = %delivery.id, package = %delivery.package, %error, "not delivered");
        let mut global = db.begin_global().await?;
        store::failed(&mut global, &delivery, &error.to_string(), clock.now()).await?;
        global.commit().await?;
    }
    Ok(true)
}

/// Takes the oldest delivery that is due, for a while.
///
/// # Errors
/// When the database refuses.
pub async fn take(db: &Db, clock: &Clock) -> Result<Option<Delivery>, DbError> {
    let mut global = db.begin_global().await?;
    let taken = store::take_due(&mut global, clock.now(), LEASE).await?;
    global.commit().await?;
    Ok(taken)
}

/// Reads it from the sender and writes it to the receiver.
///
/// # Errors
/// When it is not what was frozen, or a side refuses.
pub async fn hand_over(db: &Db, clock: &Clock, delivery: &Delivery) -> Result<(), PackageError> {
    let mut sender = begin(db, delivery.from).await?;
    let from = tenants::store::own(&mut sender).await?;
    let from = from.ok_or(PackageError::NotFound)?;
    let Some(position) = delivery.position else {
        let package = store::package(&mut sender, delivery.package).await?;
        // The connection goes back before another is asked for.
        sender.rollback().await?;
        let mut receiver = begin(db, delivery.to).await?;
        let mut act = open(&mut receiver, clock).await?;
        actions::receive(&mut receiver, &mut act, &from, &package).await?;
        return Ok(receiver.commit().await?);
    };
    let answer = store::answer(&mut sender, delivery.package, position).await?;
    sender.rollback().await?;
    let mut receiver = begin(db, delivery.to).await?;
    let mut act = open(&mut receiver, clock).await?;
    actions::settle(&mut receiver, &mut act, delivery.from, &answer).await?;
    Ok(receiver.commit().await?)
}

/// Ticks it off at the sender.
///
/// # Errors
/// When the database refuses.
pub async fn tick_off(db: &Db, clock: &Clock, delivery: &Delivery) -> Result<(), PackageError> {
    let mut sender = begin(db, delivery.from).await?;
    if delivery.position.is_none() {
        let mut act = open(&mut sender, clock).await?;
        actions::acknowledge(&mut sender, &mut act, delivery.package).await?;
    }
    store::done(&mut sender, delivery, clock.now()).await?;
    Ok(sender.commit().await?)
}

async fn begin(db: &Db, tenant: TenantId) -> Result<Tx, DbError> {
    db.begin(&Scope::program(tenant, CARRIER)).await
}

async fn open(tx: &mut Tx, clock: &Clock) -> Result<Act, PackageError> {
    Ok(Act::open(tx, &Actor::program(CARRIER), ActId::fresh(), clock.now()).await?)
}
