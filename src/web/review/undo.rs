//! `POST /problems/{id}/undos`: the verdict that was just given is none any more, and its entry waits again.

use axum::Json;
use axum::http::HeaderMap;
use axum::response::{IntoResponse as _, Response};
use axum_extra::extract::Form;
use serde::Deserialize;
use serde_json::json;

use super::access::ProblemForReview;
use super::{filter, verdict, view};
use crate::domain::lists;
use crate::domain::review::queue::Filter;
use crate::domain::review::{actions, store};
use crate::kernel::ids::{ActId, ProblemId, VerdictId};
use crate::web::shell::access::Visit;
use crate::web::shell::{Error, FlashKind, flash, is_by_script, msg};

/// What is posted.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Posted {
    act_id: String,
    verdict: String,
    /// For whom the page was drawn.
    who: String,
}

pub(super) async fn submit(
    entry: ProblemForReview,
    headers: HeaderMap,
    Form(posted): Form<Posted>,
) -> Result<Response, Error> {
    let ProblemForReview { mut can, problem } = entry;
    filter::same_person(&can, &posted.who)?;
    let verdict: VerdictId = posted.verdict.parse().map_err(|_| Error::malformed())?;
    let back = filter::entry(problem.id, Filter::default());
    let said = msg("{0} 的审核结论已撤销，这一条重新待审。").with(&problem.number);
    let by_script = is_by_script(&headers);
    let answer = Json(json!({"said": said.text(can.prefs.locale), "next": back})).into_response();
    let mut act = match can.act(&posted.act_id, &back).await {
        Err(Error::Repeated { .. }) if by_script => return Ok(answer),
        act => act?,
    };
    actions::undo(&mut can.tx, &mut act, problem.id, verdict).await?;
    can.commit().await?;
    Ok(if by_script {
        answer
    } else {
        flash::redirect(&back, FlashKind::Ok, &said)
    })
}

/// Where an undoing is posted.
pub(super) fn address(problem: ProblemId) -> String {
    format!("/problems/{problem}/undos")
}

/// What the page after a verdict offers, while it can be undone.
pub(super) async fn offer(can: &mut Visit, ruled: &str) -> Result<Option<view::Undo>, Error> {
    let Ok(id) = ruled.parse::<ProblemId>() else {
        return Ok(None);
    };
    let given = store::last_given(&mut can.tx, id).await?;
    let mine = given.filter(|given| {
        given.account.is_some() && given.account == can.actor.account && can.now - given.at <= actions::UNDO
    });
    let Some(given) = mine else {
        return Ok(None);
    };
    let Some(problem) = lists::store::find(&mut can.tx, id).await? else {
        return Ok(None);
    };
    Ok(Some(view::Undo {
        action: address(id),
        verdict: given.id.to_string(),
        said: verdict::done(&problem, given.ruling).text(can.prefs.locale),
        act_id: ActId::fresh().to_string(),
    }))
}
