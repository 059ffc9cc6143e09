//! `POST /problems/{id}/verdicts`: rules on an entry and goes on to the next under the same filter.

use axum::response::Response;
use axum_extra::extract::Form;

use super::access::ProblemForReview;
use super::form::Typed;
use super::{cockpit, filter, labels};
use crate::domain::lists::{self, ListsError, Problem};
use crate::domain::review::queue::{Filter, Place};
use crate::domain::review::{Decision, GivenReason, Ruling, actions, store};
use crate::web::shell::access::Visit;
use crate::web::shell::badges::Badge;
use crate::web::shell::error::{Stale, StaleRow};
use crate::web::shell::{Error, FlashKind, Message, flash, msg, n_};

pub(super) async fn submit(
    entry: ProblemForReview,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Error> {
    let ProblemForReview { mut can, problem } = entry;
    let typed = Typed::from(pairs);
    let decision = typed.decision().ok_or_else(Error::malformed)?;
    let version = typed.get("version").parse().map_err(|_| Error::malformed())?;
    let next = next(&mut can, &problem, typed.filter()).await?;
    let mut act = can.act(typed.get("act_id"), &next).await?;
    match actions::rule(&mut can.tx, &mut act, problem.id, version, &decision).await {
        Ok(_) => {
            can.commit().await?;
            Ok(flash::redirect(
                &next,
                FlashKind::Ok,
                &done(&problem, decision.ruling),
            ))
        }
        Err(ListsError::Invalid(wrong)) => cockpit::draw(can, &problem, typed.filter(), &typed, &wrong).await,
        Err(ListsError::Stale) => Err(stale(&mut can, &problem, &decision).await?),
        Err(other) => Err(other.into()),
    }
}

/// The entry after this one; after the last, the first that was skipped; else the queue.
async fn next(can: &mut Visit, problem: &Problem, wanted: Filter) -> Result<String, Error> {
    let desk = filter::desk(can).await?;
    let after = Some(Place::from(problem));
    let mut found = store::page(&mut can.tx, &desk, wanted, after, 1).await?;
    if found.is_empty() {
        found = store::page(&mut can.tx, &desk, wanted, None, 2).await?;
    }
    let other = found.iter().find(|entry| entry.id != problem.id);
    Ok(other.map_or_else(|| filter::queue(wanted), |entry| filter::entry(entry.id, wanted)))
}

fn done(problem: &Problem, ruling: Ruling) -> Message {
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
