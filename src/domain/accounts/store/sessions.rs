//! SQL of sessions.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use crate::domain::accounts::session::{IDLE, Session};
use crate::kernel::ids::{AccountId, PersonId, TenantId};
use crate::platform::db::{DbError, GlobalTx, Tx};

/// Sessions of the tenant that are alive, and the accounts that have them.
///
/// # Errors
/// When the database refuses.
pub async fn live(tx: &mut Tx, now: DateTime<Utc>) -> Result<(i64, i64), DbError> {
    let tenant = tx.tenant();
    let row = sqlx::query!(
        r#"select count(*) as "sessions!", count(distinct s.account_id) as "accounts!"
           from sessions s join accounts a on a.id = s.account_id and a.tenant_id = $1
           where s.expires_at > $2 and s.seen_at > $3"#,
        tenant.0,
        now,
        now - IDLE
    )
    .fetch_one(&mut **tx)
    .await?;
    Ok((row.sessions, row.accounts))
}

pub(in crate::domain::accounts) async fn live_session(
    tx: &mut GlobalTx,
    hash: &[u8],
    at: DateTime<Utc>,
    seen_since: DateTime<Utc>,
) -> Result<Option<Session>, DbError> {
    Ok(sqlx::query_as!(
        Session,
        r#"select a.id as "account: AccountId", a.tenant_id as "tenant: TenantId", a.login, a.display_name,
           a.person_id as "person: PersonId", a.must_change_password, t.demo, t.name as tenant_name, t.slug as tenant_slug,
           t.level as tenant_level, s.seen_at, t.factor_roles, f.account_id is not null or s.by_passkey as "factor!",
           f.account_id is not null as "codes!", s.factor_at,
           (select count(*) from passkeys k where k.account_id = a.id) as "passkeys!"
           from sessions s join accounts a on a.id = s.account_id join tenants t on t.id = a.tenant_id
           left join second_factors f on f.account_id = a.id and f.confirmed_at is not null
           where s.token_hash = $1 and s.expires_at > $2 and s.seen_at > $3 and a.disabled_at is null"#,
        hash,
        at,
        seen_since
    )
    .fetch_optional(&mut **tx)
    .await?)
}

/// As good as one that a passkey opened.
pub(in crate::domain::accounts) async fn strengthen_session(tx: &mut Tx, hash: &[u8]) -> Result<(), DbError> {
    sqlx::query!(
        "update sessions set by_passkey = true where token_hash = $1",
        hash
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// A code of the second factor was given for a signature.
pub(in crate::domain::accounts) async fn note_code(
    tx: &mut Tx,
    hash: &[u8],
    at: DateTime<Utc>,
) -> Result<(), DbError> {
    sqlx::query!(
        "update sessions set factor_at = $2 where token_hash = $1",
        hash,
        at
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

pub(in crate::domain::accounts) async fn insert_session(
    tx: &mut GlobalTx,
    hash: &[u8],
    (account, by_passkey): (AccountId, bool),
    agent: &str,
    [at, expires_at]: [DateTime<Utc>; 2],
) -> Result<(), DbError> {
    sqlx::query!(
        "insert into sessions (token_hash, account_id, created_at, seen_at, expires_at, agent, by_passkey)
         values ($1, $2, $3, $3, $4, $5, $6)",
        hash,
        account.0,
        at,
        expires_at,
        agent,
        by_passkey
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Notes that a session was used.
///
/// # Errors
/// When the database refuses.
pub async fn touch_session(tx: &mut GlobalTx, hash: &[u8], at: DateTime<Utc>) -> Result<(), DbError> {
    sqlx::query!(
        "update sessions set seen_at = greatest(seen_at, $2) where token_hash = $1",
        hash,
        at
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Ends one session; ends all others of the account if `others_of` is given.
///
/// # Errors
/// When the database refuses.
pub async fn end_sessions(
    tx: &mut PgConnection,
    hash: Option<&[u8]>,
    all_of: Option<AccountId>,
) -> Result<(), DbError> {
    sqlx::query!(
        "delete from sessions where token_hash = $1 or account_id = $2",
        hash,
        all_of.map(|a| a.0)
    )
    .execute(&mut *tx)
    .await?;
    Ok(())
}
