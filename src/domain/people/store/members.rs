//! SQL of the people of a unit.

use uuid::Uuid;

use crate::kernel::ids::{PersonId, UnitId};
use crate::platform::db::{DbError, Tx};

/// How many people have their main post in each unit; units without any are left out.
///
/// # Errors
/// When the database refuses.
pub async fn counts(tx: &mut Tx) -> Result<Vec<(UnitId, i64)>, DbError> {
    let tenant = tx.tenant();
    let rows = sqlx::query!(
        r#"select m.unit_id as "unit: UnitId", count(*) as "n!" from (
                select distinct on (person_id) unit_id from posts
                where tenant_id = $1 and to_at = 'infinity' order by person_id, position, from_at, id) m
           group by m.unit_id"#,
        tenant.0
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().map(|row| (row.unit, row.n)).collect())
}

/// A post open now, and who holds it.
#[derive(Clone, Debug)]
pub struct Member {
    /// The post.
    pub post: Uuid,
    /// Who holds it.
    pub person: PersonId,
    /// 人员编号
    pub staff_no: String,
    /// 姓名
    pub name: String,
    /// 职务
    pub title: String,
    /// 职级, as it is stored.
    pub rank: String,
    /// Whether it is the person's main post.
    pub main: bool,
    /// 分管领导
    pub leader: Option<String>,
    /// What that leader is: title of the main post.
    pub leader_title: Option<String>,
}

/// Posts of one unit after the post `after`, in the roster's order.
///
/// # Errors
/// When the database refuses.
pub async fn of_unit(
    tx: &mut Tx,
    unit: UnitId,
    after: Option<Uuid>,
    limit: i64,
) -> Result<Vec<Member>, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_as!(
        Member,
        r#"select p.id as post, n.id as "person: PersonId", n.staff_no, n.name, p.title, p.rank,
            not exists (select 1 from posts o where o.tenant_id = $1 and o.person_id = p.person_id
                and o.to_at = 'infinity' and (o.position, o.from_at, o.id) < (p.position, p.from_at, p.id)) as "main!",
            l.name as "leader?",
            (select t.title from posts t where t.tenant_id = $1 and t.person_id = p.leader_id
                and t.to_at = 'infinity' order by t.position, t.from_at, t.id limit 1) as leader_title
           from posts p join persons n on n.tenant_id = p.tenant_id and n.id = p.person_id
           left join persons l on l.tenant_id = p.tenant_id and l.id = p.leader_id
           where p.tenant_id = $1 and p.unit_id = $2 and p.to_at = 'infinity'
             and ($3::uuid is null or (p.sort_no, p.id) >
                (select b.sort_no, b.id from posts b where b.tenant_id = $1 and b.id = $3))
           order by p.sort_no, p.id limit $4"#,
        tenant.0,
        unit.0,
        after as Option<Uuid>,
        limit
    )
    .fetch_all(&mut **tx)
    .await?)
}
