//! SQL of what waits to be indexed: marks that triggers leave behind. A global table without texts.

use uuid::Uuid;

use crate::domain::search::{Kind, Progress};
use crate::kernel::ids::TenantId;
use crate::platform::db::{DbError, GlobalTx, Tx};

/// A jurisdiction with something to index, in turn after the one before: none waits for another's import to end.
///
/// # Errors
/// When the database refuses.
pub async fn whose_turn(tx: &mut GlobalTx, before: Option<TenantId>) -> Result<Option<TenantId>, DbError> {
    Ok(sqlx::query_scalar!(
        r#"select of_tenant as "id!: TenantId" from (
              (select of_tenant, 0 as again from search_pending where of_tenant > $1 order by of_tenant limit 1)
              union all (select of_tenant, 1 from search_pending order by of_tenant limit 1)) q
           order by again limit 1"#,
        before.map_or(Uuid::nil(), |tenant| tenant.0)
    )
    .fetch_optional(&mut **tx)
    .await?)
}

/// Whether nobody else indexes this jurisdiction until the transaction ends: two at once could write an older text over a newer.
///
/// # Errors
/// When the database refuses.
pub async fn alone(tx: &mut Tx) -> Result<bool, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_scalar!(
        r#"select pg_try_advisory_xact_lock(hashtext('zhenggai search'), hashtext($1::uuid::text)) as "alone!""#,
        tenant.0
    )
    .fetch_one(&mut **tx)
    .await?)
}

/// Takes up to so many changes, the newest first: what somebody just wrote is found before a loaded city is through. They come again
/// should the transaction not commit.
///
/// # Errors
/// When the database refuses.
pub async fn take(tx: &mut Tx, most: i64) -> Result<Vec<(Kind, Uuid)>, DbError> {
    let tenant = tx.tenant();
    let rows = sqlx::query!(
        "delete from search_pending where of_tenant = $1 and id in (
            select id from search_pending where of_tenant = $1 order by id desc limit $2)
         returning kind, subject_id",
        tenant.0,
        most
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows
        .into_iter()
        .filter_map(|row| Some((Kind::from_code(&row.kind)?, row.subject_id)))
        .collect())
}

/// How far the index of the jurisdiction is.
///
/// # Errors
/// When the database refuses.
pub async fn progress(tx: &mut Tx) -> Result<Progress, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_as!(
        Progress,
        r#"with few as materialized (select count(*) as n from (
                select 1 from search_pending where of_tenant = $1 limit $2) q)
           select case when few.n < $2 then few.n
                else (select count(*) from search_pending where of_tenant = $1) end as "pending!",
              case when few.n < $2 then 0 else (select count(*) from search_entries where tenant_id = $1) end as "done!"
           from few"#,
        tenant.0,
        Progress::MANY
    )
    .fetch_one(&mut **tx)
    .await?)
}
