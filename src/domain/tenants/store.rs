//! SQL of the directory of tenants: global.

use chrono::{DateTime, Utc};

use super::{Tenant, TenantError};
use crate::kernel::ids::TenantId;
use crate::platform::db::{DbError, GlobalTx, Tx, constraint};

/// The tenant of a slug.
///
/// # Errors
/// When the database refuses.
pub async fn by_slug(tx: &mut GlobalTx, slug: &str) -> Result<Option<Tenant>, DbError> {
    Ok(sqlx::query_as!(
        Tenant,
        r#"select id as "id: TenantId", slug, name, level, parent_id as "parent: TenantId", demo from tenants
           where slug = $1"#,
        slug
    )
    .fetch_optional(&mut **tx)
    .await?)
}

/// The tenant of a transaction.
///
/// # Errors
/// When the database refuses.
pub async fn own(tx: &mut Tx) -> Result<Option<Tenant>, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_as!(
        Tenant,
        r#"select id as "id: TenantId", slug, name, level, parent_id as "parent: TenantId", demo from tenants
           where id = $1"#,
        tenant.0
    )
    .fetch_optional(&mut **tx)
    .await?)
}

/// All of them, by slug.
///
/// # Errors
/// When the database refuses.
pub async fn all(tx: &mut GlobalTx) -> Result<Vec<Tenant>, DbError> {
    Ok(sqlx::query_as!(
        Tenant,
        r#"select id as "id: TenantId", slug, name, level, parent_id as "parent: TenantId", demo from tenants
           order by slug"#
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// Writes a new jurisdiction.
///
/// # Errors
/// [`TenantError::SlugTaken`], [`TenantError::Malformed`].
pub async fn insert(tx: &mut GlobalTx, tenant: &Tenant, at: DateTime<Utc>) -> Result<(), TenantError> {
    sqlx::query!(
        "insert into tenants (id, slug, name, level, parent_id, demo, created_at) values ($1, $2, $3, $4, $5, $6, $7)",
        tenant.id.0,
        tenant.slug,
        tenant.name,
        tenant.level,
        tenant.parent.map(|p| p.0),
        tenant.demo,
        at
    )
    .execute(&mut **tx)
    .await
    .map_err(|error| match constraint(&error) {
        Some("tenants_slug_unique") => TenantError::SlugTaken(tenant.slug.clone()),
        Some("tenants_slug_form" | "tenants_name_length") => TenantError::Malformed,
        _ => TenantError::Db(error.into()),
    })?;
    Ok(())
}

/// Sets whose sign-in needs a second factor in the tenant of a transaction: words, comma separated.
///
/// # Errors
/// When the database refuses.
pub async fn set_factor_roles(tx: &mut Tx, roles: &str) -> Result<(), DbError> {
    let tenant = tx.tenant();
    sqlx::query!(
        "update tenants set factor_roles = $2 where id = $1",
        tenant.0,
        roles
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
