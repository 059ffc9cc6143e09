//! `POST /problems/{id}/verdicts`: rules on an entry and goes on to the next under the same filter.

use axum::Json;
use axum::http::HeaderMap;
use axum::response::{IntoResponse as _, Response};
use axum_extra::extract::Form;
use serde_json::json;

use super::access::ProblemForReview;
use super::form::Typed;
use super::{cockpit, filter, going, labels, undo};
use crate::domain::lists::{self, ListsError, Problem, Refusal};
use crate::domain::review::{Decision, GivenReason, Ruling, actions, store};
use crate::web::shell::access::Visit;
use crate::web::shell::badges::Badge;
use crate::web::shell::error::{Stale, StaleRow};
use crate::web::shell::{Error, FlashKind, Message, flash, is_by_script, msg, n_};

pub(super) async fn submit(
    entry: ProblemForReview,
    headers: HeaderMap,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Error> {
    let ProblemForReview { mut can, problem } = entry;
    let (typed, by_script) = (Typed::from(pairs), is_by_script(&headers));
    let decision = typed.decision().ok_or_else(Error::malformed)?;
    filter::same_person(&can, typed.get("who"))?;
    let version = typed.get("version").parse().map_err(|_| Error::malformed())?;
    let (going, held) = going::of(&mut can, &problem, typed.filter()).await?;
    let next = going.next(&mut can, &problem).await?;
    let mut act = match can.act(typed.get("act_id"), &next).await {
        // Whoever sends it again because the answer got lost is told what the first time came to.
        Err(Error::Repeated { .. }) if by_script => return told(can, &problem, next).await,
        act => act?,
    };
    match actions::rule(&mut can.tx, &mut act, problem.id, version, &decision).await {
        Ok(_) if by_script => told(can, &problem, next).await,
        Ok(_) => {
            can.commit().await?;
            let next = filter::with_undo(&next, problem.id);
            let said = done(&problem, decision.ruling);
            Ok(flash::redirect(&next, FlashKind::Ok, &said))
        }
        Err(ListsError::Invalid(wrong)) => {
            cockpit::draw(can, &problem, &typed.asked(), (&typed, &wrong)).await
        }
        Err(ListsError::Refused(Refusal::Held)) if held.is_some() => {
            let name = held.map(|held| held.name).unwrap_or_default();
            Err(Error::Invalid(
                msg("这一条在 {0} 的批次里，由对方审，没有重复审。").with(name),
            ))
        }
        Err(ListsError::Stale) => Err(stale(&mut can, &problem, &decision).await?),
        Err(other) => Err(other.into()),
    }
}

/// The answer to a script: what was done, how it is undone, what comes next. Nothing is left to be written.
async fn told(mut can: Visit, problem: &Problem, next: String) -> Result<Response, Error> {
    let given = store::last_given(&mut can.tx, problem.id).await?;
    let mine = given.filter(|given| given.account == can.actor.account);
    let undo = mine
        .as_ref()
        .map(|given| json!({"to": undo::address(problem.id), "verdict": given.id}));
    // Sent again, it is answered by what stands, whatever was sent.
    let said = match &mine {
        Some(given) => done(problem, given.ruling),
        None => msg("{0} 的这次结论已经不在，请重新打开看。").with(&problem.number),
    };
    let said = said.text(can.prefs.locale);
    let next = if filter::is_entry(&next) {
        next
    } else {
        filter::with_undo(&next, problem.id)
    };
    can.commit().await?;
    Ok(Json(json!({"said": said, "undo": undo, "next": next})).into_response())
}

/// What was done, in a sentence.
pub(super) fn done(problem: &Problem, ruling: Ruling) -> Message {
    let text = match ruling {
        Ruling::Approved => msg("{0} 已通过。"),
        Ruling::Returned => msg("{0} 已退回修改，理由已送到本人。"),
        Ruling::Redo => msg("{0} 已推倒重来，理由已送到本人。"),
    };
    text.with(&problem.number)
}

/// Somebody ruled on it, or it was submitted anew, while this reviewer was reading.
async fn stale(can: &mut Visit, problem: &Problem, decision: &Decision) -> Result<Error, Error> {
    let locale = can.prefs.locale;
    let now = lists::store::find(&mut can.tx, problem.id).await?;
    let now = now.as_ref().unwrap_or(problem);
    let badge = Badge::of(now.state, now.rectification.as_deref());
    let given = store::of_problem(&mut can.tx, problem.id).await?;
    let last = given.last();
    let codes = |reasons: &[GivenReason]| {
        let codes: Vec<&str> = reasons.iter().map(|reason| reason.code.as_str()).collect();
        codes.join("、")
    };
    let row = |label: &'static str, yours: &str, theirs: &str| StaleRow {
        label: locale.t(label).to_owned(),
        yours: yours.to_owned(),
        theirs: theirs.to_owned(),
    };
    let rows = vec![
        row(
            n_("审核结论"),
            locale.t(labels::ruling(decision.ruling)),
            locale.t(badge.label),
        ),
        row(
            n_("理由"),
            &codes(&decision.reasons),
            &last.map(|v| codes(&v.reasons)).unwrap_or_default(),
        ),
        row(
            n_("对本人说的话"),
            &decision.words,
            last.map_or("", |v| v.words.as_str()),
        ),
    ];
    let reload = format!("/problems/{}", problem.id);
    Ok(Error::Stale(Box::new(Stale {
        reload,
        rows,
        again: None,
    })))
}
