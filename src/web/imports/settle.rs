//! `POST /imports/{id}/application` and `POST /imports/{id}/abandonment`.

use axum::response::{IntoResponse as _, Redirect, Response};
use axum_extra::extract::Form;
use serde::Deserialize;

use super::access::SentWorkbook;
use super::job;
use crate::imports::progress::Doing;
use crate::imports::runs::{RunError, actions};
use crate::web::shell::{Error, FlashKind, flash, msg};

/// What is posted.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    act_id: String,
}

pub(super) async fn apply(sent: SentWorkbook, Form(typed): Form<Typed>) -> Result<Response, Error> {
    let SentWorkbook { mut can, run } = sent;
    let path = format!("/imports/{}", run.id);
    let mut act = can.act(&typed.act_id, &path).await?;
    let campaign = can.campaign()?;
    let progress = job::progress(&can, run.id.0, Doing::Applying);
    let work = async move {
        let report = match actions::apply(&mut can.tx, &mut act, &campaign, run.id, &progress).await {
            Err(RunError::Settled) => return Ok(None),
            other => other?,
        };
        can.commit().await?;
        Ok(Some(report))
    };
    let report = match job::wait(work).await? {
        Some(Some(report)) => report,
        Some(None) => return Ok(settled(&path)),
        None => return Ok(Redirect::to(&path).into_response()),
    };
    let message = msg("已导入：新增 {0} 行，变更 {1} 行，没有变化 {2} 行，没有导入 {3} 行。")
        .with(report.added)
        .with(report.changed)
        .with(report.unchanged)
        .with(report.refused.len());
    Ok(flash::redirect(&path, FlashKind::Ok, &message))
}

pub(super) async fn give_up(sent: SentWorkbook, Form(typed): Form<Typed>) -> Result<Response, Error> {
    let SentWorkbook { mut can, run } = sent;
    let mut act = can.act(&typed.act_id, "/imports").await?;
    match actions::give_up(&mut can.tx, &mut act, run.id).await {
        Ok(()) => can.commit().await?,
        Err(RunError::Settled) => return Ok(settled(&format!("/imports/{}", run.id))),
        Err(other) => return Err(other.into()),
    }
    let message = msg("已放弃 {0}，什么都没有导入。").with(&run.file_name);
    Ok(flash::redirect("/imports", FlashKind::Ok, &message))
}

/// Somebody was quicker, in another window perhaps.
fn settled(path: &str) -> Response {
    flash::redirect(path, FlashKind::Warn, &msg("这份文件已经办过，这次没有再办。"))
}
