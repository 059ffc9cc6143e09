//! `GET` and `POST /handovers`: whom the visitor leads now, to be acknowledged, one click a person.

use axum::response::Response;
use axum_extra::extract::Form;
use serde::Deserialize;
use uuid::Uuid;

use super::view::{HandoverLine, Handovers};
use crate::domain::lists::ListsError;
use crate::domain::lists::actions;
use crate::domain::lists::store::handovers::Handover;
use crate::kernel::clock::day_of;
use crate::kernel::scope::StandIn;
use crate::web::shell::access::rights::FileOwn;
use crate::web::shell::access::{Can, Visit};
use crate::web::shell::{Error, FlashKind, dates, flash, msg, render};

const PLACE: &str = "/handovers";

/// What is posted.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    act_id: String,
    handover: String,
}

pub(super) async fn page(can: Can<FileOwn>) -> Result<Response, Error> {
    let mut can = can.into_visit();
    let actor = can.actor.clone();
    let waiting = actions::to_acknowledge(&mut can.tx, &actor).await?;
    let view = Handovers {
        page: can.page(can.prefs.locale.t("新转到我分管的干部")),
        lines: waiting.into_iter().map(|one| line(&can, one)).collect(),
    };
    Ok(render::ok(can.prefs.locale, &view))
}

fn line(can: &Visit, (one, order): (Handover, Option<StandIn>)) -> HandoverLine {
    HandoverLine {
        id: one.id.to_string(),
        name: one.name,
        staff_no: one.staff_no,
        unit: one.unit.unwrap_or_default(),
        title: one.title.unwrap_or_default(),
        from: one.from.unwrap_or_default(),
        problems: one.problems,
        signatures: one.signatures,
        stead: order.map(|order| order.name),
        since: dates::short(can.prefs.locale, day_of(one.at), can.today()),
    }
}

pub(super) async fn acknowledge(can: Can<FileOwn>, Form(typed): Form<Typed>) -> Result<Response, Error> {
    let mut can = can.into_visit();
    let id: Uuid = typed.handover.parse().map_err(|_| Error::malformed())?;
    let mut act = can.act(&typed.act_id, PLACE).await?;
    let one = match actions::acknowledge(&mut can.tx, &mut act, id).await {
        Ok(one) => one,
        Err(ListsError::NotFound) => return Err(Error::NotFound),
        Err(other) => return Err(other.into()),
    };
    can.commit().await?;
    let message = msg("已确认分管 {0}。待签的在“待我签字”里。").with(&one.name);
    Ok(flash::redirect(PLACE, FlashKind::Ok, &message))
}
