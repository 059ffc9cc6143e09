//! SQL of a whole roster: everybody read in one statement, written in a few.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::kernel::ids::{PersonId, UnitId};
use crate::platform::db::{DbError, Tx};

/// A person as a roster knows them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(
    missing_docs,
    reason = "columns of the table persons, where each has its comment"
)]
pub struct RosterPerson {
    pub id: PersonId,
    pub staff_no: String,
    pub name: String,
    pub sex: Option<String>,
    pub born: Option<NaiveDate>,
}

/// An open post as a roster knows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(
    missing_docs,
    reason = "columns of the table posts, where each has its comment"
)]
pub struct RosterPost {
    pub id: uuid::Uuid,
    pub person: PersonId,
    pub unit: UnitId,
    pub title: String,
    pub rank: String,
    pub tier: String,
    pub leader: Option<PersonId>,
    pub position: i32,
    pub sort_no: i32,
}

/// Everybody.
///
/// # Errors
/// When the database refuses.
pub async fn people(tx: &mut Tx) -> Result<Vec<RosterPerson>, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_as!(
        RosterPerson,
        r#"select id as "id: PersonId", staff_no, name, sex, born from persons
           where tenant_id = $1 and withdrawn_at is null"#,
        tenant.0
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// All open posts.
///
/// # Errors
/// When the database refuses.
pub async fn posts(tx: &mut Tx) -> Result<Vec<RosterPost>, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_as!(
        RosterPost,
        r#"select id, person_id as "person: PersonId", unit_id as "unit: UnitId", title, rank, tier,
           leader_id as "leader: PersonId", position, sort_no from posts
           where tenant_id = $1 and to_at = 'infinity'"#,
        tenant.0
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// Writes people, new ones and changed ones.
///
/// # Errors
/// When the database refuses.
pub async fn put_people(tx: &mut Tx, people: &[RosterPerson], at: DateTime<Utc>) -> Result<(), DbError> {
    let tenant = tx.tenant();
    let ids: Vec<_> = people.iter().map(|p| p.id.0).collect();
    let numbers: Vec<_> = people.iter().map(|p| p.staff_no.clone()).collect();
    let names: Vec<_> = people.iter().map(|p| p.name.clone()).collect();
    let sexes: Vec<_> = people.iter().map(|p| p.sex.clone()).collect();
    let born: Vec<_> = people.iter().map(|p| p.born).collect();
    sqlx::query!(
        "insert into persons (tenant_id, id, staff_no, name, sex, born, created_at)
         select $1, p.id, p.staff_no, p.name, p.sex, p.born, $7
         from unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::date[]) as p (id, staff_no, name, sex, born)
         on conflict on constraint persons_pk do update set sex = excluded.sex, born = excluded.born",
        tenant.0,
        &ids,
        &numbers,
        &names,
        &sexes as &[Option<String>],
        &born as &[Option<NaiveDate>],
        at
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Ends posts at `at`.
///
/// # Errors
/// When the database refuses.
pub async fn end_posts(tx: &mut Tx, posts: &[uuid::Uuid], at: DateTime<Utc>) -> Result<(), DbError> {
    let tenant = tx.tenant();
    sqlx::query!(
        "update posts set to_at = $3 where tenant_id = $1 and id = any($2) and to_at = 'infinity'",
        tenant.0,
        posts,
        at
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Opens posts at `at`.
///
/// # Errors
/// When the database refuses.
pub async fn open_posts(tx: &mut Tx, posts: &[RosterPost], at: DateTime<Utc>) -> Result<(), DbError> {
    let tenant = tx.tenant();
    let ids: Vec<_> = posts.iter().map(|p| p.id).collect();
    let people: Vec<_> = posts.iter().map(|p| p.person.0).collect();
    let units: Vec<_> = posts.iter().map(|p| p.unit.0).collect();
    let titles: Vec<_> = posts.iter().map(|p| p.title.clone()).collect();
    let ranks: Vec<_> = posts.iter().map(|p| p.rank.clone()).collect();
    let tiers: Vec<_> = posts.iter().map(|p| p.tier.clone()).collect();
    let leaders: Vec<_> = posts.iter().map(|p| p.leader.map(|l| l.0)).collect();
    let positions: Vec<_> = posts.iter().map(|p| p.position).collect();
    let orders: Vec<_> = posts.iter().map(|p| p.sort_no).collect();
    sqlx::query!(
        "insert into posts (tenant_id, id, person_id, unit_id, title, rank, tier, leader_id, position, sort_no, from_at)
         select $1, p.id, p.person, p.unit, p.title, p.rank, p.tier, p.leader, p.position, p.sort_no, $11
         from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::text[], $8::uuid[], $9::int[],
                     $10::int[]) as p (id, person, unit, title, rank, tier, leader, position, sort_no)",
        tenant.0,
        &ids,
        &people,
        &units,
        &titles,
        &ranks,
        &tiers,
        &leaders as &[Option<uuid::Uuid>],
        &positions,
        &orders,
        at
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
