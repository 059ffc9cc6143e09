//! `POST /closures`: numbers for what was chosen, all or none.

use axum::response::Response;
use axum_extra::extract::Form;
use serde::Deserialize;

use super::closures::{Asked, draw};
use crate::domain::rectification::{RectificationError, actions};
use crate::kernel::ids::ProblemId;
use crate::web::shell::access::Can;
use crate::web::shell::access::rights::Office;
use crate::web::shell::{Error, FlashKind, flash, msg, render};

/// What is posted.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    act_id: String,
    problem: Vec<String>,
}

pub(super) async fn submit(mut can: Can<Office>, Form(typed): Form<Typed>) -> Result<Response, Error> {
    let mut act = can.act(&typed.act_id, "/closures").await?;
    let campaign = can.campaign()?;
    let chosen: Result<Vec<ProblemId>, _> = typed.problem.iter().map(|id| id.parse()).collect();
    let chosen = chosen.map_err(|_| Error::malformed())?;
    let closed = match actions::number(&mut can.tx, &mut act, &campaign, &chosen).await {
        Ok(closed) => closed,
        Err(RectificationError::Invalid(wrong)) => {
            let view = draw(&mut can, &Asked::default(), wrong).await?;
            return Ok(render::invalid(can.prefs.locale, &view));
        }
        Err(other) => return Err(other.into()),
    };
    can.into_visit().commit().await?;
    let number = |at: Option<&crate::domain::lists::Problem>| {
        at.and_then(|problem| problem.close_number.clone())
            .unwrap_or_default()
    };
    let message = msg("已销号 {0} 条：{1} 至 {2}")
        .with(closed.len())
        .with(number(closed.first()))
        .with(number(closed.last()));
    Ok(flash::redirect("/closures", FlashKind::Ok, &message))
}
