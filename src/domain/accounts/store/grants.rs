//! SQL of roles held.

use chrono::{DateTime, Utc};

use crate::kernel::ids::{AccountId, UnitId, fresh};
use crate::kernel::scope::{Grant, Role};
use crate::platform::db::{DbError, Tx};

/// Roles an account holds now.
///
/// # Errors
/// When the database refuses.
pub async fn grants(tx: &mut Tx, account: AccountId) -> Result<Vec<Grant>, DbError> {
    let tenant = tx.tenant();
    let rows = sqlx::query!(
        r#"select role, unit_id as "unit: UnitId" from grants
           where tenant_id = $1 and account_id = $2 and to_at = 'infinity' order by role"#,
        tenant.0,
        account.0
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows
        .into_iter()
        .filter_map(|row| Role::from_code(&row.role).map(|role| Grant { role, unit: row.unit }))
        .collect())
}

pub(in crate::domain::accounts) async fn add_grant(
    tx: &mut Tx,
    account: AccountId,
    grant: &Grant,
    at: DateTime<Utc>,
) -> Result<(), DbError> {
    let tenant = tx.tenant();
    sqlx::query!(
        "insert into grants (tenant_id, id, account_id, role, unit_id, from_at) values ($1, $2, $3, $4, $5, $6)",
        tenant.0,
        fresh(),
        account.0,
        grant.role.code(),
        grant.unit.map(|u| u.0),
        at
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Ends a role held: false when it was not.
pub(in crate::domain::accounts) async fn end_grant(
    tx: &mut Tx,
    account: AccountId,
    grant: &Grant,
    at: DateTime<Utc>,
) -> Result<bool, DbError> {
    let tenant = tx.tenant();
    let done = sqlx::query!(
        "update grants set to_at = $5 where tenant_id = $1 and account_id = $2 and role = $3
            and unit_id is not distinct from $4 and to_at = 'infinity'",
        tenant.0,
        account.0,
        grant.role.code(),
        grant.unit.map(|u| u.0) as Option<uuid::Uuid>,
        at
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Who holds a role of the whole jurisdiction, and since when.
#[derive(Clone, Debug)]
pub struct Holder {
    /// The login.
    pub account: AccountId,
    /// Its name.
    pub login: String,
    /// Name to show.
    pub name: String,
    /// Since when.
    pub from_at: DateTime<Utc>,
}

/// Those who hold a role now, the first first.
///
/// # Errors
/// When the database refuses.
pub async fn holders(tx: &mut Tx, role: Role) -> Result<Vec<Holder>, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_as!(
        Holder,
        r#"select a.id as "account: AccountId", a.login, a.display_name as name, g.from_at
           from grants g join accounts a on a.id = g.account_id and a.tenant_id = g.tenant_id
           where g.tenant_id = $1 and g.role = $2 and g.to_at = 'infinity' order by g.from_at, g.id"#,
        tenant.0,
        role.code()
    )
    .fetch_all(&mut **tx)
    .await?)
}
