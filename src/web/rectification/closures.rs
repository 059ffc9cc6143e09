//! `GET /closures`: what waits for its number.

use axum::response::Response;

use super::gate::{self, AtGate, PAGE, Ticks};
use super::view;
use crate::domain::rectification::actions::MOST;
use crate::domain::rectification::{Queue, store};
use crate::kernel::fields::FieldProblems;
use crate::kernel::ids::ProblemId;
use crate::kernel::scope::Role;
use crate::web::shell::access::rights::Close;
use crate::web::shell::access::{Can, Visit};
use crate::web::shell::list::book::workbook;
use crate::web::shell::list::catalogue::TO_NUMBER;
use crate::web::shell::list::{Listing, Source as _};
use crate::web::shell::{Error, render};

pub(super) async fn page(can: Can<Close>) -> Result<Response, Error> {
    let mut can = can.into_visit();
    let listing = Listing::of(&mut can, &TO_NUMBER).await?;
    if let Some(elsewhere) = listing.opens_elsewhere() {
        return Ok(elsewhere);
    }
    let form = view::Chosen::fresh();
    let view = draw(&mut can, &listing, Ticks::All, form).await?;
    Ok(render::ok(can.prefs.locale, &view))
}

/// `GET /closures.xlsx`
pub(super) async fn book(can: Can<Close>) -> Result<Response, Error> {
    let mut can = can.into_visit();
    let listing = Listing::asked(&can, &TO_NUMBER);
    let at = at(&can, &listing, None)?;
    let counts = store::counts(&mut can.tx, &at.queue).await?;
    let about = gate::about(&can, &at.queue, &counts);
    workbook(can, &listing, about, &at).await
}

/// What waits, as the list asks for it.
pub(super) fn queue(can: &Visit, listing: &Listing) -> Result<Queue, Error> {
    let queue = Queue::to_number(can.campaign()?.id, &can.actor);
    Ok(gate::narrowed(queue, listing))
}

/// Sentences of guarded tiers are not for the office as such.
fn at(can: &Visit, listing: &Listing, ticks: Option<Ticks>) -> Result<AtGate, Error> {
    Ok(AtGate {
        queue: queue(can, listing)?,
        opens_guarded: can.has(Role::CityReader),
        ticks,
    })
}

/// The page.
pub(super) async fn draw(
    can: &mut Visit,
    listing: &Listing,
    ticks: Ticks,
    chosen: view::Chosen,
) -> Result<view::Closures, Error> {
    let at = at(can, listing, Some(ticks))?;
    let counts = store::counts(&mut can.tx, &at.queue).await?;
    let after = can.after::<ProblemId>("after");
    let portion = at.rows(can, after, PAGE).await?;
    let filter = view::Filter::of(&at.queue, &counts);
    let pickable = |row: &&crate::web::shell::list::Row| row.pick.as_ref().is_some_and(|p| p.posts.is_some());
    Ok(view::Closures {
        page: can.confidential_page(can.prefs.locale.t("编号销号")),
        here: portion.rows.iter().filter(pickable).count(),
        all: filter.shown - filter.theirs,
        most: i64::try_from(MOST).unwrap_or(i64::MAX),
        at: can.path.clone(),
        filtered: listing.is_filtered(),
        next: portion.next.map(|id| listing.after(&id)),
        first: after.map(|_| listing.address()),
        list: listing.shown(can, portion.rows),
        filter,
        chosen,
    })
}

/// Of a query that the page was drawn by.
pub(super) fn query(at: &str) -> &str {
    at.split_once('?').map_or("", |(_, query)| query)
}

/// The fields' problems of a form that is drawn again.
pub(super) fn again(over: &str, problems: FieldProblems) -> view::Chosen {
    view::Chosen {
        all: over == "all",
        problems,
    }
}
