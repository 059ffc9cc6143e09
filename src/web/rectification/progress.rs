//! `POST /problems/{id}/progress`: a progress note.

use axum::response::Response;
use axum_extra::extract::Form;
use serde::Deserialize;

use super::completion::{Again, draw};
use crate::domain::rectification::{RectificationError, actions};
use crate::web::shell::access::OwnProblem;
use crate::web::shell::{Error, FlashKind, flash, msg, render};

/// What is posted.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    act_id: String,
    words: String,
}

pub(super) async fn submit(
    OwnProblem { mut can, problem }: OwnProblem,
    Form(typed): Form<Typed>,
) -> Result<Response, Error> {
    let to = format!("/problems/{}/completion", problem.id);
    let mut act = can.act(&typed.act_id, &to).await?;
    match actions::note(&mut can.tx, &mut act, problem.id, &typed.words).await {
        Ok(_) => {}
        Err(RectificationError::Invalid(problems)) => {
            let again = Again {
                note: typed.words,
                problems,
                ..Again::default()
            };
            let view = draw(&mut can, &problem, again).await?;
            return Ok(render::invalid(can.prefs.locale, &view));
        }
        Err(other) => return Err(other.into()),
    }
    can.commit().await?;
    Ok(flash::redirect(&to, FlashKind::Ok, &msg("进展已记下。")))
}
