//! `GET /problems/{id}/revocation` and `POST /problems/{id}/revocations`: the head of the group revokes a verdict, with a reason.

use axum::response::{IntoResponse as _, Redirect, Response};
use axum_extra::extract::Form;
use serde::Deserialize;

use super::access::ProblemUnderHead;
use super::{case, labels, view};
use crate::domain::campaigns::Stage;
use crate::domain::lists::{ListsError, Problem, Reading, State};
use crate::domain::review::queue::Filter;
use crate::domain::review::store;
use crate::domain::signing::{self, SigningError};
use crate::kernel::fields::FieldProblems;
use crate::web::shell::access::Visit;
use crate::web::shell::access::problem::record_opening;
use crate::web::shell::stale::keeping;
use crate::web::shell::{Error, FlashKind, flash, msg, n_, render};

/// What is posted.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    act_id: String,
    version: String,
    reason: String,
}

pub(super) async fn page(ProblemUnderHead { can, problem }: ProblemUnderHead) -> Result<Response, Error> {
    draw(can, &problem, (String::new(), FieldProblems::new())).await
}

pub(super) async fn submit(
    ProblemUnderHead { mut can, problem }: ProblemUnderHead,
    Form(typed): Form<Typed>,
) -> Result<Response, Error> {
    let life = format!("/problems/{}", problem.id);
    let mut act = can.act(&typed.act_id, &life).await?;
    let version = typed.version.parse().map_err(|_| Error::malformed())?;
    let at = (problem.id, version);
    let server = can.app.countersigner();
    let why = (typed.reason.as_str(), server.as_deref());
    match signing::actions::revoke_verdict(&mut can.tx, &mut act, at, why).await {
        Ok(_) => {}
        Err(SigningError::Lists(ListsError::Invalid(wrong))) => {
            return draw(can, &problem, (typed.reason, wrong)).await;
        }
        Err(error) => {
            let kept = (n_("撤销的理由"), typed.reason.as_str());
            return Err(keeping(error, can.prefs.locale, life, kept));
        }
    }
    can.commit().await?;
    let said = msg("{0} 的审核结论已撤销，重新待审。").with(&problem.number);
    Ok(flash::redirect(&life, FlashKind::Ok, &said))
}

/// Draws what was ruled, the entry, and room for the reason.
async fn draw(
    mut can: Visit,
    problem: &Problem,
    (reason, wrong): (String, FieldProblems),
) -> Result<Response, Error> {
    if Reading::Group.is_recorded(problem.tier) {
        can = record_opening(can, problem, Reading::Group).await?;
    }
    let given = store::last_given(&mut can.tx, problem.id).await?;
    let given = given.filter(|given| given.stage == Stage::Group && given.revision == problem.revision);
    let open = problem.state.is_filing() || problem.state.is_approved() && problem.state != State::Claimed;
    let Some(given) = given.filter(|_| open) else {
        // Nothing to be revoked: its life says how it stands.
        return Ok(Redirect::to(&format!("/problems/{}", problem.id)).into_response());
    };
    let read = case::read(&mut can, problem).await?;
    let locale = can.prefs.locale;
    let mut entry = read.view(locale, problem, Filter::default());
    entry.siblings.clear();
    let view = view::Revocation {
        action: format!("/problems/{}/revocations", problem.id),
        version: problem.version,
        ruling: labels::ruling(given.ruling),
        day: labels::day(locale, given.at),
        signed: problem.state == State::AwaitingLeader,
        case: entry,
        reason,
        wrong: wrong.first("reason").cloned(),
        page: can.confidential_page(locale.t("撤销审核结论")),
    };
    Ok(if wrong.is_empty() {
        render::ok(locale, &view)
    } else {
        render::invalid(locale, &view)
    })
}
