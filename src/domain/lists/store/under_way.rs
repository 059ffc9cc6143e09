//! SQL of how many problems stand where.

use crate::domain::campaigns::Stage;
use crate::domain::lists::state::State;
use crate::kernel::ids::CampaignId;
use crate::platform::db::{DbError, Tx};

/// How many problems of a tier stand at a state, and under review at a stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnderWay {
    /// Word of the tier.
    pub tier: String,
    /// The state.
    pub state: State,
    /// The stage, while submitted.
    pub stage: Option<Stage>,
    /// How many.
    pub n: i64,
}

/// All problems of a campaign by tier, state and stage, in the order of the stages.
///
/// # Errors
/// When the database refuses.
pub async fn under_way(tx: &mut Tx, campaign: CampaignId) -> Result<Vec<UnderWay>, DbError> {
    let tenant = tx.tenant();
    let rows = sqlx::query!(
        r#"select tier, state, stage, count(*) as "n!" from problems
           where tenant_id = $1 and campaign_id = $2 and state <> 'withdrawn'
           group by tier, state, stage"#,
        tenant.0,
        campaign.0
    )
    .fetch_all(&mut **tx)
    .await?;
    let read = rows.into_iter().filter_map(|row| {
        Some(UnderWay {
            tier: row.tier,
            state: State::from_code(&row.state)?,
            stage: row.stage.as_deref().and_then(Stage::from_code),
            n: row.n,
        })
    });
    let mut all: Vec<UnderWay> = read.collect();
    let place = |stage: Option<Stage>| Stage::ALL.iter().position(|s| Some(*s) == stage);
    all.sort_by_key(|standing| place(standing.stage));
    Ok(all)
}
