//! SQL of sessions as a whole.

use chrono::{DateTime, Utc};

use crate::domain::accounts::session::IDLE;
use crate::platform::db::{DbError, Tx};

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
