//! SQL of units.

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
           from units where tenant_id = $1 and kind in ('body', 'county', 'department') order by sort_no, name"#,
        tenant.0
    )
    .fetch_all(&mut **tx)
    .await?)
}
