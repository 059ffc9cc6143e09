//! SQL of accounts, sessions and attempts.

pub mod directory;
mod grants;
mod roster;
pub mod sessions;

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::Account;
use crate::kernel::ids::{AccountId, PersonId, TenantId};
use crate::platform::db::{DbError, GlobalTx, Tx};

pub use grants::{Holder, grants, holders};
pub(super) use grants::{add_grant, end_grant};
pub use roster::{Missing, Wanting, missing, wanting};
pub(super) use roster::{disable, enable, left_out, release, returned};
pub use sessions::{end_sessions, touch_session};
pub(super) use sessions::{insert_session, live_session, note_code, strengthen_session};

/// Accounts of a login name; of one tenant if its slug is given. Several when cities share staff numbers.
///
/// # Errors
/// When the database refuses.
pub async fn by_login(tx: &mut GlobalTx, login: &str, slug: Option<&str>) -> Result<Vec<Account>, DbError> {
    Ok(sqlx::query_as!(
        Account,
        r#"select a.id as "id: AccountId", a.tenant_id as "tenant: TenantId", login, display_name,
           person_id as "person: PersonId", password_hash, must_change_password, one_time_until,
           disabled_at is not null as "disabled!"
           from accounts a join tenants t on t.id = a.tenant_id
           where login = $1 and ($2::text is null or t.slug = $2) order by a.id limit 2"#,
        login,
        slug
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// One account.
///
/// # Errors
/// When the database refuses.
pub async fn find(tx: &mut Tx, id: AccountId) -> Result<Option<Account>, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_as!(
        Account,
        r#"select id as "id: AccountId", tenant_id as "tenant: TenantId", login, display_name,
           person_id as "person: PersonId", password_hash, must_change_password, one_time_until,
           disabled_at is not null as "disabled!" from accounts where tenant_id = $1 and id = $2"#,
        tenant.0,
        id.0
    )
    .fetch_optional(&mut **tx)
    .await?)
}

pub(super) async fn insert(tx: &mut Tx, account: &Account, at: DateTime<Utc>) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "insert into accounts (id, tenant_id, login, display_name, person_id, password_hash, must_change_password,
            one_time_until, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        account.id.0,
        account.tenant.0,
        account.login,
        account.display_name,
        account.person.map(|p| p.0),
        account.password_hash,
        account.must_change_password,
        account.one_time_until,
        at
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

pub(super) async fn set_password(
    tx: &mut Tx,
    id: AccountId,
    hash: &str,
    must_change: bool,
    void_after: Option<DateTime<Utc>>,
) -> Result<(), DbError> {
    let tenant = tx.tenant();
    sqlx::query!(
        "update accounts set password_hash = $3, must_change_password = $4, one_time_until = $5
         where tenant_id = $1 and id = $2",
        tenant.0,
        id.0,
        hash,
        must_change,
        void_after
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Until when the name typed is locked, if it is.
///
/// # Errors
/// When the database refuses.
pub async fn locked_until(
    tx: &mut PgConnection,
    key: &[u8],
    at: DateTime<Utc>,
) -> Result<Option<DateTime<Utc>>, DbError> {
    Ok(sqlx::query_scalar!(
        "select locked_until from sign_in_attempts where key = $1 and locked_until > $2",
        key,
        at
    )
    .fetch_optional(&mut *tx)
    .await?
    .flatten())
}

/// Counts a failure; every `limit`-th in a row locks the name until `until`.
///
/// # Errors
/// When the database refuses.
pub async fn count_failure(
    tx: &mut PgConnection,
    key: &[u8],
    limit: i32,
    at: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Result<bool, DbError> {
    Ok(sqlx::query_scalar!(
        r#"insert into sign_in_attempts as a (key, failures, last_at) values ($1, 1, $3)
           on conflict on constraint sign_in_attempts_pk do update set failures = a.failures + 1, last_at = $3,
               locked_until = case when (a.failures + 1) % $2 = 0 then $4 else a.locked_until end
           returning locked_until is not distinct from $4 as "locked!""#,
        key,
        limit,
        at,
        until
    )
    .fetch_one(&mut *tx)
    .await?)
}

/// Forgets the failures of a name after a success.
///
/// # Errors
/// When the database refuses.
pub async fn forget_failures(tx: &mut PgConnection, key: &[u8]) -> Result<(), DbError> {
    sqlx::query!("delete from sign_in_attempts where key = $1", key)
        .execute(&mut *tx)
        .await?;
    Ok(())
}

/// Account of each person of a tenant who has one.
///
/// # Errors
/// When the database refuses.
pub async fn ids_by_person(
    tx: &mut GlobalTx,
    tenant: TenantId,
) -> Result<std::collections::HashMap<PersonId, AccountId>, DbError> {
    let rows = sqlx::query!(
        r#"select id as "id: AccountId", person_id as "person!: PersonId" from accounts
           where tenant_id = $1 and person_id is not null"#,
        tenant.0
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().map(|row| (row.person, row.id)).collect())
}

/// Names to show of accounts of the tenant.
///
/// # Errors
/// When the database refuses.
pub async fn names(tx: &mut Tx, ids: &[uuid::Uuid]) -> Result<Vec<(uuid::Uuid, String)>, DbError> {
    let tenant = tx.tenant();
    let rows = sqlx::query!(
        "select id, display_name from accounts where tenant_id = $1 and id = any($2)",
        tenant.0,
        ids
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.display_name)).collect())
}
