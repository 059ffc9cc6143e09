//! `POST /problems/{id}/correction`: the draft becomes a revision, with its reason; what was signed no longer holds.

use axum::response::Response;
use axum_extra::extract::Form;
use serde::Deserialize;

use super::correction::{at_fields, draw};
use crate::domain::lists::{State, store};
use crate::domain::signing::actions;
use crate::kernel::messages::n_;
use crate::web::shell::access::ProblemForEdit;
use crate::web::shell::stale::{MaybeStale as _, keeping};
use crate::web::shell::{Error, FlashKind, flash, msg, render};

/// What is posted.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    act_id: String,
    version: String,
    reason: String,
}

pub(super) async fn submit(
    ProblemForEdit { mut can, problem }: ProblemForEdit,
    Form(typed): Form<Typed>,
) -> Result<Response, Error> {
    let to = format!("/problems/{}", problem.id);
    let mut act = can.act(&typed.act_id, &to).await?;
    let campaign = can.campaign()?;
    let draft = store::draft(&mut can.tx, problem.id).await?.unwrap_or_default();
    // A version that is no number is older than any.
    let at = (problem.id, typed.version.parse().unwrap_or(0));
    let (tx, server) = (&mut can.tx, can.app.countersigner());
    let why = (typed.reason.as_str(), server.as_deref());
    let corrected = match actions::correct(tx, &mut act, &campaign, at, &draft, why).await {
        Ok(corrected) => corrected,
        Err(error) if error.is_stale() => {
            let reload = format!("/problems/{}/correction", problem.id);
            return Err(keeping(
                error,
                can.prefs.locale,
                reload,
                (n_("更正的理由"), &typed.reason),
            ));
        }
        Err(error) => {
            let view = draw(&mut can, &problem, &typed.reason, at_fields(error)?).await?;
            return Ok(render::invalid(can.prefs.locale, &view));
        }
    };
    can.commit().await?;
    let message = match corrected.state {
        State::Submitted => msg("已更正，原签字已失效。第一、三张清单有改动，要重新审核。"),
        _ => msg("已更正，原签字已失效。请两人重新签字。"),
    };
    Ok(flash::redirect(&to, FlashKind::Ok, &message))
}
