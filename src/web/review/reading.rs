//! `GET /problems/{id}/reading`: one entry at a stage beside the group's, with what was said before.

use axum::response::{IntoResponse as _, Redirect, Response};

use super::access::ProblemAtStage;
use super::form::Typed;
use super::{case, labels, readings, view};
use crate::domain::campaigns::Stage;
use crate::domain::lists::{Problem, Reading};
use crate::domain::review::Ruling;
use crate::domain::review::queue::Filter;
use crate::domain::review::stages::may_rule;
use crate::web::shell::access::Visit;
use crate::web::shell::access::problem::record_opening;
use crate::web::shell::{Error, FieldProblems, n_, render};

pub(super) async fn page(entry: ProblemAtStage) -> Result<Response, Error> {
    let ProblemAtStage { can, problem, here } = entry;
    match here {
        Some(stage) => draw(can, &problem, stage, &Typed::default(), &FieldProblems::new()).await,
        // It went on meanwhile.
        None => Ok(Redirect::to("/readings").into_response()),
    }
}

/// Draws the entry, with 422 when something is wrong with what was typed. The opening of a guarded text is recorded before
/// it is read.
pub(super) async fn draw(
    mut can: Visit,
    problem: &Problem,
    stage: Stage,
    typed: &Typed,
    wrong: &FieldProblems,
) -> Result<Response, Error> {
    let order = problem.stood_in(&can.actor).filter(|_| stage == Stage::Leader);
    let stead = order.map(|order| order.name.clone());
    let reading = match (stage, &stead) {
        (Stage::Leader, Some(_)) => Reading::StandIn,
        (Stage::Leader, None) => Reading::Leader,
        _ => Reading::Office,
    };
    if reading.is_recorded(problem.tier) {
        can = record_opening(can, problem, reading).await?;
    }
    let read = case::read(&mut can, problem).await?;
    let locale = can.prefs.locale;
    let mut entry = read.view(locale, problem, Filter::default());
    // Other problems of the owner are reviewed by others.
    entry.siblings.iter_mut().for_each(|other| other.href = None);
    let onward = problem.rest_of_route.iter().map(|s| locale.t(labels::stage(*s)));
    let onward: Vec<&str> = onward.collect();
    let texts = (&read.content, &read.terms);
    let view = view::Reading {
        action: format!("/problems/{}/readings", problem.id),
        stage: labels::stage(stage),
        stead,
        task: readings::task(stage),
        pass: pass_label(stage),
        back: may_rule(stage, Ruling::Returned).then(|| back_label(stage)),
        onward: onward.join(locale.t("、")),
        case: entry,
        form: typed.view(locale, problem.version, texts, Filter::default(), wrong),
        page: can.confidential_page(locale.t(labels::stage(stage))),
    };
    Ok(if wrong.is_empty() {
        render::ok(locale, &view)
    } else {
        render::invalid(locale, &view)
    })
}

fn pass_label(stage: Stage) -> &'static str {
    match stage {
        Stage::Form => n_("形式符合要求"),
        Stage::Unit => n_("提出意见并送下一步"),
        _ => n_("阅过，送下一步"),
    }
}

fn back_label(stage: Stage) -> &'static str {
    match stage {
        Stage::Form => n_("退回补正"),
        _ => n_("退回"),
    }
}
