//! `POST /problems/{id}/completion`: list 5; the signature on it is the next page.

use axum::response::Response;
use axum_extra::extract::Form;
use serde::Deserialize;

use super::completion::{Again, draw};
use crate::domain::rectification::{RectificationError, Reported, actions};
use crate::domain::signing::Purpose;
use crate::kernel::messages::n_;
use crate::web::shell::access::OwnProblem;
use crate::web::shell::sheet;
use crate::web::shell::stale::keeping;
use crate::web::shell::{Error, FlashKind, flash, msg, render};

/// What is posted.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    act_id: String,
    version: String,
    outcome: String,
    done_on: String,
}

pub(super) async fn submit(
    OwnProblem { mut can, problem }: OwnProblem,
    Form(typed): Form<Typed>,
) -> Result<Response, Error> {
    let to = sheet::path(problem.id, Purpose::Complete);
    let mut act = can.act(&typed.act_id, &to).await?;
    let reported = Reported {
        outcome: typed.outcome,
        done_on: typed.done_on,
    };
    // A version that is no number is older than any.
    let at = (problem.id, typed.version.parse().unwrap_or(0));
    match actions::report(&mut can.tx, &mut act, at, &reported).await {
        Ok(_) => {}
        Err(RectificationError::Invalid(problems)) => {
            let again = Again {
                reported: Some(reported),
                problems,
                ..Again::default()
            };
            let view = draw(&mut can, &problem, again).await?;
            return Ok(render::invalid(can.prefs.locale, &view));
        }
        Err(error) => {
            let reload = format!("/problems/{}/completion", problem.id);
            let typed = (n_("完成情况"), reported.outcome.as_str());
            return Err(keeping(error, can.prefs.locale, reload, typed));
        }
    }
    can.commit().await?;
    let message = msg("完成情况已保存，请看过再签字。签字后送分管领导确认。");
    Ok(flash::redirect(&to, FlashKind::Ok, &message))
}
