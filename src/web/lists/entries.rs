//! What an owner does with what a liaison typed for them: `POST /problems/{id}/confirmation` and `POST /problems/{id}/entry-return`.

use axum::response::Response;
use axum_extra::extract::Form;
use serde::Deserialize;

use super::draft::store_draft;
use super::edit;
use super::form::Typed;
use super::stale::settle;
use crate::domain::lists::{ListsError, Problem, Refusal, actions};
use crate::kernel::fields::FieldProblems;
use crate::web::shell::access::OwnProblem;
use crate::web::shell::{Error, FlashKind, flash, msg, render};

/// What stands in the form is kept first: the owner confirms what they see.
pub(super) async fn confirm(
    OwnProblem { mut can, problem }: OwnProblem,
    Form(typed): Form<Typed>,
) -> Result<Response, Error> {
    let to = format!("/problems/{}/edit", problem.id);
    let mut act = can.act(&typed.act_id, &to).await?;
    waits(&problem)?;
    let draft = typed.draft();
    let version = settle(&mut can, &problem, &typed, &draft).await?;
    let version = store_draft(&mut can, &problem, (version, &typed), &draft).await?;
    actions::confirm_entry(&mut can.tx, &mut act, problem.id, version).await?;
    can.commit().await?;
    let message = msg("{0} 已确认，现在是您自己的草稿，可以提交。").with(&problem.number);
    Ok(flash::redirect(&to, FlashKind::Ok, &message))
}

/// What is posted to give one back.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Returning {
    act_id: String,
    words: String,
}

pub(super) async fn give_back(
    OwnProblem { mut can, problem }: OwnProblem,
    Form(typed): Form<Returning>,
) -> Result<Response, Error> {
    let mut act = can.act(&typed.act_id, "/my").await?;
    waits(&problem)?;
    match actions::return_entry(&mut can.tx, &mut act, problem.id, &typed.words).await {
        Ok(_) => {}
        Err(ListsError::Invalid(wrong)) => {
            let mut view = edit::draw(&mut can, &problem, FieldProblems::new()).await?;
            if let Some(note) = &mut view.entry {
                note.wrong = wrong.first("words").cloned().map(|why| (typed.words, why));
            }
            return Ok(render::invalid(can.prefs.locale, &view));
        }
        Err(other) => return Err(other.into()),
    }
    can.commit().await?;
    let message = msg("{0} 已退给代填人。").with(&problem.number);
    Ok(flash::redirect("/my", FlashKind::Ok, &message))
}

/// Said before anything is kept: the form of what was confirmed meanwhile is no confirmation.
fn waits(problem: &Problem) -> Result<(), Error> {
    match problem.entered_by {
        Some(_) => Ok(()),
        None => Err(Refusal::NotNow.into()),
    }
}
