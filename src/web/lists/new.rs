//! `GET /problems/new` and `POST /problems`: a problem gets its number when it is first saved.

use axum::http::HeaderMap;
use axum::response::Response;
use axum_extra::extract::Form;

use super::draft::{is_htmx, keep};
use super::form::Typed;
use super::{edit, submission};
use crate::domain::campaigns;
use crate::domain::ledger::Act;
use crate::domain::lists::{Draft, Problem, actions, store};
use crate::kernel::ids::ProblemId;
use crate::web::shell::access::rights::FileOwn;
use crate::web::shell::access::{Can, Visit};
use crate::web::shell::{Error, FieldProblems, render};

pub(super) async fn page(can: Can<FileOwn>) -> Result<Response, Error> {
    let mut can = can.into_visit();
    let locale = can.prefs.locale;
    let campaign = can.campaign()?;
    let terms = campaigns::store::terms(&mut can.tx, campaign.id).await?;
    let title = locale.t("填报新问题").to_owned();
    let nothing = (&FieldProblems::new(), &[][..]);
    let view = edit::form(&mut can, title, &Draft::default(), &terms, nothing).await?;
    Ok(render::ok(locale, &view))
}

pub(super) async fn start(
    can: Can<FileOwn>,
    headers: HeaderMap,
    Form(mut typed): Form<Typed>,
) -> Result<Response, Error> {
    let mut can = can.into_visit();
    let autosave = is_htmx(&headers);
    if !typed.id.is_empty() {
        let problem = started(&mut can, &typed.id).await?;
        if typed.submits() {
            let mut act = can.act(&typed.act_id, "/my").await?;
            let version = super::stale::settle(&mut can, &problem, typed.version(), &typed.draft()).await?;
            return submission::run(can, &mut act, problem, version, &typed).await;
        }
        return keep(can, &problem, &typed, autosave).await;
    }
    let mut act = can.act(&typed.act_id, "/my").await?;
    let problem = begin(&mut can, &mut act, &typed).await?;
    let version = problem.version;
    if typed.submits() {
        return submission::run(can, &mut act, problem, version, &typed).await;
    }
    typed.version = version.to_string();
    keep(can, &problem, &typed, autosave).await
}

async fn begin(can: &mut Visit, act: &mut Act, typed: &Typed) -> Result<Problem, Error> {
    let campaign = can.campaign()?;
    let person = can.actor.person.ok_or(Error::Forbidden)?;
    Ok(actions::start(&mut can.tx, act, &campaign, person, &typed.draft()).await?)
}

/// The problem that the autosave of this very page has started.
async fn started(can: &mut Visit, id: &str) -> Result<Problem, Error> {
    let id: ProblemId = id.parse().map_err(|_| Error::NotFound)?;
    let problem = store::find(&mut can.tx, id).await?.ok_or(Error::NotFound)?;
    if problem.is_owned_by(can.actor.person) {
        Ok(problem)
    } else {
        Err(Error::Forbidden)
    }
}
