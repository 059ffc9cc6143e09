//! SQL of what ties a reviewer to a problem.

use crate::domain::lists::Problem;
use crate::domain::review::conflict::Ties;
use crate::kernel::ids::{PersonId, UnitId};
use crate::platform::db::{DbError, Tx};

/// What ties a person to a problem's owner and unit now.
///
/// # Errors
/// When the database refuses.
pub async fn ties(tx: &mut Tx, person: PersonId, problem: &Problem) -> Result<Ties, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_as!(
        Ties,
        r#"select exists (select 1 from posts where tenant_id = $1 and person_id = $3 and leader_id = $2
                and to_at = 'infinity') as "leads_owner!",
              exists (select 1 from posts p join units u on u.tenant_id = p.tenant_id and u.id = p.unit_id
                where p.tenant_id = $1 and p.person_id = $2 and p.to_at = 'infinity' and u.top_id = $4) as "same_unit!""#,
        tenant.0,
        person.0,
        problem.owner.0,
        problem.top_unit.0
    )
    .fetch_one(&mut **tx)
    .await?)
}

/// Counties, departments and bodies in which a person holds an open post.
///
/// # Errors
/// When the database refuses.
pub async fn own_units(tx: &mut Tx, person: PersonId) -> Result<Vec<UnitId>, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_scalar!(
        r#"select distinct u.top_id as "top: UnitId" from posts p
           join units u on u.tenant_id = p.tenant_id and u.id = p.unit_id
           where p.tenant_id = $1 and p.person_id = $2 and p.to_at = 'infinity'"#,
        tenant.0,
        person.0
    )
    .fetch_all(&mut **tx)
    .await?)
}
