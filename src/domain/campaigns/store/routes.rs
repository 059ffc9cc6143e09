//! SQL of routes.

use crate::domain::campaigns::{Stage, cohorts};
use crate::kernel::ids::{CampaignId, OwnerId};
use crate::platform::db::{DbError, Tx};

fn read(stages: &[String]) -> Vec<Stage> {
    stages
        .iter()
        .filter_map(|stage| Stage::from_code(stage))
        .collect()
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
    Ok(read(&stages))
}

/// Stages that a problem of this owner passes when it is submitted: those of the first cohort with a route that the owner is in,
/// else those of the tier. Guarded texts never pass a unit.
///
/// # Errors
/// When the database refuses.
pub async fn route_of(
    tx: &mut Tx,
    campaign: CampaignId,
    owner: OwnerId,
    tier: &str,
) -> Result<Vec<Stage>, DbError> {
    match cohorts::store::route(tx, campaign, owner).await? {
        Some(mut stages) => {
            stages.retain(|stage| *stage != Stage::Unit || !matches!(tier, "body" | "city"));
            Ok(stages)
        }
        None => route(tx, campaign, tier).await,
    }
}

/// The tier's, locked until the transaction ends, also against somebody who lays it anew at the same time.
///
/// # Errors
/// When the database refuses.
pub(in crate::domain::campaigns) async fn lock_route(
    tx: &mut Tx,
    campaign: CampaignId,
    tier: &str,
) -> Result<Vec<Stage>, DbError> {
    let tenant = tx.tenant();
    sqlx::query!(
        "select id from campaigns where tenant_id = $1 and id = $2 for update",
        tenant.0,
        campaign.0
    )
    .fetch_optional(&mut **tx)
    .await?;
    route(tx, campaign, tier).await
}

/// Lays the route of a tier, in place of the one it had.
///
/// # Errors
/// When the database refuses.
pub(in crate::domain::campaigns) async fn replace_route(
    tx: &mut Tx,
    campaign: CampaignId,
    tier: &str,
    stages: &[Stage],
) -> Result<(), DbError> {
    let tenant = tx.tenant();
    sqlx::query!(
        "delete from routes where tenant_id = $1 and campaign_id = $2 and tier = $3",
        tenant.0,
        campaign.0,
        tier
    )
    .execute(&mut **tx)
    .await?;
    let codes: Vec<String> = stages.iter().map(|stage| stage.code().to_owned()).collect();
    sqlx::query!(
        "insert into routes (tenant_id, campaign_id, tier, position, stage)
         select $1, $2, $3, s.n::int, s.stage from unnest($4::text[]) with ordinality as s (stage, n)",
        tenant.0,
        campaign.0,
        tier,
        &codes
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// How many of a hundred verdicts of supervision groups are read a second time.
///
/// # Errors
/// When the database refuses.
pub async fn second_readings(tx: &mut Tx, campaign: CampaignId) -> Result<i32, DbError> {
    let tenant = tx.tenant();
    let share = sqlx::query_scalar!(
        "select second_reading_percent from campaigns where tenant_id = $1 and id = $2",
        tenant.0,
        campaign.0
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(share.unwrap_or_default())
}

/// Sets it.
///
/// # Errors
/// When the database refuses.
pub(in crate::domain::campaigns) async fn set_second_readings(
    tx: &mut Tx,
    campaign: CampaignId,
    percent: i32,
) -> Result<(), DbError> {
    let tenant = tx.tenant();
    sqlx::query!(
        "update campaigns set second_reading_percent = $3 where tenant_id = $1 and id = $2",
        tenant.0,
        campaign.0,
        percent
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
