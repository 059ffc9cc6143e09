//! `POST /problems/{id}/draft`: keeps the form as typed; the buttons that add or drop a row come here too.

use axum::http::HeaderMap;
use axum::response::{IntoResponse as _, Redirect, Response};
use axum_extra::extract::Form;

use super::form::Typed;
use super::stale::{conflict, settle};
use super::taken_back;
use super::view::Saved;
use crate::domain::lists::{Draft, ListsError, Problem, State, actions, store};
use crate::kernel::clock::local;
use crate::kernel::ids::ActId;
use crate::kernel::messages::msg;
use crate::web::shell::access::{Visit, WrittenProblem};
use crate::web::shell::{Error, FlashKind, Locale, flash, render};

pub(super) async fn save(
    WrittenProblem { can, problem }: WrittenProblem,
    headers: HeaderMap,
    Form(typed): Form<Typed>,
) -> Result<Response, Error> {
    keep(can, &problem, &typed, is_htmx(&headers)).await
}

/// Whether the autosave asks, and not a person who pressed a button.
pub(super) fn is_htmx(headers: &HeaderMap) -> bool {
    headers.contains_key("hx-request")
}

/// Keeps what was typed, presses the button, and goes back to the form.
pub(super) async fn keep(
    mut can: Visit,
    problem: &Problem,
    typed: &Typed,
    autosave: bool,
) -> Result<Response, Error> {
    let locale = can.prefs.locale;
    if problem.state == State::Withdrawn {
        if autosave {
            return Ok(fragment(locale, None, problem, typed.version()));
        }
        return taken_back::page(can, problem, typed).await;
    }
    let mut draft = typed.draft();
    let settled = settle(&mut can, problem, typed.version(), &draft).await;
    if autosave && matches!(settled, Err(Error::Stale(_))) {
        // The person goes on typing; pressing a button then shows both texts.
        return Ok(fragment(locale, None, problem, typed.version()));
    }
    let anchor = typed.press(&mut draft);
    let version = store_draft(&mut can, problem, settled?, &draft).await?;
    let at = local(can.now).format("%H:%M:%S").to_string();
    can.commit().await?;
    if autosave {
        return Ok(fragment(locale, Some(at), problem, version));
    }
    if typed.corrects() {
        let to = format!("/problems/{}/correction", problem.id);
        return Ok(Redirect::to(&to).into_response());
    }
    let to = format!("/problems/{}/edit{anchor}", problem.id);
    if anchor.is_empty() {
        Ok(flash::redirect(
            &to,
            FlashKind::Ok,
            &msg("草稿已保存，还没有提交。"),
        ))
    } else {
        Ok(Redirect::to(&to).into_response())
    }
}

/// Keeps a draft; a window that was faster shows up as a conflict with both texts.
pub(super) async fn store_draft(
    can: &mut Visit,
    problem: &Problem,
    version: i32,
    draft: &Draft,
) -> Result<i32, Error> {
    match actions::keep(&mut can.tx, problem, &can.actor, version, draft, can.now).await {
        Err(ListsError::Stale) => {
            let theirs = store::draft(&mut can.tx, problem.id).await?.unwrap_or_default();
            Err(conflict(problem.id, draft, &theirs, can.prefs.locale))
        }
        kept => Ok(kept?),
    }
}

fn fragment(locale: Locale, at: Option<String>, problem: &Problem, version: i32) -> Response {
    let saved = Saved {
        at,
        id: problem.id.to_string(),
        version,
        act_id: ActId::fresh().to_string(),
    };
    render::ok(locale, &saved)
}
