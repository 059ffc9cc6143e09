//! `POST /imports/{id}/application`, `POST /imports/{id}/abandonment`, and all that wait given up at once.

use axum::response::{IntoResponse as _, Redirect, Response};
use axum_extra::extract::Form;
use chrono::{DateTime, Utc};
use serde::Deserialize;

use super::access::SentWorkbook;
use super::job;
use crate::imports::progress::Doing;
use crate::imports::runs::{RunError, actions};
use crate::imports::{Report, Unreadable};
use crate::web::shell::access::Can;
use crate::web::shell::access::rights::Office;
use crate::web::shell::{Error, FlashKind, flash, msg};

/// What is posted.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    act_id: String,
}

/// What became of a confirmation.
enum Applied {
    Done(Report),
    Settled,
    /// So many wait to be read already.
    Queue(usize),
}

pub(super) async fn apply(sent: SentWorkbook, Form(typed): Form<Typed>) -> Result<Response, Error> {
    let SentWorkbook { mut can, run } = sent;
    let path = format!("/imports/{}", run.id);
    let mut act = can.act(&typed.act_id, &path).await?;
    let campaign = can.campaign()?;
    let progress = job::progress(&can, run.id.0, Doing::Applying);
    let work = async move {
        let report = match actions::apply(&mut can.tx, &mut act, &campaign, run.id, &progress).await {
            Err(RunError::Settled) => return Ok(Applied::Settled),
            Err(RunError::Unreadable(Unreadable::Queue(most))) => return Ok(Applied::Queue(most)),
            other => other?,
        };
        can.commit().await?;
        Ok(Applied::Done(report))
    };
    let report = match job::wait(work).await? {
        Some(Applied::Done(report)) => report,
        Some(Applied::Settled) => return Ok(settled(&path)),
        Some(Applied::Queue(most)) => {
            let why = msg("本辖区已有 {0} 份文件在等着读。这份还保存着，没有导入，请过一会儿再确认。");
            return Ok(flash::redirect(&path, FlashKind::Warn, &why.with(most)));
        }
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

/// What is posted to give all up that wait.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Cleared {
    act_id: String,
    /// When the page was drawn: what was sent since is not on it.
    until: String,
}

/// `POST /imports/abandonments`
pub(super) async fn give_all_up(can: Can<Office>, Form(typed): Form<Cleared>) -> Result<Response, Error> {
    let mut can = can.into_visit();
    let until: DateTime<Utc> = typed.until.parse().map_err(|_| Error::malformed())?;
    let mut act = can.act(&typed.act_id, "/imports").await?;
    let cleared = actions::give_all_up(&mut can.tx, &mut act, until).await?;
    can.commit().await?;
    let message = msg("已放弃 {0} 份等着的文件，什么都没有导入。").with(cleared);
    Ok(flash::redirect("/imports", FlashKind::Ok, &message))
}

/// Somebody was quicker, in another window perhaps.
fn settled(path: &str) -> Response {
    flash::redirect(path, FlashKind::Warn, &msg("这份文件已经办过，这次没有再办。"))
}
