//! `GET /problems/new` and `POST /problems`: a problem gets its number when it is first saved. The same of a body.

use axum::http::HeaderMap;
use axum::response::Response;
use axum_extra::extract::Form;

use super::body::BodyToFile;
use super::body_view::BodyNote;
use super::draft::keep;
use super::enter::PersonToEnter;
use super::entry_view::EntryNote;
use super::form::Typed;
use super::problem::home;
use super::view::Edit;
use super::{edit, submission};
use crate::domain::campaigns;
use crate::domain::ledger::Act;
use crate::domain::lists::{Draft, OwnerKind, Problem, actions, store};
use crate::kernel::ids::{OwnerId, PersonId, ProblemId, UnitId};
use crate::web::shell::access::rights::FileOwn;
use crate::web::shell::access::{Can, Visit};
use crate::web::shell::{Error, FieldProblems, is_by_script, render};

pub(super) async fn page(can: Can<FileOwn>) -> Result<Response, Error> {
    let mut can = can.into_visit();
    let person = can.actor.person.ok_or(Error::Forbidden)?;
    let view = blank(&mut can, (person.into(), OwnerKind::Person)).await?;
    Ok(render::ok(can.prefs.locale, &view))
}

/// `GET /bodies/{id}/problems/new`
pub(super) async fn page_of_body(filing: BodyToFile) -> Result<Response, Error> {
    let BodyToFile { mut can, body } = filing;
    let to = format!("/bodies/{}/problems", body.id);
    let view = Edit {
        save: to.clone(),
        submit: to,
        body: Some(BodyNote::default()),
        ..blank(&mut can, (body.id.into(), OwnerKind::Body)).await?
    };
    Ok(render::ok(can.prefs.locale, &view))
}

/// `GET /people/{id}/problems/new`
pub(super) async fn page_for_other(entering: PersonToEnter) -> Result<Response, Error> {
    let PersonToEnter { mut can, person } = entering;
    let to = format!("/people/{}/problems", person.id);
    let entry = EntryNote {
        typing: true,
        who: person.name,
        ..EntryNote::default()
    };
    let view = Edit {
        save: to.clone(),
        submit: to,
        entry: Some(entry),
        ..blank(&mut can, (person.id.into(), OwnerKind::Person)).await?
    };
    Ok(render::ok(can.prefs.locale, &view))
}

async fn blank(can: &mut Visit, owner: (OwnerId, OwnerKind)) -> Result<Edit, Error> {
    let campaign = can.campaign()?;
    let terms = campaigns::store::terms(&mut can.tx, campaign.id).await?;
    let title = can.prefs.locale.t("填报新问题").to_owned();
    let nothing = (&FieldProblems::new(), &[][..]);
    edit::form(can, title, (owner, None), (&Draft::default(), &terms), nothing).await
}

pub(super) async fn start(
    can: Can<FileOwn>,
    headers: HeaderMap,
    Form(typed): Form<Typed>,
) -> Result<Response, Error> {
    file(can.into_visit(), is_by_script(&headers), typed, Whose::Own).await
}

/// `POST /bodies/{id}/problems`
pub(super) async fn start_of_body(
    filing: BodyToFile,
    headers: HeaderMap,
    Form(typed): Form<Typed>,
) -> Result<Response, Error> {
    let BodyToFile { can, body } = filing;
    file(can, is_by_script(&headers), typed, Whose::Body(body.id)).await
}

/// `POST /people/{id}/problems`
pub(super) async fn start_for_other(
    entering: PersonToEnter,
    headers: HeaderMap,
    Form(typed): Form<Typed>,
) -> Result<Response, Error> {
    let PersonToEnter { can, person } = entering;
    file(can, is_by_script(&headers), typed, Whose::Other(person.id)).await
}

/// Whose problem is begun.
#[derive(Clone, Copy, Debug)]
pub(super) enum Whose {
    /// The visitor's own.
    Own,
    /// That of a body they file for.
    Body(UnitId),
    /// That of somebody for whom they type.
    Other(PersonId),
}

async fn file(mut can: Visit, by_itself: bool, mut typed: Typed, whose: Whose) -> Result<Response, Error> {
    let home = match whose {
        Whose::Own => home(OwnerKind::Person).0,
        Whose::Body(_) => home(OwnerKind::Body).0,
        Whose::Other(_) => "/entries",
    };
    if !typed.is_of(can.session.account) {
        return Err(Error::Forbidden);
    }
    if typed.is_beyond_reason() {
        return Err(Error::malformed());
    }
    if !typed.id.is_empty() {
        let problem = started(&mut can, &typed.id).await?;
        if typed.submits() {
            let mut act = can.act(&typed.act_id, home).await?;
            let version = super::stale::settle(&mut can, &problem, &typed, &typed.draft()).await?;
            return submission::run(can, &mut act, problem, version, &typed).await;
        }
        return keep(can, &problem, &typed, by_itself).await;
    }
    if by_itself && let Some(begun) = begun_before(&mut can, &typed).await? {
        return keep(can, &begun, &typed, by_itself).await;
    }
    let mut act = can.act(&typed.act_id, home).await?;
    let problem = start_one(&mut can, &mut act, &typed.draft(), whose).await?;
    let version = problem.version;
    if typed.submits() && problem.entered_by.is_none() {
        return submission::run(can, &mut act, problem, version, &typed).await;
    }
    typed.version = version.to_string();
    keep(can, &problem, &typed, by_itself).await
}

/// What this very act began when it was sent before: the answer was lost on its way, and the page goes on with it.
async fn begun_before(can: &mut Visit, typed: &Typed) -> Result<Option<Problem>, Error> {
    let Ok(act) = typed.act_id.parse() else {
        return Ok(None);
    };
    match store::begun_by(&mut can.tx, act).await? {
        Some(id) => started(can, &id.to_string()).await.map(Some),
        None => Ok(None),
    }
}

/// Begins a problem with this text.
pub(super) async fn start_one(
    can: &mut Visit,
    act: &mut Act,
    draft: &Draft,
    whose: Whose,
) -> Result<Problem, Error> {
    let campaign = can.campaign()?;
    let own = can.actor.person;
    let tx = &mut can.tx;
    Ok(match whose {
        Whose::Body(body) => actions::start_for_body(tx, act, &campaign, body, draft).await?,
        Whose::Other(person) => actions::enter(tx, act, &campaign, person, draft).await?,
        Whose::Own => {
            let person = own.ok_or(Error::Forbidden)?;
            actions::start(tx, act, &campaign, person, draft).await?
        }
    })
}

/// The problem that the autosave of this very page has started.
async fn started(can: &mut Visit, id: &str) -> Result<Problem, Error> {
    let id: ProblemId = id.parse().map_err(|_| Error::NotFound)?;
    let problem = store::find(&mut can.tx, id).await?.ok_or(Error::NotFound)?;
    if problem.is_written_by(&can.actor) {
        Ok(problem)
    } else {
        Err(Error::Forbidden)
    }
}
