//! SQL of looking somebody up.

use uuid::Uuid;

use crate::kernel::ids::{PersonId, UnitId};
use crate::platform::db::{DbError, Tx};

/// Whom one looks for; what is empty asks for nothing.
#[derive(Clone, Debug, Default)]
pub struct Search {
    /// Part of a name, or how a staff number begins.
    pub text: String,
    /// A unit with what is counted under it.
    pub unit: Option<UnitId>,
    /// Word of a rank.
    pub rank: String,
}

/// Somebody, by their main post; who holds none any more, by the last.
#[derive(Clone, Debug)]
pub struct Found {
    /// Who.
    pub id: PersonId,
    /// 人员编号
    pub staff_no: String,
    /// 姓名
    pub name: String,
    /// 单位
    pub unit: Option<String>,
    /// The county, department or body above it.
    pub top: Option<String>,
    /// 职务
    pub title: Option<String>,
    /// Word of the rank.
    pub rank: Option<String>,
    /// Whether the post is held now.
    pub in_post: bool,
    /// How many were found in all.
    pub total: i64,
}

/// People within units (`None`: everywhere) in official order, after one on. Who holds no post comes last.
///
/// # Errors
/// When the database refuses.
pub async fn search(
    tx: &mut Tx,
    within: Option<&[Uuid]>,
    search: &Search,
    after: Option<Uuid>,
    limit: i64,
) -> Result<Vec<Found>, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_as!(
        Found,
        r#"with hits as materialized (
            select n.id, n.staff_no, n.name, u.name as unit, t.name as top, m.title, m.rank,
                coalesce(m.open, false) as in_post,
                row(m.open is not true, coalesce(t.sort_no, 0), coalesce(t.name, ''), coalesce(u.sort_no, 0),
                    coalesce(u.name, ''), coalesce(m.sort_no, 0), n.staff_no) as place
            from persons n
            left join (select distinct on (person_id) person_id, unit_id, title, rank, sort_no, to_at = 'infinity' as open
                from posts where tenant_id = $1
                order by person_id, to_at = 'infinity' desc, case when to_at = 'infinity' then position end,
                    case when to_at <> 'infinity' then to_at end desc, from_at, id) m on m.person_id = n.id
            left join units u on u.tenant_id = $1 and u.id = m.unit_id
            left join units t on t.tenant_id = $1 and t.id = u.top_id
            where n.tenant_id = $1 and n.withdrawn_at is null and n.outside_title is null
              and ($2::uuid[] is null or u.id = any($2) or u.top_id = any($2) or u.parent_id = any($2))
              and ($3 = '' or position($3 in n.name) > 0 or starts_with(n.staff_no, upper($3)))
              and ($4::uuid is null or u.id = $4 or u.top_id = $4 or u.parent_id = $4)
              and ($5 = '' or m.rank = $5))
           select id as "id: PersonId", staff_no, name, unit as "unit?", top as "top?", title as "title?", rank as "rank?",
              in_post as "in_post!", (select count(*) from hits) as "total!"
           from hits where $6::uuid is null or place > (select place from hits where id = $6)
           order by place limit $7"#,
        tenant.0,
        within as Option<&[Uuid]>,
        search.text,
        search.unit.map(|unit| unit.0) as Option<Uuid>,
        search.rank,
        after as Option<Uuid>,
        limit
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// Whether a person's main post, or who holds none any more their last, is in one of these units or below it.
///
/// # Errors
/// When the database refuses.
pub async fn is_within(tx: &mut Tx, person: PersonId, units: &[Uuid]) -> Result<bool, DbError> {
    let tenant = tx.tenant();
    let within = sqlx::query_scalar!(
        r#"select u.id = any($3) or u.top_id = any($3) or coalesce(u.parent_id = any($3), false) as "within!"
           from posts p join units u on u.tenant_id = $1 and u.id = p.unit_id
           where p.tenant_id = $1 and p.person_id = $2
           order by p.to_at = 'infinity' desc, case when p.to_at = 'infinity' then p.position end,
              case when p.to_at <> 'infinity' then p.to_at end desc, p.from_at, p.id limit 1"#,
        tenant.0,
        person.0,
        units
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(within.unwrap_or(false))
}
