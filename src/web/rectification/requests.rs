//! `GET` and `POST /problems/{id}/reopening/decision`: the office decides whether a closed problem is taken up again.

use axum::response::Response;
use axum_extra::extract::Form;
use serde::Deserialize;

use super::access::{ProblemFor, ToReopen};
use super::reopening::asker_label;
use super::view;
use crate::domain::lists::{Problem, Refusal};
use crate::domain::rectification::{RectificationError, State, actions, state_of, store};
use crate::kernel::fields::FieldProblems;
use crate::web::rectification::story::{Requests, Story};
use crate::web::shell::access::Visit;
use crate::web::shell::stale::keeping;
use crate::web::shell::{Error, FlashKind, flash, msg, n_, render};

/// What is posted.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    act_id: String,
    version: String,
    verdict: String,
    due_on: String,
    words: String,
}

pub(super) async fn page(at: ProblemFor<ToReopen>) -> Result<Response, Error> {
    let ProblemFor { mut can, problem, .. } = at;
    let view = draw(&mut can, &problem, (Typed::default(), FieldProblems::new())).await?;
    Ok(render::ok(can.prefs.locale, &view))
}

pub(super) async fn submit(at: ProblemFor<ToReopen>, Form(typed): Form<Typed>) -> Result<Response, Error> {
    let ProblemFor { mut can, problem, .. } = at;
    let mut act = can.act(&typed.act_id, "/reopenings").await?;
    // A version that is no number is older than any.
    let at = (problem.id, typed.version.parse().unwrap_or(0));
    let decided = match typed.verdict.as_str() {
        "accept" => {
            let answer = (typed.due_on.as_str(), typed.words.as_str());
            actions::accept_reopening(&mut can.tx, &mut act, at, answer).await
        }
        "refuse" => actions::refuse_reopening(&mut can.tx, &mut act, at, &typed.words).await,
        _ => Err(RectificationError::Invalid(FieldProblems::at(
            "verdict",
            msg("请选同意或不同意"),
        ))),
    };
    let now = match decided {
        Ok(now) => now,
        Err(RectificationError::Invalid(wrong)) => {
            let view = draw(&mut can, &problem, (typed, wrong)).await?;
            return Ok(render::invalid(can.prefs.locale, &view));
        }
        Err(error) => {
            let reload = format!("/problems/{}/reopening/decision", problem.id);
            let typed = (n_("答复"), typed.words.as_str());
            return Err(keeping(error, can.prefs.locale, reload, typed));
        }
    };
    can.commit().await?;
    let message = if now.cycle > problem.cycle {
        msg("{0} 已开始第 {1} 轮整改，从现在起重新计入未完成。")
            .with(&now.number)
            .with(now.cycle)
    } else {
        msg("{0} 没有同意重新整改，仍是已销号。").with(&now.number)
    };
    Ok(flash::redirect("/reopenings", FlashKind::Ok, &message))
}

async fn draw(
    can: &mut Visit,
    problem: &Problem,
    (typed, problems): (Typed, FieldProblems),
) -> Result<view::DecideReopening, Error> {
    let (locale, today) = (can.prefs.locale, can.today());
    let all = store::reopenings(&mut can.tx, problem.id).await?;
    let closed = state_of(problem) == Some(State::Closed);
    let waiting = all
        .iter()
        .find(|one| closed && one.decision.is_none() && one.cycle == problem.cycle);
    let waiting = waiting.ok_or(Refusal::NotNow)?;
    Ok(view::DecideReopening {
        page: can.confidential_page(locale.t("重新整改申请")),
        id: problem.id.to_string(),
        number: problem.number.clone(),
        title: problem.title.clone(),
        close_number: problem.close_number.clone().unwrap_or_default(),
        asker: asker_label(waiting.asker),
        request: Requests::reopening(waiting, problem, locale, today),
        story: Story::of(&mut can.tx, problem, locale, today).await?,
        today: today.to_string(),
        version: problem.version,
        due_on: typed.due_on,
        words: typed.words,
        problems,
    })
}
