//! SQL of progress.

use uuid::Uuid;

use super::{Doing, Step};
use crate::platform::db::{DbError, Tx};

/// Tells how far it is.
///
/// # Errors
/// When the database refuses.
pub(super) async fn tell(tx: &mut Tx, id: Uuid, doing: Doing, (done, total): Step) -> Result<(), DbError> {
    let tenant = tx.tenant();
    let number = |n: usize| i32::try_from(n).unwrap_or(i32::MAX);
    sqlx::query!(
        "insert into import_progress (tenant_id, id, doing, done, total, started_at, told_at)
         values ($1, $2, $3, $4, $5, now(), now())
         on conflict on constraint import_progress_pk do update
            set doing = excluded.doing, done = excluded.done, total = excluded.total, told_at = now()",
        tenant.0,
        id,
        doing.code(),
        number(done),
        number(total)
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// It ended.
///
/// # Errors
/// When the database refuses.
pub async fn end(tx: &mut Tx, id: Uuid) -> Result<(), DbError> {
    let tenant = tx.tenant();
    sqlx::query!(
        "delete from import_progress where tenant_id = $1 and id = $2",
        tenant.0,
        id
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// How far something is.
#[derive(Clone, Copy, Debug)]
pub struct Told {
    /// What is going on.
    pub doing: Doing,
    /// Rows done.
    pub done: i32,
    /// Rows in all; 0 while that is not known.
    pub total: i32,
    /// For how many seconds it has been going on.
    pub seconds: i64,
    /// Whether it was told just now. Else the program that did it was ended.
    pub alive: bool,
}

/// How far the run is, if something goes on.
///
/// # Errors
/// When the database refuses.
pub async fn find(tx: &mut Tx, id: Uuid) -> Result<Option<Told>, DbError> {
    let tenant = tx.tenant();
    let row = sqlx::query!(
        r#"select doing, done, total, extract(epoch from now() - started_at)::bigint as "seconds!",
            told_at > now() - interval '20 seconds' as "alive!"
           from import_progress where tenant_id = $1 and id = $2"#,
        tenant.0,
        id
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(row.and_then(|row| {
        Some(Told {
            doing: Doing::from_code(&row.doing)?,
            done: row.done,
            total: row.total,
            seconds: row.seconds,
            alive: row.alive,
        })
    }))
}
