//! `POST /calendar/removals`: takes days out of a year.

use axum::response::Response;
use axum_extra::extract::Form;
use chrono::NaiveDate;
use serde::Deserialize;

use super::page::year;
use crate::domain::calendar::actions;
use crate::web::shell::access::Can;
use crate::web::shell::access::rights::Office;
use crate::web::shell::{Error, FlashKind, flash, msg};

/// What is posted.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Posted {
    act_id: String,
    year: String,
    day: Vec<String>,
}

pub(super) async fn submit(can: Can<Office>, Form(posted): Form<Posted>) -> Result<Response, Error> {
    let mut can = can.into_visit();
    let year = year(&can, &posted.year);
    let days: Vec<NaiveDate> = posted.day.iter().filter_map(|day| day.parse().ok()).collect();
    if days.is_empty() {
        return Err(Error::Invalid(msg("请先勾选要去掉的日子。")));
    }
    let to = format!("/calendar?year={year}");
    let mut act = can.act(&posted.act_id, &to).await?;
    let gone = actions::take_out(&mut can.tx, &mut act, year, &days).await?;
    can.commit().await?;
    let said = msg("已去掉 {0} 天，下面可以恢复。").with(gone);
    Ok(flash::redirect(&to, FlashKind::Ok, &said))
}
