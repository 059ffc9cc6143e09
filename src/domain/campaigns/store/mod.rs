//! SQL of campaigns, dictionaries and routes.

mod fresh;
pub mod groups;

use chrono::NaiveDate;

pub(super) use fresh::{add_campaign, add_cohort, add_routes, add_term};

use super::{Campaign, Stage, Term, Terms};
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

/// Stages that a submitted problem of this tier passes, in order.
///
/// # Errors
/// When the database refuses.
pub async fn route(tx: &mut Tx, campaign: CampaignId, tier: &str) -> Result<Vec<Stage>, DbError> {
    let tenant = tx.tenant();
    let stages = sqlx::query_scalar!(
        "select stage from routes where tenant_id = $1 and campaign_id = $2 and tier = $3 order by position",
        tenant.0,
        campaign.0,
        tier
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(stages
        .iter()
        .filter_map(|stage| Stage::from_code(stage))
        .collect())
}
