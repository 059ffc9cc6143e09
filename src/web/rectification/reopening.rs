//! `GET` and `POST /problems/{id}/reopening`: owner, leader in charge or head of the group ask that a closed problem be taken up again.

use axum::response::Response;
use axum_extra::extract::Form;
use serde::Deserialize;

use super::access::{ProblemFor, ToAskFor};
use super::view;
use crate::domain::lists::{Problem, Refusal};
use crate::domain::rectification::reopening::Asker;
use crate::domain::rectification::{RectificationError, State, actions, state_of, store};
use crate::kernel::fields::FieldProblems;
use crate::web::rectification::story::Requests;
use crate::web::shell::access::Visit;
use crate::web::shell::stale::keeping;
use crate::web::shell::{Error, FlashKind, flash, msg, n_, render};

/// What is posted.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    act_id: String,
    version: String,
    reason: String,
}

/// As what somebody asks; source text.
pub(super) fn asker_label(asker: Asker) -> &'static str {
    match asker {
        Asker::Owner => n_("干部本人"),
        Asker::Leader => n_("分管领导"),
        Asker::GroupHead => n_("督察指导组组长"),
    }
}

pub(super) async fn page(at: ProblemFor<ToAskFor>) -> Result<Response, Error> {
    let ProblemFor {
        mut can,
        problem,
        part: ToAskFor(asker),
    } = at;
    let view = draw(&mut can, &problem, asker, (String::new(), FieldProblems::new())).await?;
    Ok(render::ok(can.prefs.locale, &view))
}

pub(super) async fn submit(at: ProblemFor<ToAskFor>, Form(typed): Form<Typed>) -> Result<Response, Error> {
    let ProblemFor {
        mut can,
        problem,
        part: ToAskFor(asker),
    } = at;
    let to = format!("/problems/{}", problem.id);
    let mut act = can.act(&typed.act_id, &to).await?;
    // A version that is no number is older than any.
    let at = (problem.id, typed.version.parse().unwrap_or(0));
    match actions::ask_reopening(&mut can.tx, &mut act, at, &typed.reason).await {
        Ok(_) => {}
        Err(RectificationError::Invalid(wrong)) => {
            let view = draw(&mut can, &problem, asker, (typed.reason, wrong)).await?;
            return Ok(render::invalid(can.prefs.locale, &view));
        }
        Err(error) => {
            let typed = (n_("重新整改的理由"), typed.reason.as_str());
            return Err(keeping(error, can.prefs.locale, format!("{to}/reopening"), typed));
        }
    }
    can.commit().await?;
    let message = msg("申请已送活动办。批准以前，问题仍是已销号。");
    Ok(flash::redirect(&to, FlashKind::Ok, &message))
}

async fn draw(
    can: &mut Visit,
    problem: &Problem,
    asker: Asker,
    (reason, problems): (String, FieldProblems),
) -> Result<view::AskReopening, Error> {
    if state_of(problem) != Some(State::Closed) {
        return Err(Refusal::NotNow.into());
    }
    let (locale, today) = (can.prefs.locale, can.today());
    let all = store::reopenings(&mut can.tx, problem.id).await?;
    Ok(view::AskReopening {
        page: can.confidential_page(locale.t("申请重新整改")),
        id: problem.id.to_string(),
        number: problem.number.clone(),
        title: problem.title.clone(),
        close_number: problem.close_number.clone().unwrap_or_default(),
        asker: asker_label(asker),
        version: problem.version,
        waits: all
            .iter()
            .any(|one| one.decision.is_none() && one.cycle == problem.cycle),
        earlier: Requests::reopenings(&all, problem, locale, today),
        reason,
        problems,
    })
}
