//! `GET` and `POST /imports/{id}/undo`: what taking an import back would do, and doing it.

use axum::response::{IntoResponse as _, Redirect, Response};
use axum_extra::extract::Form;
use serde::Deserialize;

use super::access::SentWorkbook;
use super::index::title;
use super::{job, view};
use crate::imports::progress::Doing;
use crate::imports::runs::RunError;
use crate::imports::undo::{self, Plan, WITHIN, actions};
use crate::web::shell::{Error, FlashKind, dates, flash, msg, render};

/// What stays is named up to so many.
const SHOWN: usize = 200;

/// What is posted.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    act_id: String,
}

pub(super) async fn page(sent: SentWorkbook) -> Result<Response, Error> {
    let SentWorkbook { mut can, run } = sent;
    let path = format!("/imports/{}", run.id);
    let Some(at) = run.applied_at.filter(|_| undo::is_possible(&run, can.now)) else {
        return Ok(over(&path));
    };
    let plan = undo::plan(&mut can.tx, run.id.0, at).await?;
    let (locale, today) = (can.prefs.locale, can.today());
    let view = view::Undo {
        page: can.page(locale.t("撤销导入")),
        kind: title(run.kind),
        file: run.file_name.clone(),
        applied: dates::moment(locale, at, today),
        until: dates::moment(locale, at + WITHIN, today),
        counts: plan.counts(),
        does_something: plan.does_something(),
        kept: kept(&plan),
        more: plan.kept.len().saturating_sub(SHOWN),
        path,
    };
    Ok(render::ok(locale, &view))
}

fn kept(plan: &Plan) -> Vec<view::Kept> {
    let kept = plan.kept.iter().take(SHOWN).map(|kept| view::Kept {
        name: kept.name.clone(),
        why: kept.why.message(),
    });
    kept.collect()
}

pub(super) async fn submit(sent: SentWorkbook, Form(typed): Form<Typed>) -> Result<Response, Error> {
    let SentWorkbook { mut can, run } = sent;
    let path = format!("/imports/{}", run.id);
    let mut act = can.act(&typed.act_id, &path).await?;
    let progress = job::progress(&can, run.id.0, Doing::Undoing);
    let work = async move {
        let plan = match actions::undo(&mut can.tx, &mut act, run.id, &progress).await {
            Err(RunError::Settled) => return Ok(None),
            other => other?,
        };
        can.commit().await?;
        Ok(Some(plan.counts()))
    };
    let counts = match job::wait(work).await? {
        Some(Some(counts)) => counts,
        Some(None) => return Ok(over(&path)),
        None => return Ok(Redirect::to(&path).into_response()),
    };
    let message = msg("已撤销这次导入：撤去 {0} 项，改回 {1} 项，保留 {2} 项。")
        .with(counts.withdrawn + counts.ended)
        .with(counts.restored + counts.reopened)
        .with(counts.kept);
    Ok(flash::redirect(&path, FlashKind::Ok, &message))
}

/// Taken back before, in another window perhaps, or its day is over.
fn over(path: &str) -> Response {
    let why = msg("这次导入已经撤销，或者超过 24 小时，不能再撤销。");
    flash::redirect(path, FlashKind::Warn, &why)
}
