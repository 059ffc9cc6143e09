//! SQL of a person's posts over time.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::kernel::ids::{PersonId, UnitId};
use crate::platform::db::{DbError, Tx};

/// A post, held now or once.
#[derive(Clone, Debug)]
pub struct Held {
    /// Which.
    pub id: Uuid,
    /// Where.
    pub unit: UnitId,
    /// Its name.
    pub unit_name: String,
    /// The county, department or body it is counted under.
    pub top_name: String,
    /// 职务
    pub title: String,
    /// Word of the rank.
    pub rank: String,
    /// 分管领导
    pub leader: Option<PersonId>,
    /// That leader's name.
    pub leader_name: Option<String>,
    /// Recorded time of its beginning.
    pub from_at: DateTime<Utc>,
    /// 任职日期, where it was stated.
    pub since_on: Option<NaiveDate>,
    /// 免职日期, where it was stated.
    pub until_on: Option<NaiveDate>,
    /// Recorded time of its end; none while it is held.
    pub to_at: Option<DateTime<Utc>>,
}

/// All posts of a person: those held now first, the main one on top, then earlier ones, the last first.
///
/// # Errors
/// When the database refuses.
pub async fn posts(tx: &mut Tx, person: PersonId) -> Result<Vec<Held>, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_as!(
        Held,
        r#"select p.id, p.unit_id as "unit: UnitId", u.name as unit_name, t.name as top_name, p.title, p.rank,
            p.leader_id as "leader: PersonId", trim(l.name || ' ' || coalesce(l.outside_title, '')) as "leader_name?", p.from_at,
            p.since_on, p.until_on, nullif(p.to_at, 'infinity') as to_at
           from posts p join units u on u.tenant_id = $1 and u.id = p.unit_id
           join units t on t.tenant_id = $1 and t.id = u.top_id
           left join persons l on l.tenant_id = $1 and l.id = p.leader_id
           where p.tenant_id = $1 and p.person_id = $2
           order by p.to_at = 'infinity' desc, case when p.to_at = 'infinity' then p.position end,
              case when p.to_at <> 'infinity' then p.to_at end desc, p.from_at, p.id"#,
        tenant.0,
        person.0
    )
    .fetch_all(&mut **tx)
    .await?)
}
