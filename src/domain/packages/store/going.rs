//! SQL of going through a package that came: who does, and verdicts that are undone.

use chrono::{DateTime, Utc};

use crate::kernel::ids::{AccountId, PackageId, VerdictId};
use crate::platform::db::{DbError, Tx};

/// A verdict of this jurisdiction as far as undoing it asks.
#[derive(Clone, Copy, Debug)]
pub struct Given {
    /// Its id.
    pub verdict: VerdictId,
    /// Whose login gave it.
    pub account: AccountId,
    /// When.
    pub at: DateTime<Utc>,
}

/// The verdict on an entry, if one was given.
///
/// # Errors
/// When the database refuses.
pub async fn given(tx: &mut Tx, package: PackageId, position: i32) -> Result<Option<Given>, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_as!(
        Given,
        r#"select verdict_id as "verdict!: VerdictId", account_id as "account!: AccountId", decided_at as "at!"
           from received_entries where tenant_id = $1 and package_id = $2 and position = $3 and verdict is not null"#,
        tenant.0,
        package.0,
        position
    )
    .fetch_optional(&mut **tx)
    .await?)
}

/// Calls a verdict back that nobody has begun to carry. Gives whether it was still here.
///
/// # Errors
/// When the database refuses.
pub(in crate::domain::packages) async fn call_back(
    tx: &mut Tx,
    package: PackageId,
    position: i32,
    at: DateTime<Utc>,
) -> Result<bool, DbError> {
    let tenant = tx.tenant();
    let called = sqlx::query!(
        "update outbox set done_at = $4, failure = 'undone' where from_tenant = $1 and package_id = $2 and position = $3
            and kind = 'verdict' and done_at is null and attempts = 0",
        tenant.0,
        package.0,
        position,
        at
    )
    .execute(&mut **tx)
    .await?;
    Ok(called.rows_affected() > 0)
}

/// The entry waits again.
///
/// # Errors
/// When the database refuses.
pub(in crate::domain::packages) async fn take_back(
    tx: &mut Tx,
    package: PackageId,
    position: i32,
) -> Result<(), DbError> {
    let tenant = tx.tenant();
    sqlx::query!(
        "update received_entries set verdict_id = null, verdict = null, words = '', account_id = null, decided_at = null
         where tenant_id = $1 and package_id = $2 and position = $3",
        tenant.0,
        package.0,
        position
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Takes a package, or goes on with it, until a time. Gives false while somebody else goes through it.
///
/// # Errors
/// When the database refuses.
pub async fn hold(
    tx: &mut Tx,
    package: PackageId,
    account: AccountId,
    (now, until): (DateTime<Utc>, DateTime<Utc>),
) -> Result<bool, DbError> {
    let tenant = tx.tenant();
    let held = sqlx::query!(
        "insert into package_holds as h (tenant_id, package_id, account_id, holds_until) values ($1, $2, $3, $5)
         on conflict (tenant_id, package_id) do update set account_id = excluded.account_id, holds_until = excluded.holds_until
         where h.account_id = excluded.account_id or h.holds_until <= $4",
        tenant.0,
        package.0,
        account.0,
        now,
        until
    )
    .execute(&mut **tx)
    .await?;
    Ok(held.rows_affected() > 0)
}

/// Who goes through packages now: the package, the login, its name.
///
/// # Errors
/// When the database refuses.
pub async fn holders(
    tx: &mut Tx,
    now: DateTime<Utc>,
) -> Result<Vec<(PackageId, AccountId, String)>, DbError> {
    let tenant = tx.tenant();
    let rows = sqlx::query!(
        r#"select h.package_id as "package: PackageId", h.account_id as "account: AccountId", a.display_name
           from package_holds h join accounts a on a.id = h.account_id and a.tenant_id = h.tenant_id
           where h.tenant_id = $1 and h.holds_until > $2"#,
        tenant.0,
        now
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.package, row.account, row.display_name))
        .collect())
}

/// An entry of a package as the column of people shows it.
#[derive(Clone, Debug)]
pub struct InPackage {
    /// Its place.
    pub position: i32,
    /// Who is responsible, as the text says; a body's has nobody.
    pub person: String,
    /// The unit, as the text says.
    pub unit: String,
    /// Whether it waits.
    pub waits: bool,
}

/// The entries of a package in order, without their texts.
///
/// # Errors
/// When the database refuses.
pub async fn outline(tx: &mut Tx, package: PackageId) -> Result<Vec<InPackage>, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_as!(
        InPackage,
        r#"select position, coalesce(content::jsonb #>> '{responsibility,person}', '') as "person!",
              coalesce(content::jsonb #>> '{responsibility,unit}', '') as "unit!", verdict is null as "waits!"
           from received_entries where tenant_id = $1 and package_id = $2 order by position"#,
        tenant.0,
        package.0
    )
    .fetch_all(&mut **tx)
    .await?)
}
