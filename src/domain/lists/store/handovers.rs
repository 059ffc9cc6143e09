//! SQL of people whose problems another leader in charge has now.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::kernel::ids::{PersonId, fresh};
use crate::platform::db::{DbError, Tx};

/// Somebody who went over to another leader in charge.
#[derive(Clone, Debug)]
pub struct NewHandover {
    /// Who.
    pub person: PersonId,
    /// To whom.
    pub leader: PersonId,
    /// From whom.
    pub from: Option<PersonId>,
    /// Submitted problems that are not closed.
    pub problems: i32,
    /// Of them, those that wait for the leader's signature.
    pub signatures: i32,
}

/// Writes it down.
///
/// # Errors
/// When the database refuses.
pub async fn add(tx: &mut Tx, new: &NewHandover, at: DateTime<Utc>) -> Result<(), DbError> {
    let tenant = tx.tenant();
    sqlx::query!(
        "insert into handovers (tenant_id, id, person_id, leader_id, from_leader_id, problems, signatures, at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        tenant.0,
        fresh(),
        new.person.0,
        new.leader.0,
        new.from.map(|from| from.0),
        new.problems,
        new.signatures,
        at
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// One that waits to be acknowledged.
#[derive(Clone, Debug)]
pub struct Handover {
    /// Its id.
    pub id: Uuid,
    /// Who went over.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// 人员编号
    pub staff_no: String,
    /// Unit of their main post.
    pub unit: Option<String>,
    /// 职务
    pub title: Option<String>,
    /// Who led them before.
    pub from: Option<String>,
    /// Submitted problems that were not closed.
    pub problems: i32,
    /// Of them, those that waited for the leader's signature.
    pub signatures: i32,
    /// Recorded time.
    pub at: DateTime<Utc>,
}

/// What waits for `leader`, the oldest first. Of a person who went on meanwhile only the newest counts.
///
/// # Errors
/// When the database refuses.
pub async fn waiting(tx: &mut Tx, leader: PersonId) -> Result<Vec<Handover>, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_as!(
        Handover,
        r#"select h.id, h.person_id as "person: PersonId", n.name, n.staff_no, u.name as "unit?", m.title as "title?",
            l.name as "from?", h.problems, h.signatures, h.at
           from handovers h join persons n on n.tenant_id = $1 and n.id = h.person_id
           left join persons l on l.tenant_id = $1 and l.id = h.from_leader_id
           left join lateral (select unit_id, title from posts where tenant_id = $1 and person_id = h.person_id
                and to_at = 'infinity' order by position, from_at, id limit 1) m on true
           left join units u on u.tenant_id = $1 and u.id = m.unit_id
           where h.tenant_id = $1 and h.leader_id = $2 and h.acknowledged_at is null
             and not exists (select 1 from handovers o where o.tenant_id = $1 and o.person_id = h.person_id
                and (o.at, o.id) > (h.at, h.id))
           order by h.at, h.id"#,
        tenant.0,
        leader.0
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// Says that the leader knows of it; false when it was said before.
///
/// # Errors
/// When the database refuses.
pub async fn acknowledge(tx: &mut Tx, id: Uuid, at: DateTime<Utc>) -> Result<bool, DbError> {
    let tenant = tx.tenant();
    let done = sqlx::query!(
        "update handovers set acknowledged_at = $3 where tenant_id = $1 and id = $2 and acknowledged_at is null",
        tenant.0,
        id,
        at
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() > 0)
}
