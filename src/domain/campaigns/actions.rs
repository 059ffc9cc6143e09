//! Verbs: the office sets a route.

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
