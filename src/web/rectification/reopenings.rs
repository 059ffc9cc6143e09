//! `GET /reopenings`: requests to take closed problems up again, that wait for the office.

use axum::response::Response;
use uuid::Uuid;

use super::gate::PAGE;
use super::reopening::asker_label;
use super::view;
use crate::domain::rectification::Seat;
use crate::domain::rectification::store::{self, ToReopen};
use crate::kernel::clock::day_of;
use crate::kernel::scope::Role;
use crate::web::shell::access::rights::LookBack;
use crate::web::shell::access::{Can, Visit};
use crate::web::shell::list::book::{About, workbook};
use crate::web::shell::list::catalogue::REOPENINGS;
use crate::web::shell::list::{Cell, Listing, Portion, Row, Source};
use crate::web::shell::roles::tier_label;
use crate::web::shell::{Error, dates, render};

/// What waits for the office as which somebody visits.
struct Waiting;

impl Source for Waiting {
    type After = Uuid;

    async fn rows(&self, can: &mut Visit, after: Option<Uuid>, limit: usize) -> Result<Portion<Uuid>, Error> {
        let most = i64::try_from(limit + 1).unwrap_or(i64::MAX);
        let (campaign, seat) = (can.campaign()?.id, Seat::of(&can.actor));
        let found = store::to_reopen(&mut can.tx, campaign, &seat, after, most).await?;
        let row = |line: ToReopen| row(can, &line);
        Ok(Portion::cut(found, limit, |line| line.id, row))
    }
}

pub(super) async fn page(can: Can<LookBack>) -> Result<Response, Error> {
    let mut can = can.into_visit();
    let listing = Listing::of(&mut can, &REOPENINGS).await?;
    if let Some(elsewhere) = listing.opens_elsewhere() {
        return Ok(elsewhere);
    }
    let after = can.after::<Uuid>("after");
    let portion = Waiting.rows(&mut can, after, PAGE).await?;
    let view = view::Reopenings {
        page: can.page(can.prefs.locale.t("重新整改申请")),
        next: portion.next.map(|id| listing.after(&id)),
        first: after.map(|_| listing.address()),
        list: listing.shown(&can, portion.rows),
    };
    Ok(render::ok(can.prefs.locale, &view))
}

/// `GET /reopenings.xlsx`
pub(super) async fn book(can: Can<LookBack>) -> Result<Response, Error> {
    let can = can.into_visit();
    let listing = Listing::asked(&can, &REOPENINGS);
    workbook(can, &listing, About::default(), &Waiting).await
}

fn row(can: &Visit, line: &ToReopen) -> Row {
    let (locale, today) = (can.prefs.locale, can.today());
    let to = format!("/problems/{}/reopening/decision", line.problem);
    // Texts of guarded tiers are only for whoever was named to read them.
    let opens = !line.tier.is_guarded() || can.has(Role::CityReader);
    let number = if opens {
        Cell::text(&line.number).leading(&to)
    } else {
        Cell::text(&line.number)
    };
    let row = Row::new([
        number,
        Cell::text(&line.owner_name),
        Cell::text(&line.unit_name),
        Cell::text(format!("{} {}", locale.t(asker_label(line.asker)), line.who)),
        Cell::text(locale.t(tier_label(line.tier))),
        Cell::text(dates::short(locale, day_of(line.at), today)),
    ]);
    Row {
        href: opens.then_some(to),
        ..row
    }
}
