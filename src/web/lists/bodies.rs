//! `GET /bodies`: the problems of the leading bodies that one files for; `POST /bodies/{id}/discussions` records a meeting.

use axum::response::Response;
use axum_extra::extract::Form;
use serde::Deserialize;

use super::bodies_list::{self, Filed};
use super::body::BodyToFile;
use super::body_view::{Bodies, Body, Discussing};
use crate::domain::lists::discussion::{Kind, Typed as Discussion};
use crate::domain::lists::store::Line;
use crate::domain::lists::{ListsError, State, actions};
use crate::kernel::fields::FieldProblems;
use crate::kernel::ids::UnitId;
use crate::kernel::scope::BodyDuty;
use crate::web::shell::access::rights::FileForBodies;
use crate::web::shell::access::{Can, Visit};
use crate::web::shell::list::Listing;
use crate::web::shell::list::catalogue::BODIES;
use crate::web::shell::roles::{duty_label, meeting_label};
use crate::web::shell::{Error, FlashKind, flash, msg, render};

const PLACE: &str = "/bodies";

/// What is posted.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    act_id: String,
    kind: String,
    meeting: String,
    held_on: String,
    problem: Vec<String>,
}

pub(super) async fn page(can: Can<FileForBodies>) -> Result<Response, Error> {
    let mut can = can.into_visit();
    if let Some(elsewhere) = Listing::of(&mut can, &BODIES).await?.opens_elsewhere() {
        return Ok(elsewhere);
    }
    let view = draw(&mut can, None).await?;
    Ok(render::ok(can.prefs.locale, &view))
}

pub(super) async fn discuss(filing: BodyToFile, Form(typed): Form<Typed>) -> Result<Response, Error> {
    let BodyToFile { mut can, body } = filing;
    let discussion = Discussion {
        kind: typed.kind.clone(),
        meeting: typed.meeting.clone(),
        held_on: typed.held_on.clone(),
    };
    let discussion = match discussion.check(can.today()) {
        Ok(discussion) => discussion,
        Err(wrong) => return again(can, body.id, typed, wrong).await,
    };
    let chosen: Result<Vec<_>, _> = typed.problem.iter().map(|id| id.parse()).collect();
    let chosen = chosen.map_err(|_| Error::malformed())?;
    let mut act = can.act(&typed.act_id, PLACE).await?;
    match actions::discuss(&mut can.tx, &mut act, body.id, &chosen, &discussion).await {
        Ok(()) => can.commit().await?,
        Err(ListsError::Invalid(wrong)) => return again(can, body.id, typed, wrong).await,
        Err(other) => return Err(other.into()),
    }
    let message = msg("已登记集体研究，涉及 {0} 条。").with(chosen.len());
    Ok(flash::redirect(PLACE, FlashKind::Ok, &message))
}

async fn again(mut can: Visit, body: UnitId, typed: Typed, wrong: FieldProblems) -> Result<Response, Error> {
    let view = draw(&mut can, Some((body, typed, wrong))).await?;
    Ok(render::invalid(can.prefs.locale, &view))
}

async fn draw(can: &mut Visit, typed: Option<(UnitId, Typed, FieldProblems)>) -> Result<Bodies, Error> {
    let listing = Listing::of(can, &BODIES).await?;
    let all = Filed::all(can).await?;
    let mut typed = typed;
    let mut bodies = Vec::new();
    for filed in &all {
        let own = typed
            .take_if(|(body, ..)| *body == filed.unit.id)
            .map(|(_, typed, wrong)| (typed, wrong));
        bodies.push(body(can, filed, own));
    }
    let rows = bodies_list::rows(can, &listing, &all);
    let asked = listing.ask("body").to_owned();
    let choice = |filed: &Filed| {
        let id = filed.unit.id.to_string();
        (filed.unit.name.clone(), id == asked, id)
    };
    Ok(Bodies {
        page: can.confidential_page(can.prefs.locale.t("班子清单")),
        choices: all.iter().map(choice).collect(),
        filtered: listing.is_filtered(),
        any: all.iter().any(|filed| !filed.lines.is_empty()),
        list: listing.shown(can, rows),
        bodies,
        kinds: Kind::ALL.map(|kind| (kind.code(), meeting_label(kind))).into(),
        today: can.today().to_string(),
    })
}

fn body(can: &Visit, filed: &Filed, typed: Option<(Typed, FieldProblems)>) -> Body {
    let (unit, lines) = (&filed.unit, &filed.lines);
    let waits = |line: &&Line| {
        line.filing() == State::AwaitingOwner || line.rectification.as_deref() == Some("reported")
    };
    let ticked = |line: &Line| match &typed {
        Some((typed, _)) => typed.problem.contains(&line.id.to_string()),
        None => !filed.held.iter().any(|held| held.problem == line.id),
    };
    let open = lines.iter().filter(|line| line.filing().is_editable());
    let open = open.map(|line| {
        (
            line.id.to_string(),
            format!("{} {}", line.number, line.title),
            ticked(line),
        )
    });
    Body {
        id: unit.id.to_string(),
        duties: [BodyDuty::Drafter, BodyDuty::Principal]
            .into_iter()
            .filter(|duty| can.actor.acts_for(unit.id.into(), *duty))
            .map(duty_label)
            .collect(),
        to_sign: lines.iter().filter(waits).count() * usize::from(filed.principal),
        open: open.collect(),
        empty: lines.is_empty(),
        name: unit.name.clone(),
        typed: typed
            .map(|(typed, problems)| Discussing {
                kind: typed.kind,
                meeting: typed.meeting,
                held_on: typed.held_on,
                problems,
            })
            .unwrap_or_default(),
    }
}
