//! SQL of posts that are opened, changed and ended by hand.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::domain::people::posting::NewPost;
use crate::kernel::ids::{AccountId, PersonId, fresh};
use crate::platform::db::{DbError, Tx, constraint};

/// Opens a post at a place among the person's posts; `None` when they hold the very same one already.
///
/// # Errors
/// When the database refuses.
pub async fn open(
    tx: &mut Tx,
    person: PersonId,
    new: &NewPost,
    (position, sort_no): (i32, i32),
    (on, at): (NaiveDate, DateTime<Utc>),
) -> Result<Option<Uuid>, DbError> {
    let (tenant, id) = (tx.tenant(), fresh());
    let done = sqlx::query!(
        "insert into posts (tenant_id, id, person_id, unit_id, title, rank, tier, leader_id, position, sort_no, since_on,
            from_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        tenant.0,
        id,
        person.0,
        new.unit.0,
        new.title,
        new.rank.code(),
        new.rank.tier().code(),
        new.leader.map(|leader| leader.0),
        position,
        sort_no,
        on,
        at
    )
    .execute(&mut **tx)
    .await;
    match done {
        Ok(_) => Ok(Some(id)),
        Err(error) if constraint(&error) == Some("posts_open_unique") => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Place of a post among its person's and in its unit.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// 1 is the main post.
    pub position: i32,
    /// Order within the unit.
    pub sort_no: i32,
}

/// Ends an open post of a person and gives its place; `None` when there is no such one.
///
/// # Errors
/// When the database refuses.
pub async fn end(
    tx: &mut Tx,
    person: PersonId,
    post: Uuid,
    (on, at): (NaiveDate, DateTime<Utc>),
) -> Result<Option<Place>, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_as!(
        Place,
        "update posts set to_at = $5, until_on = $4
         where tenant_id = $1 and person_id = $2 and id = $3 and to_at = 'infinity' returning position, sort_no",
        tenant.0,
        person.0,
        post,
        on,
        at
    )
    .fetch_optional(&mut **tx)
    .await?)
}

/// The place behind all open posts of a person.
///
/// # Errors
/// When the database refuses.
pub async fn last_place(tx: &mut Tx, person: PersonId) -> Result<i32, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_scalar!(
        r#"select coalesce(max(position), 0) + 1 as "n!" from posts
           where tenant_id = $1 and person_id = $2 and to_at = 'infinity'"#,
        tenant.0,
        person.0
    )
    .fetch_one(&mut **tx)
    .await?)
}

/// An open post that names somebody as leader in charge.
#[derive(Clone, Debug)]
pub struct Led {
    /// The post.
    pub post: Uuid,
    /// Who holds it.
    pub person: PersonId,
}

/// Open posts that name `leader`, in the roster's order.
///
/// # Errors
/// When the database refuses.
pub async fn led_by(tx: &mut Tx, leader: PersonId) -> Result<Vec<Led>, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_as!(
        Led,
        r#"select id as post, person_id as "person: PersonId" from posts
           where tenant_id = $1 and leader_id = $2 and to_at = 'infinity' order by person_id, position, id"#,
        tenant.0,
        leader.0
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// Gives an open post another leader in charge: it ends, and the same with that leader begins.
///
/// # Errors
/// When the database refuses.
pub async fn relead(
    tx: &mut Tx,
    post: Uuid,
    leader: Option<PersonId>,
    at: DateTime<Utc>,
) -> Result<(), DbError> {
    let tenant = tx.tenant();
    sqlx::query!(
        "update posts set to_at = $3 where tenant_id = $1 and id = $2 and to_at = 'infinity'",
        tenant.0,
        post,
        at
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "insert into posts (tenant_id, id, person_id, unit_id, title, rank, tier, leader_id, position, sort_no, since_on,
            from_at)
         select tenant_id, $3, person_id, unit_id, title, rank, tier, $4, position, sort_no, since_on, $5
         from posts where tenant_id = $1 and id = $2",
        tenant.0,
        post,
        fresh(),
        leader.map(|leader| leader.0),
        at
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Writes down why a post was `opened`, `changed`, or `ended`, from which day.
///
/// # Errors
/// When the database refuses.
pub async fn add_change(
    tx: &mut Tx,
    (person, kind): (PersonId, &str),
    (on, reason): (NaiveDate, &str),
    by: (Option<AccountId>, DateTime<Utc>),
) -> Result<(), DbError> {
    let tenant = tx.tenant();
    sqlx::query!(
        "insert into post_changes (tenant_id, id, person_id, kind, on_day, reason, account_id, at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        tenant.0,
        fresh(),
        person.0,
        kind,
        on,
        reason,
        by.0.map_or(Uuid::nil(), |account| account.0),
        by.1
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Why a post was opened, changed or ended by hand.
#[derive(Clone, Debug)]
pub struct Change {
    /// `opened`, `changed`, `ended`.
    pub kind: String,
    /// From which day.
    pub on_day: NaiveDate,
    /// In words.
    pub reason: String,
    /// Name of who ordered it.
    pub who: Option<String>,
    /// Recorded time.
    pub at: DateTime<Utc>,
}

/// All of a person's, the last first.
///
/// # Errors
/// When the database refuses.
pub async fn changes(tx: &mut Tx, person: PersonId) -> Result<Vec<Change>, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_as!(
        Change,
        r#"select c.kind, c.on_day, c.reason, a.display_name as "who?", c.at from post_changes c
           left join accounts a on a.id = c.account_id and a.tenant_id = $1
           where c.tenant_id = $1 and c.person_id = $2 order by c.at desc, c.id desc"#,
        tenant.0,
        person.0
    )
    .fetch_all(&mut **tx)
    .await?)
}
