//! SQL of side states.

use chrono::{DateTime, NaiveDate, Utc};

use crate::domain::people::side::NewSide;
use crate::kernel::ids::{AccountId, PersonId, fresh};
use crate::platform::db::{DbError, Tx, constraint};

/// A side state, present or past.
#[derive(Clone, Debug)]
pub struct State {
    /// `moved_out`, `deferred`.
    pub kind: String,
    /// Word of the reason.
    pub why: String,
    /// In words.
    pub words: String,
    /// The last day, of 暂缓.
    pub until_on: Option<NaiveDate>,
    /// Who ordered it.
    pub who: Option<String>,
    /// Recorded time of its beginning.
    pub from_at: DateTime<Utc>,
    /// Recorded time when it was taken back.
    pub to_at: Option<DateTime<Utc>>,
}

/// All of a person's, the last first.
///
/// # Errors
/// When the database refuses.
pub async fn all(tx: &mut Tx, person: PersonId) -> Result<Vec<State>, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_as!(
        State,
        r#"select s.kind, s.why, s.words, s.until_on, a.display_name as "who?", s.from_at,
            nullif(s.to_at, 'infinity') as to_at
           from side_states s left join accounts a on a.id = s.account_id and a.tenant_id = $1
           where s.tenant_id = $1 and s.person_id = $2 order by s.from_at desc, s.id desc"#,
        tenant.0,
        person.0
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// Whether a person is moved out now.
///
/// # Errors
/// When the database refuses.
pub async fn is_moved_out(tx: &mut Tx, person: PersonId) -> Result<bool, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_scalar!(
        r#"select exists (select 1 from side_states where tenant_id = $1 and person_id = $2 and kind = 'moved_out'
            and to_at = 'infinity') as "e!""#,
        tenant.0,
        person.0
    )
    .fetch_one(&mut **tx)
    .await?)
}

/// Whether a person is moved out now, and until which day they are deferred.
///
/// # Errors
/// When the database refuses.
pub async fn present(tx: &mut Tx, person: PersonId) -> Result<(bool, Option<NaiveDate>), DbError> {
    let tenant = tx.tenant();
    let open = sqlx::query!(
        "select kind, until_on from side_states where tenant_id = $1 and person_id = $2 and to_at = 'infinity'",
        tenant.0,
        person.0
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(open.map_or((false, None), |state| (state.kind == "moved_out", state.until_on)))
}

/// Begins one; false while another is open.
///
/// # Errors
/// When the database refuses.
pub async fn begin(
    tx: &mut Tx,
    person: PersonId,
    new: &NewSide,
    by: (Option<AccountId>, DateTime<Utc>),
) -> Result<bool, DbError> {
    let tenant = tx.tenant();
    let done = sqlx::query!(
        "insert into side_states (tenant_id, id, person_id, kind, why, words, until_on, account_id, from_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        tenant.0,
        fresh(),
        person.0,
        new.why.side().code(),
        new.why.code(),
        new.words,
        new.until,
        by.0.map_or(uuid::Uuid::nil(), |account| account.0),
        by.1
    )
    .execute(&mut **tx)
    .await;
    match done {
        Ok(_) => Ok(true),
        Err(error) if constraint(&error) == Some("side_states_one_open") => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// Takes back the one that is open, and gives its word; `None` when there is none.
///
/// # Errors
/// When the database refuses.
pub async fn end(
    tx: &mut Tx,
    person: PersonId,
    by: (Option<AccountId>, DateTime<Utc>),
) -> Result<Option<String>, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_scalar!(
        "update side_states set to_at = $3, ended_by = $4
         where tenant_id = $1 and person_id = $2 and to_at = 'infinity' returning kind",
        tenant.0,
        person.0,
        by.1,
        by.0.map_or(uuid::Uuid::nil(), |account| account.0)
    )
    .fetch_optional(&mut **tx)
    .await?)
}
