//! `POST /calendar/removals`: takes days out of a year.

use axum::response::Response;
use axum_extra::extract::Form;
use chrono::NaiveDate;
use serde::Deserialize;

use super::page::{draw, year};
use super::view::{Calendar, Filling};
use crate::domain::calendar::actions;
use crate::web::shell::access::rights::Office;
use crate::web::shell::access::{Can, Visit};
use crate::web::shell::{Error, FlashKind, Message, flash, msg, render};

/// What is posted.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Posted {
    act_id: String,
    year: String,
    day: Vec<String>,
}

pub(super) async fn submit(can: Can<Office>, Form(mut posted): Form<Posted>) -> Result<Response, Error> {
    let mut can = can.into_visit();
    let year = year(&can, &posted.year);
    posted.day.sort_unstable();
    posted.day.dedup();
    let days: Vec<NaiveDate> = posted.day.iter().filter_map(|day| day.parse().ok()).collect();
    if days.is_empty() {
        return refused(can, year, msg("请先勾选要去掉的日子。")).await;
    }
    let to = format!("/calendar?year={year}");
    let mut act = can.act(&posted.act_id, &to).await?;
    let gone = actions::take_out(&mut can.tx, &mut act, year, &days).await?;
    let unknown = posted.day.len() - gone;
    if gone == 0 {
        let why = msg("勾选的日子已不在 {0} 年的安排里，没有可去掉的。").with(year);
        return refused(can, year, why).await;
    }
    can.commit().await?;
    let (kind, said) = if unknown == 0 {
        (FlashKind::Ok, msg("已去掉 {0} 天，下面可以恢复。").with(gone))
    } else {
        let said = msg("已去掉 {0} 天，下面可以恢复；另有 {1} 天不在 {2} 年的安排里，没有动。");
        (FlashKind::Warn, said.with(gone).with(unknown).with(year))
    };
    Ok(flash::redirect(&to, kind, &said))
}

async fn refused(mut can: Visit, year: i32, why: Message) -> Result<Response, Error> {
    let view = draw(&mut can, year, Filling::default()).await?;
    let view = Calendar {
        not_taken_out: Some(why),
        ..view
    };
    Ok(render::invalid(can.prefs.locale, &view))
}
