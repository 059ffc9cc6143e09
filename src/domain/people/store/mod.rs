//! SQL of persons and posts.

pub mod duties;
pub mod history;
pub mod members;
pub mod outside;
pub mod posting;
pub mod roster;
pub mod search;
pub mod side;

use super::{Person, Post};
use crate::kernel::ids::{PersonId, UnitId};
use crate::platform::db::{DbError, Tx};

/// One person.
///
/// # Errors
/// When the database refuses.
pub async fn find(tx: &mut Tx, id: PersonId) -> Result<Option<Person>, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_as!(
        Person,
        r#"select id as "id: PersonId", staff_no, name from persons where tenant_id = $1 and id = $2"#,
        tenant.0,
        id.0
    )
    .fetch_optional(&mut **tx)
    .await?)
}

/// Several people, in no order.
///
/// # Errors
/// When the database refuses.
pub async fn find_all(tx: &mut Tx, ids: &[uuid::Uuid]) -> Result<Vec<Person>, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_as!(
        Person,
        r#"select id as "id: PersonId", staff_no, name from persons where tenant_id = $1 and id = any($2)"#,
        tenant.0,
        ids
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// One person, locked until the transaction ends.
///
/// # Errors
/// When the database refuses.
pub async fn lock(tx: &mut Tx, id: PersonId) -> Result<Option<Person>, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_as!(
        Person,
        r#"select id as "id: PersonId", staff_no, name from persons
           where tenant_id = $1 and id = $2 for no key update"#,
        tenant.0,
        id.0
    )
    .fetch_optional(&mut **tx)
    .await?)
}

/// The person of a staff number.
///
/// # Errors
/// When the database refuses.
pub async fn by_staff_no(tx: &mut Tx, staff_no: &str) -> Result<Option<Person>, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_as!(
        Person,
        r#"select id as "id: PersonId", staff_no, name from persons
           where tenant_id = $1 and staff_no = $2 and withdrawn_at is null"#,
        tenant.0,
        staff_no
    )
    .fetch_optional(&mut **tx)
    .await?)
}

/// The main post held now.
///
/// # Errors
/// When the database refuses.
pub async fn main_post(tx: &mut Tx, person: PersonId) -> Result<Option<Post>, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_as!(
        Post,
        r#"select p.unit_id as "unit: UnitId", u.name as unit_name, u.top_id as "top_unit: UnitId", p.title, p.tier,
           p.leader_id as "leader: PersonId"
           from posts p join units u on u.tenant_id = p.tenant_id and u.id = p.unit_id
           where p.tenant_id = $1 and p.person_id = $2 and p.to_at = 'infinity' order by p.position limit 1"#,
        tenant.0,
        person.0
    )
    .fetch_optional(&mut **tx)
    .await?)
}

/// Name and title of the main post: 周维国 副局长; of a leader outside the roster what they were named as.
///
/// # Errors
/// When the database refuses.
pub async fn name_and_title(tx: &mut Tx, person: PersonId) -> Result<Option<String>, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_scalar!(
        r#"select trim(n.name || ' ' || coalesce(p.title, n.outside_title, '')) as "n!" from persons n
           left join posts p on p.tenant_id = n.tenant_id and p.person_id = n.id and p.to_at = 'infinity'
           where n.tenant_id = $1 and n.id = $2 order by p.position limit 1"#,
        tenant.0,
        person.0
    )
    .fetch_optional(&mut **tx)
    .await?)
}

/// Units of a person's open posts, and what those are counted under.
///
/// # Errors
/// When the database refuses.
pub async fn units_of(tx: &mut Tx, person: PersonId) -> Result<Vec<UnitId>, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_scalar!(
        r#"select unnest(array[u.id, u.top_id]) as "id!: UnitId" from posts p
           join units u on u.tenant_id = $1 and u.id = p.unit_id
           where p.tenant_id = $1 and p.person_id = $2 and p.to_at = 'infinity'"#,
        tenant.0,
        person.0
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// Everybody of the roster of exactly this name.
///
/// # Errors
/// When the database refuses.
pub async fn by_name(tx: &mut Tx, name: &str) -> Result<Vec<PersonId>, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_scalar!(
        r#"select id as "id: PersonId" from persons
           where tenant_id = $1 and name = $2 and withdrawn_at is null and outside_title is null"#,
        tenant.0,
        name
    )
    .fetch_all(&mut **tx)
    .await?)
}
