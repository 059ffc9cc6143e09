//! SQL of leaders in charge outside the roster, and of whom they or nobody lead.

use chrono::{DateTime, Utc};

use crate::domain::people::outside::Outside;
use crate::kernel::ids::{PersonId, fresh};
use crate::platform::db::{DbError, Tx};

/// The one of this id, if it is one outside the roster.
///
/// # Errors
/// When the database refuses.
pub async fn find(tx: &mut Tx, person: PersonId) -> Result<Option<Outside>, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_as!(
        Outside,
        r#"select id as "id: PersonId", staff_no, name, outside_title as "title!" from persons
           where tenant_id = $1 and id = $2 and outside_title is not null"#,
        tenant.0,
        person.0
    )
    .fetch_optional(&mut **tx)
    .await?)
}

/// All of them.
///
/// # Errors
/// When the database refuses.
pub async fn all(tx: &mut Tx) -> Result<Vec<Outside>, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_as!(
        Outside,
        r#"select id as "id: PersonId", staff_no, name, outside_title as "title!" from persons
           where tenant_id = $1 and outside_title is not null order by name, outside_title"#,
        tenant.0
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// Whether the leader in charge is one outside the roster: signs on paper, reads nothing here, and decides nothing here.
///
/// # Errors
/// When the database refuses.
pub async fn is_outside(tx: &mut Tx, leader: Option<PersonId>) -> Result<bool, DbError> {
    Ok(match leader {
        Some(leader) => find(tx, leader).await?.is_some(),
        None => false,
    })
}

/// The one of this name and title: the same one again, or a new one with a number of its own.
///
/// # Errors
/// When the database refuses.
pub async fn put(tx: &mut Tx, name: &str, title: &str, at: DateTime<Utc>) -> Result<PersonId, DbError> {
    let (tenant, id) = (tx.tenant(), fresh());
    let hex = id.simple().to_string();
    let staff_no = format!("EXT-{}", hex[hex.len() - 8..].to_uppercase());
    let id = sqlx::query_scalar!(
        r#"insert into persons (tenant_id, id, staff_no, name, outside_title, created_at) values ($1, $2, $3, $4, $5, $6)
           on conflict (tenant_id, name, outside_title) where outside_title is not null
             do update set name = excluded.name
           returning id as "id: PersonId""#,
        tenant.0,
        id,
        staff_no,
        name,
        title,
        at
    );
    Ok(id.fetch_one(&mut **tx).await?)
}

/// Somebody whose main post names nobody of the roster as leader in charge.
#[derive(Clone, Debug)]
pub struct Unled {
    /// Who.
    pub person: PersonId,
    /// 人员编号
    pub staff_no: String,
    /// 姓名
    pub name: String,
    /// 单位
    pub unit: String,
    /// 职务
    pub title: String,
    /// The number of who was named, outside the roster.
    pub leader_no: Option<String>,
    /// That one's name.
    pub leader: Option<String>,
    /// What that one is.
    pub leader_title: Option<String>,
}

/// All of them, in official order, as far as `most`.
///
/// # Errors
/// When the database refuses.
pub async fn unled(tx: &mut Tx, most: i64) -> Result<Vec<Unled>, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_as!(
        Unled,
        r#"select n.id as "person: PersonId", n.staff_no, n.name, u.name as unit, p.title, l.staff_no as "leader_no?",
            l.name as "leader?", l.outside_title as "leader_title?"
           from posts p join persons n on n.tenant_id = $1 and n.id = p.person_id
           join units u on u.tenant_id = $1 and u.id = p.unit_id
           join units t on t.tenant_id = $1 and t.id = u.top_id
           left join persons l on l.tenant_id = $1 and l.id = p.leader_id
           where p.tenant_id = $1 and p.to_at = 'infinity'
             and (p.leader_id is null
                or p.leader_id in (select id from persons where tenant_id = $1 and outside_title is not null))
             and not exists (select 1 from posts o where o.tenant_id = $1 and o.person_id = p.person_id
                and o.to_at = 'infinity' and (o.position, o.from_at, o.id) < (p.position, p.from_at, p.id))
           order by t.sort_no, u.sort_no, u.name, p.sort_no, n.staff_no limit $2"#,
        tenant.0,
        most
    )
    .fetch_all(&mut **tx)
    .await?)
}
