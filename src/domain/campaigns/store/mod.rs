//! SQL of campaigns, dictionaries and routes.

mod examples;
mod fresh;
pub mod groups;
mod routes;
mod standing;

use chrono::NaiveDate;

pub use examples::examples;
pub(super) use examples::set_example;
pub(super) use fresh::{add_campaign, add_cohort, add_term};
pub(super) use routes::{lock_route, replace_route, set_second_readings};
pub use routes::{route, route_of, second_readings};
pub use standing::{Standing, standing};

use super::{Campaign, Term, Terms};
use crate::kernel::ids::CampaignId;
use crate::platform::db::{DbError, Tx};

/// The campaign that runs on `today`, else the newest one.
///
/// # Errors
/// When the database refuses.
pub async fn current(tx: &mut Tx, today: NaiveDate) -> Result<Option<Campaign>, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_as!(
        Campaign,
        r#"select id as "id: CampaignId", name, starts_on, filing_ends_on, ends_on from campaigns where tenant_id = $1
           order by ($2 between starts_on and ends_on) desc, starts_on desc, id limit 1"#,
        tenant.0,
        today
    )
    .fetch_optional(&mut **tx)
    .await?)
}

/// All dictionaries, in official order.
///
/// # Errors
/// When the database refuses.
pub async fn terms(tx: &mut Tx, campaign: CampaignId) -> Result<Terms, DbError> {
    let tenant = tx.tenant();
    let list = sqlx::query_as!(
        Term,
        r#"select kind, code, label, label_en, retired_at is not null as "retired!" from terms
           where tenant_id = $1 and campaign_id = $2 order by kind, sort_no, code"#,
        tenant.0,
        campaign.0
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(Terms(list))
}

/// Takes owners into the named cohort `code`; those in it already stay as they are.
///
/// # Errors
/// When the database refuses.
pub async fn join_cohort(
    tx: &mut Tx,
    campaign: CampaignId,
    code: &str,
    owners: &[uuid::Uuid],
    at: chrono::DateTime<chrono::Utc>,
) -> Result<Vec<uuid::Uuid>, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_scalar!(
        "insert into cohort_members (tenant_id, cohort_id, owner_id, from_at)
         select $1, c.id, o.id, $5 from cohorts c, unnest($4::uuid[]) as o (id)
         where c.tenant_id = $1 and c.campaign_id = $2 and c.code = $3
           and not exists (select 1 from cohort_members m where m.tenant_id = $1 and m.cohort_id = c.id
                           and m.owner_id = o.id and m.to_at = 'infinity')
         returning owner_id",
        tenant.0,
        campaign.0,
        code,
        owners,
        at
    )
    .fetch_all(&mut **tx)
    .await?)
}
