//! SQL of the calendar.

use chrono::{DateTime, NaiveDate, Utc};

use super::{Calendar, Exception};
use crate::kernel::ids::fresh;
use crate::platform::db::{DbError, Tx};

/// The calendar as it was known at an instant.
///
/// # Errors
/// When the database refuses.
pub async fn at(tx: &mut Tx, at: DateTime<Utc>) -> Result<Calendar, DbError> {
    let tenant = tx.tenant();
    let rows = sqlx::query!(
        "select day, worked from calendar_days where tenant_id = $1 and from_at <= $2 and $2 < to_at order by day",
        tenant.0,
        at
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(Calendar::weekends().with(rows.into_iter().map(|row| (row.day, row.worked))))
}

/// Years whose notice was entered, oldest first.
///
/// # Errors
/// When the database refuses.
pub async fn years(tx: &mut Tx) -> Result<Vec<i32>, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_scalar!(
        "select distinct year from calendar_days where tenant_id = $1 and to_at = 'infinity' order by year",
        tenant.0
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// What a year's notice says, by day.
///
/// # Errors
/// When the database refuses.
pub async fn of_year(tx: &mut Tx, year: i32) -> Result<Vec<Exception>, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_as!(
        Exception,
        "select day, worked, name from calendar_days where tenant_id = $1 and year = $2 and to_at = 'infinity' order by day",
        tenant.0,
        year
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// Days that were taken out of a year and stand in no notice since, as each stood last; by day.
///
/// # Errors
/// When the database refuses.
pub async fn taken_out(tx: &mut Tx, year: i32) -> Result<Vec<Exception>, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_as!(
        Exception,
        "select distinct on (d.day) d.day, d.worked, d.name from calendar_days d
         where d.tenant_id = $1 and d.year = $2 and d.to_at < 'infinity' and not exists (
            select 1 from calendar_days o where o.tenant_id = $1 and o.day = d.day and o.to_at = 'infinity')
         order by d.day, d.to_at desc, d.id desc",
        tenant.0,
        year
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// What is known of some days now, whichever notice names them, with its year. Nobody else changes the calendar until the
/// transaction ends.
pub(super) async fn lock(tx: &mut Tx, days: &[NaiveDate]) -> Result<Vec<(i32, Exception)>, DbError> {
    let tenant = tx.tenant();
    sqlx::query!(
        "select pg_advisory_xact_lock(hashtextextended('calendar of ' || $1::uuid::text, 0))",
        tenant.0
    )
    .fetch_optional(&mut **tx)
    .await?;
    let rows = sqlx::query!(
        "select year, day, worked, name from calendar_days
         where tenant_id = $1 and day = any($2) and to_at = 'infinity' order by day",
        tenant.0,
        days
    )
    .fetch_all(&mut **tx)
    .await?;
    let read = rows.into_iter().map(|row| {
        let (day, worked, name) = (row.day, row.worked, row.name);
        (row.year, Exception { day, worked, name })
    });
    Ok(read.collect())
}

/// Ends what is known of some days.
pub(super) async fn close(tx: &mut Tx, days: &[NaiveDate], at: DateTime<Utc>) -> Result<(), DbError> {
    let tenant = tx.tenant();
    sqlx::query!(
        "update calendar_days set to_at = $3 where tenant_id = $1 and day = any($2) and to_at = 'infinity'",
        tenant.0,
        days,
        at
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Writes down what is known of some days from now on.
pub(super) async fn open(
    tx: &mut Tx,
    year: i32,
    days: &[Exception],
    at: DateTime<Utc>,
) -> Result<(), DbError> {
    let tenant = tx.tenant();
    let ids: Vec<_> = days.iter().map(|_| fresh()).collect();
    let dates: Vec<NaiveDate> = days.iter().map(|day| day.day).collect();
    let worked: Vec<bool> = days.iter().map(|day| day.worked).collect();
    let names: Vec<String> = days.iter().map(|day| day.name.clone()).collect();
    sqlx::query!(
        "insert into calendar_days (tenant_id, id, day, year, worked, name, from_at)
         select $1, d.id, d.day, $2, d.worked, d.name, $7
         from unnest($3::uuid[], $4::date[], $5::boolean[], $6::text[]) as d (id, day, worked, name)",
        tenant.0,
        year,
        &ids,
        &dates,
        &worked,
        &names,
        at
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
