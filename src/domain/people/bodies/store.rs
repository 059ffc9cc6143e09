//! SQL of who acts for a leading body.

use chrono::{DateTime, Utc};

use crate::kernel::ids::{PersonId, UnitId, fresh};
use crate::kernel::scope::BodyDuty;
use crate::platform::db::{DbError, Tx};

/// Somebody who acts for a body now.
#[derive(Clone, Debug)]
pub struct Holder {
    /// Who.
    pub person: PersonId,
    /// 人员编号
    pub staff_no: String,
    /// 姓名
    pub name: String,
    /// As what: the stored word.
    pub duty: String,
    /// Since when.
    pub from_at: DateTime<Utc>,
}

/// Who acts for a body now: drafters first, then the principal, then the superior.
///
/// # Errors
/// When the database refuses.
pub async fn holders(tx: &mut Tx, body: UnitId) -> Result<Vec<Holder>, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_as!(
        Holder,
        r#"select n.id as "person: PersonId", n.staff_no, n.name, d.duty, d.from_at
           from body_duties d join persons n on n.tenant_id = d.tenant_id and n.id = d.person_id
           where d.tenant_id = $1 and d.body_id = $2 and d.to_at = 'infinity' order by d.duty, d.from_at, n.staff_no"#,
        tenant.0,
        body.0
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// Who co-signs for a body now.
///
/// # Errors
/// When the database refuses.
pub async fn superior(tx: &mut Tx, body: UnitId) -> Result<Option<PersonId>, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_scalar!(
        r#"select person_id as "person: PersonId" from body_duties
           where tenant_id = $1 and body_id = $2 and duty = 'superior' and to_at = 'infinity'"#,
        tenant.0,
        body.0
    )
    .fetch_optional(&mut **tx)
    .await?)
}

/// What kind of unit it is, locked until the transaction ends: two who name at once wait for each other, and two windows that file
/// for it get two numbers.
///
/// # Errors
/// When the database refuses.
pub async fn lock_kind(tx: &mut Tx, unit: UnitId) -> Result<Option<String>, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_scalar!(
        "select kind from units where tenant_id = $1 and id = $2 for no key update",
        tenant.0,
        unit.0
    )
    .fetch_optional(&mut **tx)
    .await?)
}

/// Writes a duty.
///
/// # Errors
/// When the database refuses.
pub async fn add(
    tx: &mut Tx,
    body: UnitId,
    person: PersonId,
    duty: BodyDuty,
    at: DateTime<Utc>,
) -> Result<(), DbError> {
    let tenant = tx.tenant();
    sqlx::query!(
        "insert into body_duties (tenant_id, id, body_id, person_id, duty, from_at) values ($1, $2, $3, $4, $5, $6)",
        tenant.0,
        fresh(),
        body.0,
        person.0,
        duty.code(),
        at
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Ends a duty, of one person or of whoever has it. Gives whether there was one.
///
/// # Errors
/// When the database refuses.
pub async fn end(
    tx: &mut Tx,
    body: UnitId,
    person: Option<PersonId>,
    duty: BodyDuty,
    at: DateTime<Utc>,
) -> Result<bool, DbError> {
    let tenant = tx.tenant();
    let done = sqlx::query!(
        "update body_duties set to_at = greatest($5, from_at) where tenant_id = $1 and body_id = $2
            and ($3::uuid is null or person_id = $3) and duty = $4 and to_at = 'infinity'",
        tenant.0,
        body.0,
        person.map(|person| person.0) as Option<uuid::Uuid>,
        duty.code(),
        at
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() > 0)
}
