//! SQL of the ledger.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{Act, ActError};
use crate::kernel::digest::canonical;
use crate::kernel::ids::ActId;
use crate::platform::db::{DbError, Tx, constraint};

/// An event as it is shown.
#[derive(Clone, Debug)]
pub struct EventRow {
    /// Order within the tenant.
    pub id: i64,
    /// Recorded time.
    pub at: DateTime<Utc>,
    /// What was done, such as `problem.submitted`.
    pub act: String,
    /// Name of whoever did it, as far as it is known.
    pub who: Option<String>,
    /// Kind of the object.
    pub object_kind: String,
    /// Its id.
    pub object_id: Option<Uuid>,
    /// Canonical JSON.
    pub data: String,
}

/// Whether an act with this id was recorded before. Of two transactions that ask for the same one at once the second
/// waits here until the first has ended.
pub(super) async fn exists(tx: &mut Tx, id: ActId) -> Result<bool, DbError> {
    let (tenant, key) = (tx.tenant(), key(id));
    let asked = sqlx::query!(
        r#"select pg_try_advisory_xact_lock($3) as "alone!",
           exists (select 1 from events where tenant_id = $1 and act_id = $2) as "recorded!""#,
        tenant.0,
        id.0,
        key
    )
    .fetch_one(&mut **tx)
    .await?;
    if asked.alone || asked.recorded {
        return Ok(asked.recorded);
    }
    sqlx::query!("select pg_advisory_xact_lock($1)", key)
        .execute(&mut **tx)
        .await?;
    // A statement of its own, to see what the other has committed.
    Ok(sqlx::query_scalar!(
        r#"select exists (select 1 from events where tenant_id = $1 and act_id = $2) as "e!""#,
        tenant.0,
        id.0
    )
    .fetch_one(&mut **tx)
    .await?)
}

/// Two ids with the same key only wait for each other.
fn key(id: ActId) -> i64 {
    let (high, low) = id.0.as_u64_pair();
    (high ^ low).cast_signed()
}

pub(super) async fn insert(
    tx: &mut Tx,
    act: &Act,
    position: i32,
    what: &str,
    object: (&str, Option<Uuid>),
    data: &serde_json::Value,
) -> Result<(), ActError> {
    let data = canonical(data).map_err(|e| DbError::Query(sqlx::Error::Encode(Box::new(e))))?;
    let tenant = tx.tenant();
    sqlx::query!(
        "insert into events (tenant_id, act_id, position, at, account_id, person_id, act, object_kind, object_id, data)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        tenant.0,
        act.id.0,
        position,
        act.at,
        act.actor.account.map(|a| a.0),
        act.actor.person.map(|p| p.0),
        what,
        object.0,
        object.1,
        data
    )
    .execute(&mut **tx)
    .await
    .map_err(|error| match constraint(&error) {
        Some("events_act_unique") => ActError::Repeated,
        _ => ActError::Db(error.into()),
    })?;
    Ok(())
}

/// Events of one object, oldest first, at most 500.
///
/// # Errors
/// When the database refuses.
pub async fn of_object(tx: &mut Tx, object: Uuid) -> Result<Vec<EventRow>, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_as!(
        EventRow,
        r#"select e.id, e.at, e.act, coalesce(p.name, a.display_name) as "who?", e.object_kind, e.object_id, e.data
           from events e left join persons p on p.tenant_id = e.tenant_id and p.id = e.person_id
           left join accounts a on a.id = e.account_id and a.tenant_id = e.tenant_id
           where e.tenant_id = $1 and e.object_id = $2 order by e.id limit 500"#,
        tenant.0,
        object
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// The newest events before `before`, newest first.
///
/// # Errors
/// When the database refuses.
pub async fn recent(tx: &mut Tx, before: Option<i64>, limit: i64) -> Result<Vec<EventRow>, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_as!(
        EventRow,
        r#"select e.id, e.at, e.act, coalesce(p.name, a.display_name) as "who?", e.object_kind, e.object_id, e.data
           from events e left join persons p on p.tenant_id = e.tenant_id and p.id = e.person_id
           left join accounts a on a.id = e.account_id and a.tenant_id = e.tenant_id
           where e.tenant_id = $1 and e.id < coalesce($2, 9223372036854775807) order by e.id desc limit $3"#,
        tenant.0,
        before,
        limit
    )
    .fetch_all(&mut **tx)
    .await?)
}
