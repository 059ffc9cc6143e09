//! `POST /packages`: freezes all that waits and hands it up.

use axum::response::Response;
use axum_extra::extract::Form;
use serde::Deserialize;

use crate::domain::packages::actions;
use crate::web::shell::access::Can;
use crate::web::shell::access::rights::Office;
use crate::web::shell::{Error, FlashKind, flash, msg};

/// What is posted.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    act_id: String,
}

pub(super) async fn submit(mut can: Can<Office>, Form(typed): Form<Typed>) -> Result<Response, Error> {
    let mut act = can.act(&typed.act_id, "/packages").await?;
    let campaign = can.campaign()?;
    actions::freeze(&mut can.tx, &mut act, &campaign).await?;
    can.into_visit().commit().await?;
    let message = msg("已封装，正在报送。");
    Ok(flash::redirect("/packages", FlashKind::Ok, &message))
}
