//! Making a jurisdiction together with its first campaign: neither is of use without the other.

use serde_json::json;

use super::defaults;
use super::routes::Plan;
use crate::domain::ledger::Act;
use crate::domain::tenants::{Tenant, TenantError, store};
use crate::kernel::clock::Clock;
use crate::kernel::ids::{ActId, TenantId};
use crate::kernel::scope::Actor;
use crate::platform::db::Db;

/// What a new jurisdiction is told.
#[derive(Clone, Debug)]
pub struct NewTenant {
    /// Short name.
    pub slug: String,
    /// Full name.
    pub name: String,
    /// `city` or `province`.
    pub level: String,
    /// Slug of the one above.
    pub parent: Option<String>,
    /// Whether it is a demonstration.
    pub demo: bool,
    /// First day of its default campaign; today by default.
    pub starts_on: Option<chrono::NaiveDate>,
}

/// Makes a jurisdiction with a default campaign, in one transaction. A demonstration starts with the group as the only
/// stage, any other with the routes of the domain.
///
/// # Errors
/// As [`create_with`].
pub async fn create(db: &Db, clock: &Clock, actor: &Actor, new: &NewTenant) -> Result<Tenant, TenantError> {
    let plan = if new.demo { Plan::GroupOnly } else { Plan::Domain };
    create_with(db, clock, actor, new, plan).await
}

/// Makes a jurisdiction with a default campaign whose routes are planned so, in one transaction.
///
/// # Errors
/// [`TenantError::SlugTaken`], [`TenantError::Malformed`], [`TenantError::Unknown`] for the parent.
pub async fn create_with(
    db: &Db,
    clock: &Clock,
    actor: &Actor,
    new: &NewTenant,
    plan: Plan,
) -> Result<Tenant, TenantError> {
    let mut global = db.begin_global().await?;
    let parent = match &new.parent {
        Some(slug) => Some(
            store::by_slug(&mut global, slug)
                .await?
                .ok_or_else(|| TenantError::Unknown(slug.clone()))?
                .id,
        ),
        None => None,
    };
    let tenant = Tenant {
        id: TenantId::fresh(),
        slug: new.slug.clone(),
        name: new.name.trim().to_owned(),
        level: new.level.clone(),
        parent,
        demo: new.demo,
    };
    store::insert(&mut global, &tenant, clock.now()).await?;
    let mut tx = global.into_tenant(tenant.id).await?;
    let mut act = Act::open(&mut tx, actor, ActId::fresh(), clock.now()).await?;
    let starts_on = new.starts_on.unwrap_or_else(|| clock.today());
    let campaign = defaults::create(
        &mut tx,
        ("干部作风大整顿活动", starts_on),
        (plan, tenant.parent.is_some()),
        act.at,
    )
    .await?;
    let data =
        json!({"slug": tenant.slug, "name": tenant.name, "campaign": campaign.id, "starts_on": starts_on});
    act.record(&mut tx, "tenant.created", ("tenant", Some(tenant.id.0)), &data)
        .await?;
    tx.commit().await?;
    Ok(tenant)
}
