//! `GET /checks`: what waits for a check by the visitor's groups.

use axum::response::Response;

use super::gate::{self, AtGate, PAGE};
use super::view;
use crate::domain::rectification::{Queue, store};
use crate::domain::review::queue::Desk;
use crate::kernel::ids::ProblemId;
use crate::web::shell::access::rights::Review;
use crate::web::shell::access::{Can, Visit};
use crate::web::shell::list::book::workbook;
use crate::web::shell::list::catalogue::CHECKS;
use crate::web::shell::list::{Listing, Source as _};
use crate::web::shell::{Error, render};

pub(super) async fn page(can: Can<Review>) -> Result<Response, Error> {
    let mut can = can.into_visit();
    let listing = Listing::of(&mut can, &CHECKS).await?;
    if let Some(elsewhere) = listing.opens_elsewhere() {
        return Ok(elsewhere);
    }
    let at = at(gate::narrowed(queue(&mut can).await?, &listing));
    let counts = store::counts(&mut can.tx, &at.queue).await?;
    let after = can.after::<ProblemId>("after");
    let portion = at.rows(&mut can, after, PAGE).await?;
    let view = view::Checks {
        page: can.confidential_page(can.prefs.locale.t("核验")),
        filter: view::Filter::of(&at.queue, &counts),
        filtered: listing.is_filtered(),
        start: portion.rows.iter().find_map(|row| row.href.clone()),
        next: portion.next.map(|id| listing.after(&id)),
        first: after.map(|_| listing.address()),
        list: listing.shown(&can, portion.rows),
    };
    Ok(render::ok(can.prefs.locale, &view))
}

/// `GET /checks.xlsx`
pub(super) async fn book(can: Can<Review>) -> Result<Response, Error> {
    let mut can = can.into_visit();
    let listing = Listing::asked(&can, &CHECKS);
    let at = at(gate::narrowed(queue(&mut can).await?, &listing));
    let counts = store::counts(&mut can.tx, &at.queue).await?;
    let about = gate::about(&can, &at.queue, &counts);
    workbook(can, &listing, about, &at).await
}

fn at(queue: Queue) -> AtGate {
    AtGate {
        queue,
        opens_guarded: true,
        ticks: None,
    }
}

/// What waits for whoever visits.
pub(super) async fn queue(can: &mut Visit) -> Result<Queue, Error> {
    let campaign = can.campaign()?.id;
    let person = can.actor.person.ok_or(Error::Forbidden)?;
    let actor = can.actor.clone();
    let desk = Desk::of(&mut can.tx, campaign, &actor, person).await?;
    Ok(Queue::to_check(&desk))
}
