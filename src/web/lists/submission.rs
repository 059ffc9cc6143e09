//! `POST /problems/{id}/submission`: first and again after a return.

use axum::response::Response;
use axum_extra::extract::Form;

use super::draft::store_draft;
use super::edit;
use super::form::Typed;
use super::problem::home;
use super::stale::settle;
use super::taken_back;
use crate::domain::ledger::Act;
use crate::domain::lists::{ListsError, Problem, State, actions};
use crate::web::shell::access::{Visit, WrittenProblem};
use crate::web::shell::{Error, FlashKind, flash, msg, render};

pub(super) async fn submit(
    WrittenProblem { mut can, problem }: WrittenProblem,
    Form(typed): Form<Typed>,
) -> Result<Response, Error> {
    if problem.state == State::Withdrawn {
        return taken_back::page(can, &problem, &typed).await;
    }
    let done = format!("/problems/{}", problem.id);
    let mut act = can.act(&typed.act_id, &done).await?;
    let version = settle(&mut can, &problem, &typed, &typed.draft()).await?;
    run(can, &mut act, problem, version, &typed).await
}

/// Submits what was typed. What can't be submitted is kept all the same and drawn again with what is wrong.
pub(super) async fn run(
    mut can: Visit,
    act: &mut Act,
    problem: Problem,
    version: i32,
    typed: &Typed,
) -> Result<Response, Error> {
    let campaign = can.campaign()?;
    let draft = typed.draft().without_blank_rows();
    let submitted = actions::submit(&mut can.tx, act, &campaign, problem.id, version, &draft).await;
    let wrong = match submitted {
        Ok(submitted) => {
            can.commit().await?;
            let message = msg("{0} 已提交，等待审核。").with(&submitted.number);
            return Ok(flash::redirect(
                home(submitted.owner_kind).0,
                FlashKind::Ok,
                &message,
            ));
        }
        Err(ListsError::Invalid(wrong)) => wrong,
        Err(other) => return Err(other.into()),
    };
    let version = store_draft(&mut can, &problem, (version, typed), &draft).await?;
    let mut can = can.commit_and_go_on().await?;
    let problem = Problem { version, ..problem };
    let view = edit::draw(&mut can, &problem, wrong).await?;
    Ok(render::invalid(can.prefs.locale, &view))
}
