//! SQL of units.

use serde::{Deserialize, Serialize};

use super::Unit;
use crate::kernel::ids::UnitId;
use crate::platform::db::{DbError, Tx};

/// One unit.
///
/// # Errors
/// When the database refuses.
pub async fn find(tx: &mut Tx, id: UnitId) -> Result<Option<Unit>, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_as!(
        Unit,
        r#"select id as "id: UnitId", name, kind, parent_id as "parent: UnitId", top_id as "top: UnitId", sort_no
           from units where tenant_id = $1 and id = $2"#,
        tenant.0,
        id.0
    )
    .fetch_optional(&mut **tx)
    .await?)
}

/// Counties, departments and bodies in official order.
///
/// # Errors
/// When the database refuses.
pub async fn top_units(tx: &mut Tx) -> Result<Vec<Unit>, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_as!(
        Unit,
        r#"select id as "id: UnitId", name, kind, parent_id as "parent: UnitId", top_id as "top: UnitId", sort_no
           from units
           where tenant_id = $1 and kind in ('body', 'county', 'department') and withdrawn_at is null order by sort_no, name"#,
        tenant.0
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// A unit with everything that an organisation workbook says of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(
    missing_docs,
    reason = "columns of the table units, where each has its comment"
)]
pub struct FullUnit {
    pub id: UnitId,
    pub name: String,
    pub kind: String,
    pub parent: Option<UnitId>,
    pub top: UnitId,
    pub region_code: Option<String>,
    pub credit_code: Option<String>,
    pub sort_no: i32,
}

/// All units, in official order.
///
/// # Errors
/// When the database refuses.
pub async fn all(tx: &mut Tx) -> Result<Vec<FullUnit>, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_as!(
        FullUnit,
        r#"select id as "id: UnitId", name, kind, parent_id as "parent: UnitId", top_id as "top: UnitId",
           region_code, credit_code, sort_no from units where tenant_id = $1 and withdrawn_at is null
           order by sort_no, name"#,
        tenant.0
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// One unit with all of that.
///
/// # Errors
/// When the database refuses.
pub async fn find_full(tx: &mut Tx, id: UnitId) -> Result<Option<FullUnit>, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_as!(
        FullUnit,
        r#"select id as "id: UnitId", name, kind, parent_id as "parent: UnitId", top_id as "top: UnitId",
           region_code, credit_code, sort_no from units where tenant_id = $1 and id = $2"#,
        tenant.0,
        id.0
    )
    .fetch_optional(&mut **tx)
    .await?)
}

/// Writes units, new ones and changed ones, in one statement.
///
/// # Errors
/// When the database refuses.
pub async fn put(tx: &mut Tx, units: &[FullUnit], at: chrono::DateTime<chrono::Utc>) -> Result<(), DbError> {
    let tenant = tx.tenant();
    let ids: Vec<_> = units.iter().map(|u| u.id.0).collect();
    let names: Vec<_> = units.iter().map(|u| u.name.clone()).collect();
    let kinds: Vec<_> = units.iter().map(|u| u.kind.clone()).collect();
    let parents: Vec<_> = units.iter().map(|u| u.parent.map(|p| p.0)).collect();
    let tops: Vec<_> = units.iter().map(|u| u.top.0).collect();
    let regions: Vec<_> = units.iter().map(|u| u.region_code.clone()).collect();
    let credits: Vec<_> = units.iter().map(|u| u.credit_code.clone()).collect();
    let orders: Vec<_> = units.iter().map(|u| u.sort_no).collect();
    sqlx::query!(
        "insert into units (tenant_id, id, name, kind, parent_id, top_id, region_code, credit_code, sort_no, created_at)
         select $1, u.id, u.name, u.kind, u.parent, u.top, u.region, u.credit, u.sort_no, $10
         from unnest($2::uuid[], $3::text[], $4::text[], $5::uuid[], $6::uuid[], $7::text[], $8::text[], $9::int[])
              as u (id, name, kind, parent, top, region, credit, sort_no)
         on conflict on constraint units_pk do update set kind = excluded.kind, parent_id = excluded.parent_id,
            top_id = excluded.top_id, region_code = excluded.region_code, credit_code = excluded.credit_code,
            sort_no = excluded.sort_no",
        tenant.0,
        &ids,
        &names,
        &kinds,
        &parents as &[Option<uuid::Uuid>],
        &tops,
        &regions as &[Option<String>],
        &credits as &[Option<String>],
        &orders,
        at
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
