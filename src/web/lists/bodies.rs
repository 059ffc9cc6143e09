//! `GET /bodies`: the problems of the leading bodies that one files for; `POST /bodies/{id}/discussions` records a meeting.

use axum::response::Response;
use axum_extra::extract::Form;
use serde::Deserialize;

use super::body::BodyToFile;
use super::body_view::{self, Bodies, Body, BodyRow, Discussing};
use super::my;
use crate::domain::lists::discussion::{Held, Kind, Typed as Discussion};
use crate::domain::lists::store::{self, Line, discussions};
use crate::domain::lists::{ListsError, State, actions};
use crate::domain::units;
use crate::kernel::fields::FieldProblems;
use crate::kernel::ids::UnitId;
use crate::kernel::scope::BodyDuty;
use crate::web::shell::access::rights::FileForBodies;
use crate::web::shell::access::{Can, Visit};
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
    let mut bodies = Vec::new();
    let mut ids: Vec<UnitId> = Vec::new();
    for duty in [BodyDuty::Drafter, BodyDuty::Principal] {
        ids.extend(
            can.actor
                .bodies_as(duty)
                .filter(|id| !ids.contains(id))
                .collect::<Vec<_>>(),
        );
    }
    let mut typed = typed;
    for id in ids {
        let Some(unit) = units::store::find(&mut can.tx, id).await? else {
            continue;
        };
        let own = typed
            .take_if(|(body, ..)| *body == id)
            .map(|(_, typed, wrong)| (typed, wrong));
        bodies.push(body(can, unit, own).await?);
    }
    Ok(Bodies {
        page: can.confidential_page(can.prefs.locale.t("班子清单")),
        bodies,
        kinds: Kind::ALL.map(|kind| (kind.code(), meeting_label(kind))).into(),
        today: can.today().to_string(),
    })
}

async fn body(
    can: &mut Visit,
    unit: units::Unit,
    typed: Option<(Typed, FieldProblems)>,
) -> Result<Body, Error> {
    let campaign = can.campaign()?.id;
    let owner = unit.id.into();
    let lines = store::mine(&mut can.tx, campaign, owner).await?;
    let held = discussions::of_body(&mut can.tx, unit.id).await?;
    let principal = can.actor.acts_for(owner, BodyDuty::Principal);
    let waits = |line: &&Line| {
        line.filing() == State::AwaitingOwner || line.rectification.as_deref() == Some("reported")
    };
    let ticked = |line: &Line| match &typed {
        Some((typed, _)) => typed.problem.contains(&line.id.to_string()),
        None => !held.iter().any(|held| held.problem == line.id),
    };
    let open = lines.iter().filter(|line| line.filing().is_editable());
    let open = open.map(|line| {
        (
            line.id.to_string(),
            format!("{} {}", line.number, line.title),
            ticked(line),
        )
    });
    Ok(Body {
        id: unit.id.to_string(),
        duties: [BodyDuty::Drafter, BodyDuty::Principal]
            .into_iter()
            .filter(|duty| can.actor.acts_for(owner, *duty))
            .map(duty_label)
            .collect(),
        to_sign: lines.iter().filter(waits).count() * usize::from(principal),
        open: open.collect(),
        rows: lines
            .iter()
            .map(|line| row(can, line, principal, &held))
            .collect(),
        name: unit.name,
        typed: typed
            .map(|(typed, problems)| Discussing {
                kind: typed.kind,
                meeting: typed.meeting,
                held_on: typed.held_on,
                problems,
            })
            .unwrap_or_default(),
    })
}

fn row(can: &Visit, line: &Line, principal: bool, held: &[Held]) -> BodyRow {
    let locale = can.prefs.locale;
    let last = held.iter().rev().find(|held| held.problem == line.id);
    BodyRow {
        row: my::row(locale, line, can.today()),
        // A drafter is done with it once the review is past.
        readable: principal || line.filing().is_filing(),
        discussed: last.map(|held| body_view::line(locale, held)),
    }
}
