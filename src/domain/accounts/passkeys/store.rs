//! SQL of passkeys and of questions that wait for an answer.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;
use webauthn_rs::prelude::Passkey;

use super::{Kept, Listed};
use crate::domain::accounts::Account;
use crate::kernel::digest::Digest;
use crate::kernel::ids::{AccountId, PersonId, TenantId};
use crate::platform::db::{DbError, GlobalTx, Tx};

/// What a question is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Register,
    SignIn,
    Sign,
}

impl Kind {
    fn code(self) -> &'static str {
        match self {
            Self::Register => "register",
            Self::SignIn => "sign_in",
            Self::Sign => "sign",
        }
    }
}

/// A question that waits.
pub(super) struct Ceremony<'a> {
    pub(super) token: &'a [u8],
    pub(super) account: Option<AccountId>,
    pub(super) kind: Kind,
    pub(super) state: String,
    /// Of a signature: challenge and nonce.
    pub(super) bound: Option<[Digest; 2]>,
}

/// What waited.
pub(super) struct Waited {
    pub(super) state: String,
    pub(super) challenge: Option<Vec<u8>>,
    pub(super) nonce: Option<Vec<u8>>,
}

/// Remembers a question, and forgets what nobody answered in time.
pub(super) async fn ask(
    tx: &mut PgConnection,
    new: Ceremony<'_>,
    [at, until]: [DateTime<Utc>; 2],
) -> Result<(), DbError> {
    sqlx::query!(
        "with gone as (delete from passkey_ceremonies where expires_at <= $7)
         insert into passkey_ceremonies (token_hash, account_id, kind, state, challenge, nonce, expires_at)
         values ($1, $2, $3, $4, $5, $6, $8)",
        new.token,
        new.account.map(|account| account.0),
        new.kind.code(),
        new.state,
        new.bound.map(|[challenge, _]| challenge.to_vec()),
        new.bound.map(|[_, nonce]| nonce.to_vec()),
        at,
        until
    )
    .execute(&mut *tx)
    .await?;
    Ok(())
}

/// How many questions of one kind wait.
pub(super) async fn waiting(tx: &mut GlobalTx, kind: Kind, at: DateTime<Utc>) -> Result<i64, DbError> {
    Ok(sqlx::query_scalar!(
        r#"select count(*) as "count!" from passkey_ceremonies where kind = $1 and expires_at > $2"#,
        kind.code(),
        at
    )
    .fetch_one(&mut **tx)
    .await?)
}

/// Takes a question of this account, or of a sign-in, away: whoever answers it twice finds none.
pub(super) async fn take(
    tx: &mut PgConnection,
    token: &[u8],
    (account, kind): (Option<AccountId>, Kind),
    at: DateTime<Utc>,
) -> Result<Option<Waited>, DbError> {
    Ok(sqlx::query_as!(
        Waited,
        "delete from passkey_ceremonies
         where token_hash = $1 and account_id is not distinct from $2 and kind = $3 and expires_at > $4
         returning state, challenge, nonce",
        token,
        account.map(|account| account.0),
        kind.code(),
        at
    )
    .fetch_optional(&mut *tx)
    .await?)
}

