//! SQL of what entries are made of, and what is shown of what was found.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::kernel::ids::{PersonId, ProblemId, UnitId};
use crate::platform::db::{DbError, Tx};

/// A problem with its text: of the newest revision, or of the draft when nothing was submitted.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "columns of problems and of what they name")]
pub struct ProblemText {
    pub id: ProblemId,
    pub campaign: Uuid,
    pub owner_id: Uuid,
    pub leader: Option<Uuid>,
    pub top_unit: Uuid,
    pub tier: String,
    pub revision: i32,
    pub state: String,
    pub entered_by: Option<Uuid>,
    pub created_at: DateTime<Utc>,
    pub number: String,
    pub owner: String,
    pub unit: String,
    pub top: String,
    pub content: Option<String>,
    pub draft: Option<String>,
}

/// Some problems, in no order.
///
/// # Errors
/// When the database refuses.
pub async fn problems(tx: &mut Tx, ids: &[Uuid]) -> Result<Vec<ProblemText>, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_as!(
        ProblemText,
        r#"select p.id as "id: ProblemId", p.campaign_id as campaign, p.owner_id, p.leader_id as leader,
            p.top_unit_id as top_unit, p.tier, p.revision, p.state, p.entered_by, p.created_at, p.number,
            coalesce(n.name, b.name, '') as "owner!", u.name as unit, t.name as top, r.content as "content?",
            case when p.revision = 0 then p.draft end as draft
           from problems p join units u on u.tenant_id = $1 and u.id = p.unit_id
           join units t on t.tenant_id = $1 and t.id = p.top_unit_id
           left join revisions r on r.tenant_id = $1 and r.problem_id = p.id and r.revision = p.revision
           left join persons n on n.tenant_id = $1 and n.id = p.owner_id and p.owner_kind = 'person'
           left join units b on b.tenant_id = $1 and b.id = p.owner_id and p.owner_kind = 'body'
           where p.tenant_id = $1 and p.id = any($2)"#,
        tenant.0,
        ids
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// A person with their main post, or the last one held.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "columns of persons, posts and units")]
pub struct PersonText {
    pub id: PersonId,
    pub staff_no: String,
    pub name: String,
    pub withdrawn: bool,
    pub unit_id: Option<Uuid>,
    pub top_id: Option<Uuid>,
    pub parent_id: Option<Uuid>,
    pub unit: Option<String>,
    pub top: Option<String>,
    pub title: Option<String>,
    pub in_post: bool,
}

/// Some people, in no order.
///
/// # Errors
/// When the database refuses.
pub async fn people(tx: &mut Tx, ids: &[Uuid]) -> Result<Vec<PersonText>, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_as!(
        PersonText,
        r#"select n.id as "id: PersonId", n.staff_no, n.name, (n.withdrawn_at is not null or n.outside_title is not null) as "withdrawn!",
            u.id as "unit_id?", u.top_id as "top_id?", u.parent_id, u.name as "unit?", t.name as "top?",
            m.title as "title?", coalesce(m.open, false) as "in_post!"
           from persons n
           left join (select distinct on (person_id) person_id, unit_id, title, to_at = 'infinity' as open
                from posts where tenant_id = $1 and person_id = any($2)
                order by person_id, to_at = 'infinity' desc, case when to_at = 'infinity' then position end,
                    case when to_at <> 'infinity' then to_at end desc, from_at, id) m on m.person_id = n.id
           left join units u on u.tenant_id = $1 and u.id = m.unit_id
           left join units t on t.tenant_id = $1 and t.id = u.top_id
           where n.tenant_id = $1 and n.id = any($2)"#,
        tenant.0,
        ids
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// A unit and the one above it.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "columns of units")]
pub struct UnitText {
    pub id: UnitId,
    pub name: String,
    pub kind: String,
    pub sort_no: i32,
    pub withdrawn: bool,
    pub above: Option<String>,
}

/// Some units, in no order.
///
/// # Errors
/// When the database refuses.
pub async fn units(tx: &mut Tx, ids: &[Uuid]) -> Result<Vec<UnitText>, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_as!(
        UnitText,
        r#"select u.id as "id: UnitId", u.name, u.kind, u.sort_no, u.withdrawn_at is not null as "withdrawn!",
            a.name as "above?"
           from units u left join units a on a.tenant_id = $1 and a.id = u.parent_id
           where u.tenant_id = $1 and u.id = any($2)"#,
        tenant.0,
        ids
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// These units and whatever is counted under them or stands below.
///
/// # Errors
/// When the database refuses.
pub async fn with_parts(tx: &mut Tx, units: &[Uuid]) -> Result<Vec<Uuid>, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_scalar!(
        "select id from units where tenant_id = $1 and (id = any($2) or top_id = any($2) or parent_id = any($2))",
        tenant.0,
        units
    )
    .fetch_all(&mut **tx)
    .await?)
}
