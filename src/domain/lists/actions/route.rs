//! The stages through which a problem goes.

use crate::domain::campaigns::{self, Stage};
use crate::domain::lists::Problem;
use crate::domain::people::store::outside;
use crate::platform::db::{DbError, Tx};

/// The route of the owner's cohorts. A leader in charge outside the roster reads nothing here: that stage is passed over.
///
/// # Errors
/// When the database refuses.
pub async fn route(tx: &mut Tx, problem: &Problem) -> Result<Vec<Stage>, DbError> {
    let (campaign, tier) = (problem.campaign, problem.tier.code());
    let mut route = campaigns::store::route_of(tx, campaign, problem.owner, tier).await?;
    if route.contains(&Stage::Leader) && outside::is_outside(tx, problem.leader).await? {
        route.retain(|stage| *stage != Stage::Leader);
    }
    Ok(route)
}
