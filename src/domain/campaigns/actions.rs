//! Verbs: the office sets a route, and how many verdicts are read a second time.

use serde_json::json;

use super::{Stage, store};
use crate::domain::ledger::{Act, ActError};
use crate::kernel::ids::CampaignId;
use crate::platform::db::Tx;

/// Lays the route of one tier anew. Problems under way keep the stages that were copied when they were submitted. Gives
/// whether anything changed; a route that stays as it was is no act.
///
/// # Errors
/// When the act was recorded before, or the database refuses.
pub async fn set_route(
    tx: &mut Tx,
    act: &mut Act,
    campaign: CampaignId,
    tier: &str,
    stages: &[Stage],
) -> Result<bool, ActError> {
    let before = store::lock_route(tx, campaign, tier).await?;
    if before == stages {
        return Ok(false);
    }
    store::replace_route(tx, campaign, tier, stages).await?;
    let codes = |stages: &[Stage]| stages.iter().map(|s| s.code()).collect::<Vec<_>>();
    let data = json!({"tier": tier, "was": codes(&before), "stages": codes(stages)});
    act.record(tx, "campaign.route_set", ("campaign", Some(campaign.0)), &data)
        .await?;
    Ok(true)
}

/// Most of a hundred verdicts that are read a second time.
pub const MOST_READ_AGAIN: i32 = 50;

/// Sets how many of a hundred verdicts of supervision groups are read a second time from now on. Gives whether that changed anything.
///
/// # Errors
/// When the act was recorded before, or the database refuses, as for a share above [`MOST_READ_AGAIN`].
pub async fn set_second_readings(
    tx: &mut Tx,
    act: &mut Act,
    campaign: CampaignId,
    percent: i32,
) -> Result<bool, ActError> {
    let before = store::second_readings(tx, campaign).await?;
    if before == percent {
        return Ok(false);
    }
    store::set_second_readings(tx, campaign, percent).await?;
    let data = json!({"was": before, "percent": percent});
    let object = ("campaign", Some(campaign.0));
    act.record(tx, "rereading.share_set", object, &data).await?;
    Ok(true)
}
