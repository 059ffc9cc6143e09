//! SQL of the ledger.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{Act, ActError};
use crate::kernel::digest::canonical;
use crate::kernel::ids::{AccountId, ActId};
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
    /// Name of the leader in whose stead it was done.
    pub stead: Option<String>,
    /// Kind of the object.
    pub object_kind: String,
    /// Its id.
    pub object_id: Option<Uuid>,
    /// Canonical JSON.
    pub data: String,
    /// The login that was used, where it was one.
    pub login: Option<String>,
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

/// The objects of a kind on which an account acted in one act, and when that was.
///
/// # Errors
/// When the database refuses.
pub async fn of_act(
    tx: &mut Tx,
    (id, account): (ActId, AccountId),
    kind: &str,
) -> Result<Vec<(Uuid, DateTime<Utc>)>, DbError> {
    let tenant = tx.tenant();
    let rows = sqlx::query!(
        r#"select object_id as "object!", at from events
           where tenant_id = $1 and act_id = $2 and account_id = $3 and object_kind = $4 and object_id is not null
           order by position"#,
        tenant.0,
        id.0,
        account.0,
        kind
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().map(|row| (row.object, row.at)).collect())
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
        "insert into events (tenant_id, act_id, position, at, account_id, person_id, act, object_kind, object_id, data,
            delegation_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        tenant.0,
        act.id.0,
        position,
        act.at,
        act.actor.account.map(|a| a.0),
        act.actor.person.map(|p| p.0),
        what,
        object.0,
        object.1,
        data,
        act.delegation.map(|delegation| delegation.0)
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
        r#"select e.id, e.at, e.act, coalesce(p.name, a.display_name) as "who?", e.object_kind, e.object_id, e.data,
            a.login as "login?", l.name as "stead?"
           from events e left join persons p on p.tenant_id = e.tenant_id and p.id = e.person_id
           left join accounts a on a.id = e.account_id and a.tenant_id = e.tenant_id
           left join delegations d on d.tenant_id = e.tenant_id and d.id = e.delegation_id
           left join persons l on l.tenant_id = e.tenant_id and l.id = d.leader_id
           where e.tenant_id = $1 and e.object_id = $2 order by e.id limit 500"#,
        tenant.0,
        object
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// The newest events of several objects, newest first.
///
/// # Errors
/// When the database refuses.
pub async fn of_objects(tx: &mut Tx, objects: &[Uuid], limit: i64) -> Result<Vec<EventRow>, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_as!(
        EventRow,
        r#"select e.id, e.at, e.act, coalesce(p.name, a.display_name) as "who?", e.object_kind, e.object_id, e.data,
            a.login as "login?", l.name as "stead?"
           from events e left join persons p on p.tenant_id = e.tenant_id and p.id = e.person_id
           left join accounts a on a.id = e.account_id and a.tenant_id = e.tenant_id
           left join delegations d on d.tenant_id = e.tenant_id and d.id = e.delegation_id
           left join persons l on l.tenant_id = e.tenant_id and l.id = d.leader_id
           where e.tenant_id = $1 and e.object_id = any($2) order by e.id desc limit $3"#,
        tenant.0,
        objects,
        limit
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// What somebody looks for in the ledger; what is empty asks for nothing.
#[derive(Clone, Debug, Default)]
pub struct Search {
    /// How the act's name begins: `problem.`
    pub act: String,
    /// Login or staff number, or part of a name.
    pub who: String,
    /// From this instant on.
    pub from: Option<DateTime<Utc>>,
    /// Before this instant.
    pub to: Option<DateTime<Utc>>,
}

/// The newest events that were recorded before the event `before`, newest first.
///
/// # Errors
/// When the database refuses.
pub async fn search(
    tx: &mut Tx,
    search: &Search,
    before: Option<i64>,
    limit: i64,
) -> Result<Vec<EventRow>, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_as!(
        EventRow,
        r#"select e.id, e.at, e.act, coalesce(p.name, a.display_name) as "who?", e.object_kind, e.object_id, e.data,
            a.login as "login?", l.name as "stead?"
           from events e left join persons p on p.tenant_id = e.tenant_id and p.id = e.person_id
           left join accounts a on a.id = e.account_id and a.tenant_id = e.tenant_id
           left join delegations d on d.tenant_id = e.tenant_id and d.id = e.delegation_id
           left join persons l on l.tenant_id = e.tenant_id and l.id = d.leader_id
           where e.tenant_id = $1 and ($2::bigint is null or e.id < $2) and starts_with(e.act, $3)
             and ($4 = '' or a.login = lower($4) or p.staff_no = upper($4)
                or position($4 in coalesce(p.name, '')) > 0 or position($4 in coalesce(a.display_name, '')) > 0)
             and ($5::timestamptz is null or e.at >= $5) and ($6::timestamptz is null or e.at < $6)
           order by e.id desc limit $7"#,
        tenant.0,
        before as Option<i64>,
        search.act,
        search.who,
        search.from as Option<DateTime<Utc>>,
        search.to as Option<DateTime<Utc>>,
        limit
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// Whether the role that serves pages can't change what is recorded: asked of PostgreSQL itself.
///
/// # Errors
/// When the database refuses.
pub async fn is_append_only(tx: &mut Tx) -> Result<bool, DbError> {
    Ok(sqlx::query_scalar!(
        r#"select not has_table_privilege('events', 'update, delete, truncate, trigger')
            and not (select rolsuper or rolbypassrls from pg_roles where rolname = current_user) as "only!""#
    )
    .fetch_one(&mut **tx)
    .await?)
}
