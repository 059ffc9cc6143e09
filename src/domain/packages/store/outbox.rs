//! SQL of the outbox: a global table without texts. Written inside the transaction of whoever sends, taken by the job.

use chrono::{DateTime, TimeDelta, Utc};

use crate::domain::packages::Delivery;
use crate::kernel::ids::{PackageId, TenantId};
use crate::platform::db::{DbError, GlobalTx, Tx};

/// Puts a delivery from the transaction's tenant to another, to be carried from `due` on.
pub(in crate::domain::packages) async fn put(
    tx: &mut Tx,
    delivery: &Delivery,
    (at, due): (DateTime<Utc>, DateTime<Utc>),
) -> Result<(), DbError> {
    let tenant = tx.tenant();
    let kind = if delivery.position.is_some() {
        "verdict"
    } else {
        "package"
    };
    sqlx::query!(
        "insert into outbox (id, kind, from_tenant, to_tenant, package_id, position, created_at, due_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        delivery.id,
        kind,
        tenant.0,
        delivery.to.0,
        delivery.package.0,
        delivery.position,
        at,
        due
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Takes the oldest delivery that is due, so that nobody else does before `lease` has passed. Commit before it is carried:
/// should the carrier die, it comes again.
///
/// # Errors
/// When the database refuses.
pub async fn take_due(
    tx: &mut GlobalTx,
    now: DateTime<Utc>,
    lease: TimeDelta,
) -> Result<Option<Delivery>, DbError> {
    Ok(sqlx::query_as!(
        Delivery,
        r#"update outbox set attempts = attempts + 1, due_at = $1::timestamptz + make_interval(secs => $2) where id = (
              select id from outbox where done_at is null and due_at <= $1 order by due_at, id limit 1
              for update skip locked)
           returning id, from_tenant as "from: TenantId", to_tenant as "to: TenantId",
              package_id as "package: PackageId", position"#,
        now,
        lease.as_seconds_f64()
    )
    .fetch_optional(&mut **tx)
    .await?)
}

/// It arrived.
///
/// # Errors
/// When the database refuses.
pub async fn done(tx: &mut Tx, delivery: &Delivery, at: DateTime<Utc>) -> Result<(), DbError> {
    let tenant = tx.tenant();
    sqlx::query!(
        "update outbox set done_at = $3, failure = null where id = $2 and from_tenant = $1 and done_at is null",
        tenant.0,
        delivery.id,
        at
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// It did not arrive, and is tried again later, each time after a longer while.
///
/// # Errors
/// When the database refuses.
pub async fn failed(
    tx: &mut GlobalTx,
    delivery: &Delivery,
    why: &str,
    now: DateTime<Utc>,
) -> Result<(), DbError> {
    sqlx::query!(
        "update outbox set failure = $2,
            due_at = $3::timestamptz + make_interval(secs => least(3600, 15 * power(2, least(attempts, 8)))) where id = $1",
        delivery.id,
        why,
        now
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// How the deliveries of a jurisdiction stand, those that it sends and those that come to it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// Not carried yet.
    pub waiting: i64,
    /// Of these, those whose last attempt failed.
    pub failing: i64,
    /// The oldest one that waits.
    pub since: Option<DateTime<Utc>>,
    /// Why the last attempt at the oldest failing one failed: no texts stand in it.
    pub failure: Option<String>,
    /// When the last one was carried.
    pub carried_at: Option<DateTime<Utc>>,
}

/// How they stand now.
///
/// # Errors
/// When the database refuses.
pub async fn standing(tx: &mut Tx) -> Result<Standing, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_as!(
        Standing,
        r#"select count(*) filter (where done_at is null) as "waiting!",
              count(*) filter (where done_at is null and failure is not null) as "failing!",
              min(created_at) filter (where done_at is null) as since,
              (array_agg(failure order by created_at) filter (where done_at is null and failure is not null))[1] as failure,
              max(done_at) as carried_at
           from outbox where from_tenant = $1 or to_tenant = $1"#,
        tenant.0
    )
    .fetch_one(&mut **tx)
    .await?)
}
