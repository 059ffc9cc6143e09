//! SQL of second factors and of sign-ins that wait for a code.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use crate::domain::accounts::Account;
use crate::kernel::ids::{AccountId, PersonId, TenantId};
use crate::platform::db::{DbError, GlobalTx, Tx};

/// A second factor, confirmed or just begun.
#[derive(Clone)]
pub struct Factor {
    /// Shared with the app.
    pub secret: Vec<u8>,
    /// Whether codes are asked for.
    pub on: bool,
}

/// Whether codes are asked for, and the secret; none when it was never begun.
///
/// # Errors
/// When the database refuses.
pub async fn find(tx: &mut PgConnection, account: AccountId) -> Result<Option<Factor>, DbError> {
    Ok(sqlx::query_as!(
        Factor,
        r#"select secret, confirmed_at is not null as "on!" from second_factors where account_id = $1"#,
        account.0
    )
    .fetch_optional(&mut *tx)
    .await?)
}

/// Begins anew unless one is confirmed already.
pub(super) async fn begin(
    tx: &mut Tx,
    account: AccountId,
    secret: &[u8],
    at: DateTime<Utc>,
) -> Result<bool, DbError> {
    let done = sqlx::query!(
        "insert into second_factors as f (account_id, secret, started_at) values ($1, $2, $3)
         on conflict on constraint second_factors_pk do update set secret = $2, started_at = $3
            where f.confirmed_at is null",
        account.0,
        secret,
        at
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// From now on codes are asked for.
pub(super) async fn confirm(
    tx: &mut Tx,
    account: AccountId,
    step: i64,
    recovery: &[Vec<u8>],
    at: DateTime<Utc>,
) -> Result<bool, DbError> {
    let done = sqlx::query!(
        "update second_factors set confirmed_at = $2, last_step = $3 where account_id = $1 and confirmed_at is null",
        account.0,
        at,
        step
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "insert into recovery_codes (account_id, hash) select $1, unnest($2::bytea[])",
        account.0,
        recovery
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Takes it away with its recovery codes.
pub(in crate::domain::accounts) async fn remove(tx: &mut Tx, account: AccountId) -> Result<bool, DbError> {
    let done = sqlx::query!("delete from second_factors where account_id = $1", account.0)
        .execute(&mut **tx)
        .await?;
    Ok(done.rows_affected() == 1)
}

/// Uses a step up: false when it, or a later one, was used before.
pub(super) async fn use_step(tx: &mut PgConnection, account: AccountId, step: i64) -> Result<bool, DbError> {
    let done = sqlx::query!(
        "update second_factors set last_step = $2 where account_id = $1 and last_step < $2",
        account.0,
        step
    )
    .execute(&mut *tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Uses a recovery code up: false when there is no such one.
pub(super) async fn use_recovery(
    tx: &mut PgConnection,
    account: AccountId,
    hash: &[u8],
) -> Result<bool, DbError> {
    let done = sqlx::query!(
        "delete from recovery_codes where account_id = $1 and hash = $2",
        account.0,
        hash
    )
    .execute(&mut *tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Remembers that the password was right.
pub(crate) async fn wait_for_code(
    tx: &mut GlobalTx,
    hash: &[u8],
    account: AccountId,
    expires_at: DateTime<Utc>,
) -> Result<(), DbError> {
    sqlx::query!(
        "insert into pending_sign_ins (token_hash, account_id, expires_at) values ($1, $2, $3)",
        hash,
        account.0,
        expires_at
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Whose code is waited for.
pub(super) async fn waiting(
    tx: &mut GlobalTx,
    hash: &[u8],
    at: DateTime<Utc>,
) -> Result<Option<Account>, DbError> {
    Ok(sqlx::query_as!(
        Account,
        r#"select a.id as "id: AccountId", a.tenant_id as "tenant: TenantId", login, display_name,
           person_id as "person: PersonId", password_hash, must_change_password, one_time_until,
           disabled_at is not null as "disabled!"
           from pending_sign_ins p join accounts a on a.id = p.account_id
           where p.token_hash = $1 and p.expires_at > $2 and a.disabled_at is null"#,
        hash,
        at
    )
    .fetch_optional(&mut **tx)
    .await?)
}

/// Forgets those of an account that wait, and all that waited too long.
///
/// # Errors
/// When the database refuses.
pub async fn forget_waiting(
    tx: &mut PgConnection,
    account: AccountId,
    at: DateTime<Utc>,
) -> Result<(), DbError> {
    sqlx::query!(
        "delete from pending_sign_ins where account_id = $1 or expires_at <= $2",
        account.0,
        at
    )
    .execute(&mut *tx)
    .await?;
    Ok(())
}
