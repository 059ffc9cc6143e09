//! `POST /problems/{id}/draft`: keeps the form as typed; the buttons that add, move or drop a row come here too.

use axum::Json;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Redirect, Response};
use axum_extra::extract::Form;
use serde_json::json;

use super::advice;
use super::form::Typed;
use super::index;
use super::stale::{conflict, settle};
use super::taken_back;
use crate::domain::lists::{Draft, ListsError, Problem, State, actions, store};
use crate::kernel::clock::local;
use crate::kernel::ids::{ActId, OwnerId, ProblemId};
use crate::kernel::messages::msg;
use crate::web::shell::access::{Visit, WrittenProblem};
use crate::web::shell::{Error, FieldProblems, FlashKind, flash, is_by_script};

pub(super) async fn save(
    WrittenProblem { can, problem }: WrittenProblem,
    headers: HeaderMap,
    Form(typed): Form<Typed>,
) -> Result<Response, Error> {
    keep(can, &problem, &typed, is_by_script(&headers)).await
}

/// Keeps what was typed, presses the button, and goes back to the form.
pub(super) async fn keep(
    mut can: Visit,
    problem: &Problem,
    typed: &Typed,
    by_itself: bool,
) -> Result<Response, Error> {
    if !typed.is_of(can.session.account) {
        return Err(Error::Forbidden);
    }
    if typed.is_beyond_reason() {
        return Err(Error::malformed());
    }
    if problem.state == State::Withdrawn {
        if by_itself {
            return Ok(StatusCode::CONFLICT.into_response());
        }
        return taken_back::page(can, problem, typed).await;
    }
    let mut draft = typed.draft();
    let settled = settle(&mut can, problem, typed, &draft).await;
    if by_itself && matches!(settled, Err(Error::Stale(_))) {
        // The person goes on typing; pressing a button then shows both texts.
        return Ok(StatusCode::CONFLICT.into_response());
    }
    let place = typed.press(&mut draft);
    let version = store_draft(&mut can, problem, (settled?, typed), &draft).await?;
    if by_itself {
        return said(can, (problem.owner, problem.id), version, &draft).await;
    }
    can.commit().await?;
    if typed.corrects() {
        let to = format!("/problems/{}/correction", problem.id);
        return Ok(Redirect::to(&to).into_response());
    }
    let to = format!("/problems/{}/edit{place}", problem.id);
    if place.is_empty() {
        Ok(flash::redirect(
            &to,
            FlashKind::Ok,
            &msg("草稿已保存，还没有提交。"),
        ))
    } else {
        Ok(Redirect::to(&to).into_response())
    }
}

/// What the page's script is told: when it was saved, what the next save needs, and what there is to advise.
async fn said(
    mut can: Visit,
    (owner, id): (OwnerId, ProblemId),
    version: i32,
    draft: &Draft,
) -> Result<Response, Error> {
    let mut said = advice::panel(&mut can, (owner, Some(id)), draft)
        .await?
        .said(can.prefs.locale)?;
    let at = local(can.now).format("%H:%M:%S").to_string();
    let index = index::index(draft, &FieldProblems::default(), &[], can.prefs.locale);
    let index = index
        .iter()
        .map(|item| json!({"class": item.class, "says": item.says}));
    for (key, value) in [
        ("at", json!(at)),
        ("id", json!(id)),
        ("version", json!(version)),
        ("act", json!(ActId::fresh())),
        ("index", index.collect()),
    ] {
        said[key] = value;
    }
    can.commit().await?;
    Ok(Json(said).into_response())
}

/// Keeps a draft; a window that was faster shows up as a conflict with both texts.
pub(super) async fn store_draft(
    can: &mut Visit,
    problem: &Problem,
    (version, typed): (i32, &Typed),
    draft: &Draft,
) -> Result<i32, Error> {
    let from = (version, typed.window());
    match actions::keep(&mut can.tx, problem, &can.actor, from, draft, can.now).await {
        Err(ListsError::Stale) => {
            let theirs = store::draft(&mut can.tx, problem.id).await?.unwrap_or_default();
            Err(conflict(problem.id, (draft, &theirs), None, can.prefs.locale))
        }
        kept => Ok(kept?),
    }
}
