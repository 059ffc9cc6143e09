//! The front page: one entrance that fits the role.

use axum::response::{IntoResponse as _, Redirect, Response};

use super::routes::{Route, get};
use super::shell::Error;
use super::shell::access::rights::{self, SignedIn};
use super::shell::access::{Can, Right as _};
use crate::domain::review::stages;

/// All routes of this area.
pub fn routes() -> Vec<Route> {
    vec![get("/", entrance)]
}

/// Leads to the first page of the visitor's role.
async fn entrance(can: Can<SignedIn>) -> Result<Response, Error> {
    let mut can = can.into_visit();
    // What waits at a stage comes before one's own ledger; whoever reviews for a group begins at the group's queue.
    if rights::ReadStages::held_by(&can) && !rights::Review::held_by(&can) {
        let (campaign, actor) = (can.campaign.clone(), can.actor.clone());
        if let Some(campaign) = campaign
            && !stages::waiting_for(&mut can.tx, campaign.id, &actor)
                .await?
                .is_empty()
        {
            return Ok(Redirect::to("/readings").into_response());
        }
    }
    Ok(Redirect::to(can.entrance()).into_response())
}
