//! `POST /lots/{id}/ends` and `/lots/{id}/confirmations`: a lot is put back or taken back; the head confirms what was ruled in it.

use axum::response::Response;
use axum_extra::extract::Form;
use serde::Deserialize;

use super::access::{LotInSight, LotUnderHead};
use crate::domain::review::lots::{Ended, actions};
use crate::web::shell::{Error, FlashKind, flash, msg};

/// What is posted.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(in crate::web::review) struct Posted {
    act_id: String,
}

pub(in crate::web::review) async fn end(
    LotInSight { mut can, lot, .. }: LotInSight,
    Form(posted): Form<Posted>,
) -> Result<Response, Error> {
    let mut act = can.act(&posted.act_id, "/review").await?;
    let how = actions::end(&mut can.tx, &mut act, &lot).await?;
    can.commit().await?;
    let said = match how {
        Ended::TakenBack => msg("已收回，没审的 {0} 条可以另分。"),
        _ => msg("已放回，没审的 {0} 条别人可以领。"),
    };
    Ok(flash::redirect("/review", FlashKind::Ok, &said.with(lot.left())))
}

pub(in crate::web::review) async fn confirm(
    LotUnderHead { mut can, lot }: LotUnderHead,
    Form(posted): Form<Posted>,
) -> Result<Response, Error> {
    let here = format!("/lots/{}", lot.id);
    let mut act = can.act(&posted.act_id, &here).await?;
    actions::confirm(&mut can.tx, &mut act, &lot).await?;
    can.commit().await?;
    let said = msg("已确认这一批：审 {0} 条，其中退回 {1} 条。")
        .with(lot.ruled)
        .with(lot.returned);
    Ok(flash::redirect(&here, FlashKind::Ok, &said))
}
