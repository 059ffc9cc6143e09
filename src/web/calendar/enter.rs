//! `POST /calendar`: first shows what was read, then enters it.

use axum::response::Response;
use axum_extra::extract::Form;
use serde::Deserialize;

use super::page::{draw, is_year, year};
use super::view::Filling;
use crate::domain::calendar::{actions, notice};
use crate::web::shell::access::Can;
use crate::web::shell::access::rights::Office;
use crate::web::shell::{Error, FlashKind, flash, msg, render};

/// What is posted.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Posted {
    act_id: String,
    year: String,
    text: String,
    apply: String,
}

pub(super) async fn submit(can: Can<Office>, Form(posted): Form<Posted>) -> Result<Response, Error> {
    let mut can = can.into_visit();
    let (locale, known) = (can.prefs.locale, is_year(&posted.year));
    let year = year(&can, &posted.year);
    if !known {
        let why = msg("“{0}”不是年份，请写 2000 到 2100 之间的年份").with(posted.year.trim());
        let filling = Filling {
            year: Some(posted.year),
            wrong_year: Some(why),
            text: posted.text,
            ..Filling::default()
        };
        let view = draw(&mut can, year, filling).await?;
        return Ok(render::invalid(locale, &view));
    }
    let mut read = notice::read(&posted.text, year);
    if read.days.is_empty() && read.problems.is_empty() {
        read.problems.push(msg("没有读到写明放假或上班的日子。"));
    }
    if !read.problems.is_empty() {
        let view = draw(&mut can, year, Filling::wrong(&posted.text, read.problems)).await?;
        return Ok(render::invalid(locale, &view));
    }
    if posted.apply.is_empty() {
        let filling = Filling {
            text: posted.text,
            unread: read.unread,
            differences: read.differences,
            read: Some(read.days),
            ..Filling::default()
        };
        let view = draw(&mut can, year, filling).await?;
        return Ok(render::ok(locale, &view));
    }
    let to = format!("/calendar?year={year}");
    let mut act = can.act(&posted.act_id, &to).await?;
    let entered = actions::enter(&mut can.tx, &mut act, year, &read.days).await?;
    can.commit().await?;
    let said = msg("已录入 {0} 天，时限灯随即按新的日历算。").with(entered);
    Ok(flash::redirect(&to, FlashKind::Ok, &said))
}