/// Writes a new one.
pub(super) async fn insert(
    tx: &mut Tx,
    (id, account): (Uuid, AccountId),
    (passkey, counter): (&Passkey, u32),
    name: &str,
    at: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    let kept = serde_json::to_string(passkey).map_err(|error| sqlx::Error::Encode(Box::new(error)))?;
    sqlx::query!(
        "insert into passkeys (id, account_id, credential_id, credential, name, counter, created_at)
         values ($1, $2, $3, $4, $5, $6, $7)",
        id,
        account.0,
        &passkey.cred_id()[..],
        kept,
        name,
        i64::from(counter),
        at
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Those of an account, as they are listed.
///
/// # Errors
/// When the database refuses.
pub async fn listed(tx: &mut Tx, account: AccountId) -> Result<Vec<Listed>, DbError> {
    Ok(sqlx::query_as!(
        Listed,
        "select id, name, created_at, last_used_at, suspect_at from passkeys where account_id = $1
         order by created_at, id",
        account.0
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// Those of an account, as they are checked.
pub(super) async fn of_account(tx: &mut Tx, account: AccountId) -> Result<Vec<Kept>, DbError> {
    let rows = sqlx::query!(
        "select id, credential, counter from passkeys where account_id = $1 order by created_at, id",
        account.0
    )
    .fetch_all(&mut **tx)
    .await?;
    let kept = rows
        .into_iter()
        .map(|row| read((row.id, account), &row.credential, row.counter));
    kept.collect()
}

/// Whose key it is; nobody's is none.
pub(super) async fn by_credential(
    tx: &mut GlobalTx,
    credential: &[u8],
) -> Result<Option<(Kept, Account, String)>, DbError> {
    let row = sqlx::query!(
        r#"select p.id, p.credential, p.counter, a.id as "account: AccountId", a.tenant_id as "tenant: TenantId", a.login,
           a.display_name, a.person_id as "person: PersonId", a.password_hash, a.must_change_password, a.one_time_until,
           a.disabled_at is not null as "disabled!", t.slug
           from passkeys p join accounts a on a.id = p.account_id join tenants t on t.id = a.tenant_id
           where p.credential_id = $1"#,
        credential
    )
    .fetch_optional(&mut **tx)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let kept = read((row.id, row.account), &row.credential, row.counter)?;
    let account = Account {
        id: row.account,
        tenant: row.tenant,
        login: row.login,
        display_name: row.display_name,
        person: row.person,
        password_hash: row.password_hash,
        must_change_password: row.must_change_password,
        one_time_until: row.one_time_until,
        disabled: row.disabled,
    };
    Ok(Some((kept, account, row.slug)))
}

fn read((id, account): (Uuid, AccountId), credential: &str, counter: i64) -> Result<Kept, DbError> {
    let passkey = serde_json::from_str(credential).map_err(|error| sqlx::Error::Decode(Box::new(error)))?;
    // Four bytes of the device: the column holds them as they are.
    let counter = u32::try_from(counter).map_err(|error| sqlx::Error::Decode(Box::new(error)))?;
    Ok(Kept {
        id,
        account,
        passkey,
        counter,
    })
}

/// Notes that it was used.
pub(super) async fn used(tx: &mut PgConnection, kept: &Kept, at: DateTime<Utc>) -> Result<(), DbError> {
    let passkey =
        serde_json::to_string(&kept.passkey).map_err(|error| sqlx::Error::Encode(Box::new(error)))?;
    sqlx::query!(
        "update passkeys set credential = $2, counter = $3, last_used_at = $4 where id = $1",
        kept.id,
        passkey,
        i64::from(kept.counter),
        at
    )
    .execute(&mut *tx)
    .await?;
    Ok(())
}

/// Notes that there may be a copy of it.
pub(super) async fn suspect(tx: &mut PgConnection, id: Uuid, at: DateTime<Utc>) -> Result<(), DbError> {
    sqlx::query!(
        "update passkeys set suspect_at = coalesce(suspect_at, $2) where id = $1",
        id,
        at
    )
    .execute(&mut *tx)
    .await?;
    Ok(())
}

/// Calls one of an account's otherwise; gives whether there is such a one.
pub(super) async fn rename(tx: &mut Tx, account: AccountId, id: Uuid, name: &str) -> Result<bool, DbError> {
    let done = sqlx::query!(
        "update passkeys set name = $3 where account_id = $1 and id = $2",
        account.0,
        id,
        name
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Takes one of an account's away; gives its name.
pub(super) async fn remove(tx: &mut Tx, account: AccountId, id: Uuid) -> Result<Option<String>, DbError> {
    Ok(sqlx::query_scalar!(
        "delete from passkeys where account_id = $1 and id = $2 returning name",
        account.0,
        id
    )
    .fetch_optional(&mut **tx)
    .await?)
}

/// Takes all of an account's away, and gives how many those were.
pub(in crate::domain::accounts) async fn remove_all(tx: &mut Tx, account: AccountId) -> Result<u64, DbError> {
    let done = sqlx::query!("delete from passkeys where account_id = $1", account.0)
        .execute(&mut **tx)
        .await?;
    Ok(done.rows_affected())
}
