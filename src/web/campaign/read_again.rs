//! `POST /routes/second-readings`: how many of a hundred verdicts are read a second time.

use axum::response::Response;
use axum_extra::extract::Form;
use serde::Deserialize;

use crate::domain::campaigns::actions::{MOST_READ_AGAIN, set_second_readings};
use crate::web::shell::access::Can;
use crate::web::shell::access::rights::Office;
use crate::web::shell::{Error, FlashKind, flash, msg};

/// What is posted.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Posted {
    act_id: String,
    percent: String,
}

pub(super) async fn submit(can: Can<Office>, Form(posted): Form<Posted>) -> Result<Response, Error> {
    let mut can = can.into_visit();
    let percent = posted.percent.trim().parse().ok();
    let percent = percent.filter(|percent| (0..=MOST_READ_AGAIN).contains(percent));
    let percent = percent.ok_or(Error::Invalid(
        msg("复核比例请填 0 到 {0} 的整数。").with(MOST_READ_AGAIN),
    ))?;
    let campaign = can.campaign()?.id;
    let mut act = can.act(&posted.act_id, "/routes").await?;
    set_second_readings(&mut can.tx, &mut act, campaign, percent).await?;
    can.commit().await?;
    let said = msg("今后每一百条审核结论抽 {0} 条复核。").with(percent);
    Ok(flash::redirect("/routes", FlashKind::Ok, &said))
}
