//! `POST /look-backs`: the next draw gets its number and its secret, before anything can be chosen.

use axum::response::Response;
use axum_extra::extract::Form;
use serde::Deserialize;

use super::index;
use crate::domain::lookback::{LookBackError, actions};
use crate::web::shell::access::Can;
use crate::web::shell::access::rights::LookBack;
use crate::web::shell::list::Listing;
use crate::web::shell::list::catalogue::LOOK_BACKS;
use crate::web::shell::{Error, FlashKind, flash, msg, render};

/// What is posted.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    act_id: String,
}

pub(super) async fn submit(can: Can<LookBack>, Form(typed): Form<Typed>) -> Result<Response, Error> {
    let mut can = can.into_visit();
    let mut act = can.act(&typed.act_id, LOOK_BACKS.path).await?;
    let campaign = can.campaign()?;
    let id = match actions::prepare(&mut can.tx, &mut act, &campaign).await {
        Ok(id) => id,
        Err(LookBackError::Invalid(wrong)) => {
            // The number that was taken for it goes back.
            let mut can = can.undo_and_go_on().await?;
            let listing = Listing::of(&mut can, &LOOK_BACKS).await?;
            let view = index::draw(&mut can, &listing, wrong).await?;
            return Ok(render::invalid(can.prefs.locale, &view));
        }
        Err(other) => return Err(other.into()),
    };
    can.commit().await?;
    let message = msg("摘要已公布，现在可以选范围、抽取。");
    Ok(flash::redirect(
        &format!("/look-backs/{id}"),
        FlashKind::Ok,
        &message,
    ))
}
