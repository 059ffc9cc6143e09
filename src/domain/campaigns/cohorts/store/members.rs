//! SQL of the list of who is in a cohort.

use uuid::Uuid;

use super::meant;
use crate::domain::campaigns::cohorts::{Member, Rule};
use crate::kernel::ids::CohortId;
use crate::platform::db::{DbError, Tx};

/// Who is in now, in official order, whose name or number has this in it (empty: all), from after one on.
///
/// # Errors
/// When the database refuses.
pub async fn page(
    tx: &mut Tx,
    cohort: CohortId,
    text: &str,
    (after, limit): (Option<Uuid>, i64),
) -> Result<Vec<Member>, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_as!(
        Member,
        r#"with o as materialized (
              select m.owner_id as id, coalesce(n.name, b.name, '') as name, coalesce(n.staff_no, '') as staff_no, coalesce(u.name, '') as unit,
                 row_number() over (order by t.sort_no, t.name, u.sort_no, u.name, n.staff_no is not null, p.sort_no, n.staff_no, m.owner_id) as place
              from cohort_members m
              left join persons n on n.tenant_id = $1 and n.id = m.owner_id
              left join units b on b.tenant_id = $1 and b.id = m.owner_id
              left join lateral (select unit_id, sort_no from posts where tenant_id = $1 and person_id = n.id
                 and to_at = 'infinity' order by position, from_at, id limit 1) p on true
              left join units u on u.tenant_id = $1 and u.id = coalesce(p.unit_id, b.id)
              left join units t on t.tenant_id = $1 and t.id = u.top_id
              where m.tenant_id = $1 and m.cohort_id = $2 and m.to_at = 'infinity')
           select o.id as "owner!", o.name as "name!", o.staff_no as "staff_no!", o.unit as "unit!" from o
           where ($3 = '' or position($3 in o.name) > 0 or position(upper($3) in o.staff_no) > 0)
             and ($4::uuid is null or o.place > (select l.place from o l where l.id = $4))
           order by o.place limit $5"#,
        tenant.0,
        cohort.0,
        text,
        after,
        limit
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// Who is in now.
///
/// # Errors
/// When the database refuses.
pub async fn members(tx: &mut Tx, cohort: CohortId) -> Result<Vec<Member>, DbError> {
    let tenant = tx.tenant();
    let rows = sqlx::query_scalar!(
        "select owner_id from cohort_members where tenant_id = $1 and cohort_id = $2 and to_at = 'infinity'",
        tenant.0,
        cohort.0
    )
    .fetch_all(&mut **tx)
    .await?;
    let named = Rule {
        named: rows,
        ..Rule::default()
    };
    meant(tx, &named).await
}
