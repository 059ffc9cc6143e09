//! `POST /problems/{id}/readings`: passes an entry on along its route, with or without remarks, or sends it back.

use axum::response::Response;
use axum_extra::extract::Form;

use super::access::ProblemAtStage;
use super::form::Typed;
use super::{reading, readings};
use crate::domain::campaigns::Stage;
use crate::domain::lists::{ListsError, Problem, Refusal};
use crate::domain::review::stages::Seat;
use crate::domain::review::{Ruling, actions, store};
use crate::web::shell::access::Visit;
use crate::web::shell::stale::keeping;
use crate::web::shell::{Error, FlashKind, Message, flash, msg, n_};

pub(super) async fn submit(
    entry: ProblemAtStage,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Error> {
    let ProblemAtStage {
        mut can,
        problem,
        here,
    } = entry;
    let typed = Typed::from(pairs);
    let mut act = can.act(typed.get("act_id"), "/readings").await?;
    let stage = here.ok_or(Refusal::NotNow)?;
    let decision = typed.decision().ok_or_else(Error::malformed)?;
    let version = typed.get("version").parse().map_err(|_| Error::malformed())?;
    match actions::rule(&mut can.tx, &mut act, problem.id, version, &decision).await {
        Ok(_) => {
            let next = next(&mut can, stage).await?;
            can.commit().await?;
            Ok(flash::redirect(
                &next,
                FlashKind::Ok,
                &done(&problem, decision.ruling),
            ))
        }
        Err(ListsError::Invalid(wrong)) => reading::draw(can, &problem, stage, &typed, &wrong).await,
        Err(other) => {
            let kept = (n_("意见"), typed.get("words"));
            Err(keeping(other, can.prefs.locale, "/readings".to_owned(), kept))
        }
    }
}

/// The next that waits at the same stage; else the list.
async fn next(can: &mut Visit, stage: Stage) -> Result<String, Error> {
    let (campaign, actor) = (can.campaign()?.id, can.actor.clone());
    let seat = Seat::of(&mut can.tx, &actor).await?;
    let first = store::waiting(&mut can.tx, campaign, &seat, Some(stage), (None, 1)).await?;
    Ok(first
        .first()
        .map_or_else(|| "/readings".to_owned(), |next| readings::entry(next.id)))
}

fn done(problem: &Problem, ruling: Ruling) -> Message {
    let text = match ruling {
        Ruling::Approved => msg("{0} 已送下一步。"),
        Ruling::Returned | Ruling::Redo => msg("{0} 已退回修改，理由已送到本人。"),
    };
    text.with(&problem.number)
}
