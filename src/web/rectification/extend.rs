//! `GET` and `POST /problems/{id}/extension`: the owner asks for more time.

use axum::response::Response;
use axum_extra::extract::Form;
use serde::Deserialize;

use super::view;
use crate::domain::lists::Problem;
use crate::domain::rectification::extension::{Asked, latest};
use crate::domain::rectification::{RectificationError, actions, store};
use crate::kernel::fields::FieldProblems;
use crate::web::rectification::story::Requests;
use crate::web::shell::access::{OwnProblem, Visit};
use crate::web::shell::badges::{Badge, LampView};
use crate::web::shell::stale::keeping;
use crate::web::shell::{Error, FlashKind, dates, flash, msg, n_, render};

/// What is posted.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    act_id: String,
    version: String,
    due_on: String,
    reason: String,
    progress: String,
}

pub(super) async fn page(OwnProblem { mut can, problem }: OwnProblem) -> Result<Response, Error> {
    let view = draw(&mut can, &problem, (Asked::default(), FieldProblems::new())).await?;
    Ok(render::ok(can.prefs.locale, &view))
}

pub(super) async fn submit(
    OwnProblem { mut can, problem }: OwnProblem,
    Form(typed): Form<Typed>,
) -> Result<Response, Error> {
    let to = format!("/problems/{}", problem.id);
    let mut act = can.act(&typed.act_id, &to).await?;
    // A version that is no number is older than any.
    let at = (problem.id, typed.version.parse().unwrap_or(0));
    let asked = Asked {
        due_on: typed.due_on,
        reason: typed.reason,
        progress: typed.progress,
    };
    match actions::ask_extension(&mut can.tx, &mut act, at, &asked).await {
        Ok(_) => {}
        Err(RectificationError::Invalid(wrong)) => {
            let view = draw(&mut can, &problem, (asked, wrong)).await?;
            return Ok(render::invalid(can.prefs.locale, &view));
        }
        Err(error) => {
            let typed = (n_("延期理由"), asked.reason.as_str());
            return Err(keeping(error, can.prefs.locale, format!("{to}/extension"), typed));
        }
    }
    can.commit().await?;
    let message = msg("延期申请已送出：先由分管领导、再由活动办审批。审批期间照常整改，时限暂不变。");
    Ok(flash::redirect(&to, FlashKind::Ok, &message))
}

async fn draw(
    can: &mut Visit,
    problem: &Problem,
    (asked, problems): (Asked, FieldProblems),
) -> Result<view::Extend, Error> {
    actions::may_extend(problem)?;
    let (locale, today) = (can.prefs.locale, can.today());
    let all = store::extensions(&mut can.tx, problem.id).await?;
    let waits = all.iter().any(|one| one.is_waiting(problem));
    Ok(view::Extend {
        page: can.confidential_page(locale.t("申请延期")),
        id: problem.id.to_string(),
        number: problem.number.clone(),
        title: problem.title.clone(),
        badge: Badge::of(problem.state, problem.rectification.as_deref()),
        lamp: LampView::of(&can.calendar, true, problem.limit(today), None, false, today),
        due: problem
            .due_on
            .map(|day| dates::full(locale, day))
            .unwrap_or_default(),
        least: problem
            .due_on
            .and_then(|day| day.succ_opt())
            .map(|day| day.max(today).to_string())
            .unwrap_or_default(),
        latest: problem
            .due_on
            .map(|day| latest(day, today).to_string())
            .unwrap_or_default(),
        version: problem.version,
        too_late: actions::why_not_extend(problem, today),
        waits,
        earlier: Requests::extensions(&all, problem, locale, today),
        asked,
        problems,
    })
}
