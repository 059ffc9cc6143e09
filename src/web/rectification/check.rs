//! `GET` and `POST /problems/{id}/checks`: one completion with all that was signed, and the decision on it.

use axum::response::Response;
use axum_extra::extract::Form;
use serde::Deserialize;

use super::access::{ProblemFor, ToCheck};
use super::{checks, view};
use crate::domain::ledger::Act;
use crate::domain::lists::Problem;
use crate::domain::rectification::{Gate, RectificationError, State, actions, state_of, store};
use crate::domain::signing::{Purpose, claim_cycle, store as signing_store};
use crate::kernel::fields::FieldProblems;
use crate::kernel::messages::n_;
use crate::web::rectification::story::Story;
use crate::web::shell::access::Visit;
use crate::web::shell::badges::Badge;
use crate::web::shell::sheet::cells::cells;
use crate::web::shell::sheet::paper::Paper;
use crate::web::shell::stale::keeping;
use crate::web::shell::{Error, FlashKind, flash, msg, render};

/// What is posted.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    act_id: String,
    version: String,
    verdict: String,
    words: String,
}

pub(super) async fn page(
    ProblemFor {
        mut can,
        problem,
        part: ToCheck(gate),
    }: ProblemFor<ToCheck>,
) -> Result<Response, Error> {
    let view = draw(&mut can, &problem, gate, (String::new(), FieldProblems::new())).await?;
    Ok(render::ok(can.prefs.locale, &view))
}

pub(super) async fn submit(
    ProblemFor {
        mut can,
        problem,
        part: ToCheck(gate),
    }: ProblemFor<ToCheck>,
    Form(typed): Form<Typed>,
) -> Result<Response, Error> {
    let mut act = can.act(&typed.act_id, "/checks").await?;
    match decide(&mut can, &mut act, &problem, gate, &typed).await {
        Ok(()) => {}
        Err(RectificationError::Invalid(wrong)) => {
            let view = draw(&mut can, &problem, gate, (typed.words, wrong)).await?;
            return Ok(render::invalid(can.prefs.locale, &view));
        }
        Err(error) => {
            let reload = format!("/problems/{}/checks", problem.id);
            return Err(keeping(
                error,
                can.prefs.locale,
                reload,
                (n_("核验意见"), &typed.words),
            ));
        }
    }
    let to = onward(&mut can, gate).await?;
    can.commit().await?;
    let message = match typed.verdict.as_str() {
        "accept" => msg("{0} 核验通过，送活动办编号。").with(&problem.number),
        _ => msg("{0} 已退回整改，完成签字已失效。").with(&problem.number),
    };
    Ok(flash::redirect(&to, FlashKind::Ok, &message))
}

async fn decide(
    can: &mut Visit,
    act: &mut Act,
    problem: &Problem,
    gate: Gate,
    typed: &Typed,
) -> Result<(), RectificationError> {
    // A version that is no number is older than any.
    let at = (problem.id, typed.version.parse().unwrap_or(0));
    let server = can.app.countersigner();
    match typed.verdict.as_str() {
        "accept" => actions::accept(&mut can.tx, act, at, &typed.words).await?,
        "send_back" => {
            actions::send_back(&mut can.tx, act, at, gate, (&typed.words, server.as_deref())).await?
        }
        _ => {
            let choose = msg("请选通过或退回");
            return Err(RectificationError::Invalid(FieldProblems::at("verdict", choose)));
        }
    };
    Ok(())
}

/// The next entry that waits at the same gate.
async fn onward(can: &mut Visit, gate: Gate) -> Result<String, Error> {
    if gate != Gate::Group {
        return Ok("/closures".to_owned());
    }
    let queue = checks::queue(can).await?;
    let next = store::waiting(&mut can.tx, &queue, None, 1).await?;
    Ok(next.first().map_or_else(
        || "/checks".to_owned(),
        |line| format!("/problems/{}/checks", line.problem),
    ))
}

async fn draw(
    can: &mut Visit,
    problem: &Problem,
    gate: Gate,
    (words, problems): (String, FieldProblems),
) -> Result<view::Check, Error> {
    let (locale, today) = (can.prefs.locale, can.today());
    let sheet = actions::completion_sheet(&mut can.tx, problem).await?;
    let signatures = signing_store::of_problem(&mut can.tx, problem.id).await?;
    let leader = sheet
        .statement
        .leader
        .as_ref()
        .map_or("", |leader| leader.name.as_str());
    let names = [(sheet.statement.owner.name.as_str(), false), (leader, false)];
    let state = state_of(problem);
    Ok(view::Check {
        page: can.confidential_page(locale.t("核验")),
        id: problem.id.to_string(),
        badge: Badge::of(problem.state, problem.rectification.as_deref()),
        version: problem.version,
        claim: cells(
            locale,
            &signatures,
            (claim_cycle(&signatures, problem), Purpose::Claim),
            names,
        ),
        cells: cells(locale, &signatures, (problem.cycle, Purpose::Complete), names),
        paper: Paper::of(&sheet),
        story: Story::of(&mut can.tx, problem, locale, today).await?,
        may_accept: gate == Gate::Group && state == Some(State::AwaitingCheck),
        may_send_back: match gate {
            Gate::Office => state == Some(State::AwaitingNumber),
            _ => state == Some(State::AwaitingCheck),
        },
        back: if gate == Gate::Group {
            "/checks"
        } else {
            "/closures"
        },
        words,
        problems,
    })
}
