//! `GET` and `POST /problems/{id}/extension/decision`: leader in charge, then office, decide on a request for more time.

use axum::response::Response;
use axum_extra::extract::Form;
use serde::Deserialize;

use super::access::{ProblemFor, ToExtend};
use super::view;
use crate::domain::lists::{Problem, Refusal};
use crate::domain::rectification::extension::Asking;
use crate::domain::rectification::{Gate, RectificationError, actions, store};
use crate::kernel::fields::FieldProblems;
use crate::web::rectification::story::{Requests, Story};
use crate::web::shell::access::Visit;
use crate::web::shell::badges::{Badge, LampView};
use crate::web::shell::stale::keeping;
use crate::web::shell::{Error, FlashKind, dates, flash, msg, n_, render};

/// What is posted.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    act_id: String,
    version: String,
    verdict: String,
    words: String,
}

pub(super) async fn page(at: ProblemFor<ToExtend>) -> Result<Response, Error> {
    let ProblemFor {
        mut can,
        problem,
        part: ToExtend(gate),
    } = at;
    let view = draw(&mut can, &problem, gate, (String::new(), FieldProblems::new())).await?;
    Ok(render::ok(can.prefs.locale, &view))
}

pub(super) async fn submit(at: ProblemFor<ToExtend>, Form(typed): Form<Typed>) -> Result<Response, Error> {
    let ProblemFor {
        mut can,
        problem,
        part: ToExtend(gate),
    } = at;
    let mut act = can.act(&typed.act_id, "/extensions").await?;
    let decided = match typed.verdict.as_str() {
        verdict @ ("approve" | "refuse") => {
            // A version that is no number is older than any.
            let at = (problem.id, typed.version.parse().unwrap_or(0));
            let decision = (verdict == "approve", typed.words.as_str());
            actions::decide_extension(&mut can.tx, &mut act, at, gate, decision).await
        }
        _ => Err(RectificationError::Invalid(FieldProblems::at(
            "verdict",
            msg("请选批准或不批准"),
        ))),
    };
    let extension = match decided {
        Ok(extension) => extension,
        Err(RectificationError::Invalid(wrong)) => {
            let view = draw(&mut can, &problem, gate, (typed.words, wrong)).await?;
            return Ok(render::invalid(can.prefs.locale, &view));
        }
        Err(error) => {
            let reload = format!("/problems/{}/extension/decision", problem.id);
            let typed = (n_("审批意见"), typed.words.as_str());
            return Err(keeping(error, can.prefs.locale, reload, typed));
        }
    };
    can.commit().await?;
    let message = match extension.asking {
        Asking::Approved => msg("{0} 延期已批准，整改时限改为 {1}。")
            .with(&problem.number)
            .with(extension.new_due_on),
        Asking::Refused => msg("{0} 的延期没有批准，理由已告知本人。").with(&problem.number),
        _ => msg("{0} 的延期已同意，送活动办审批。").with(&problem.number),
    };
    Ok(flash::redirect("/extensions", FlashKind::Ok, &message))
}

async fn draw(
    can: &mut Visit,
    problem: &Problem,
    gate: Gate,
    (words, problems): (String, FieldProblems),
) -> Result<view::Extension, Error> {
    let (locale, today) = (can.prefs.locale, can.today());
    let all = store::extensions(&mut can.tx, problem.id).await?;
    let waiting = all.iter().find(|one| one.is_waiting(problem));
    let waiting = waiting.ok_or(Refusal::NotNow)?;
    let due = |day| dates::full(locale, day);
    Ok(view::Extension {
        page: can.confidential_page(locale.t("延期审批")),
        id: problem.id.to_string(),
        number: problem.number.clone(),
        title: problem.title.clone(),
        badge: Badge::of(problem.state, problem.rectification.as_deref()),
        lamp: LampView::of(&can.calendar, true, problem.limit(today), None, false, today),
        due: problem.due_on.map(due).unwrap_or_default(),
        wanted: due(waiting.new_due_on),
        over: waiting.new_due_on < today,
        days: (waiting.new_due_on - waiting.was_due_on).num_days(),
        request: Requests::extension(waiting, problem, locale, today),
        earlier: Requests::extensions(
            &all.iter()
                .filter(|one| one.id != waiting.id)
                .cloned()
                .collect::<Vec<_>>(),
            problem,
            locale,
            today,
        ),
        story: Story::of(&mut can.tx, problem, locale, today).await?,
        may_decide: waiting.asking.gate() == Some(gate),
        version: problem.version,
        words,
        problems,
    })
}
