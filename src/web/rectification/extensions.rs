//! `GET /extensions`: requests for more time that wait for the visitor, as leader in charge and for an office.

use axum::response::Response;
use uuid::Uuid;

use super::gate::PAGE;
use super::view;
use crate::domain::rectification::Seat;
use crate::domain::rectification::store::{self, ToExtend};
use crate::kernel::clock::day_of;
use crate::kernel::scope::Role;
use crate::web::shell::access::rights::DecideExtensions;
use crate::web::shell::access::{Can, Visit};
use crate::web::shell::list::book::{About, workbook};
use crate::web::shell::list::catalogue::EXTENSIONS;
use crate::web::shell::list::{Cell, Listing, Portion, Row, Source};
use crate::web::shell::{Error, dates, n_, render};

/// What waits for whoever visits.
struct Mine;

impl Source for Mine {
    type After = Uuid;

    async fn rows(&self, can: &mut Visit, after: Option<Uuid>, limit: usize) -> Result<Portion<Uuid>, Error> {
        let most = i64::try_from(limit + 1).unwrap_or(i64::MAX);
        let (campaign, seat) = (can.campaign()?.id, Seat::of(&can.actor));
        let found = store::to_extend(&mut can.tx, campaign, &seat, after, most).await?;
        let row = |line: ToExtend| row(can, &line);
        Ok(Portion::cut(found, limit, |line| line.id, row))
    }
}

pub(super) async fn page(can: Can<DecideExtensions>) -> Result<Response, Error> {
    let mut can = can.into_visit();
    let listing = Listing::of(&mut can, &EXTENSIONS).await?;
    if let Some(elsewhere) = listing.opens_elsewhere() {
        return Ok(elsewhere);
    }
    let after = can.after::<Uuid>("after");
    let portion = Mine.rows(&mut can, after, PAGE).await?;
    let view = view::Extensions {
        page: can.confidential_page(can.prefs.locale.t("延期审批")),
        start: portion.rows.iter().find_map(|row| row.href.clone()),
        next: portion.next.map(|id| listing.after(&id)),
        first: after.map(|_| listing.address()),
        list: listing.shown(&can, portion.rows),
    };
    Ok(render::ok(can.prefs.locale, &view))
}

/// `GET /extensions.xlsx`
pub(super) async fn book(can: Can<DecideExtensions>) -> Result<Response, Error> {
    let can = can.into_visit();
    let listing = Listing::asked(&can, &EXTENSIONS);
    workbook(can, &listing, About::default(), &Mine).await
}

/// A guarded text is read where its opening is recorded, never in passing; the office reads it only if it was named to.
fn row(can: &Visit, line: &ToExtend) -> Row {
    let (locale, today) = (can.prefs.locale, can.today());
    let day = |day| Cell::text(dates::short(locale, day, today));
    let to = format!("/problems/{}/extension/decision", line.problem);
    let guarded = line.tier.is_guarded();
    let opens = !guarded || line.as_leader || can.has(Role::CityReader);
    let title = match (guarded, opens) {
        (false, _) => Cell::text(&line.title).chinese(),
        (true, true) => Cell::text(locale.t("打开后可见，打开留痕")),
        (true, false) => Cell::default().and_mute(locale.t("内容不公开给活动办")),
    };
    let title = if opens { title.leading(&to) } else { title };
    let seat = if line.as_leader {
        n_("分管领导")
    } else {
        n_("活动办")
    };
    let row = Row::new([
        Cell::text(&line.number),
        title,
        Cell::text(&line.owner_name),
        Cell::text(&line.unit_name),
        line.due_on.map(day).unwrap_or_default(),
        day(line.new_due_on),
        Cell::text(locale.t(seat)),
        day(day_of(line.at)),
    ]);
    Row {
        href: opens.then_some(to),
        late: line.due_on.is_some_and(|due| due < today),
        ..row
    }
}
