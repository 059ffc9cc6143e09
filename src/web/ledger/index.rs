//! `GET /ledger`: acts, newest first.

use std::collections::HashMap;

use axum::http::StatusCode;
use axum::response::Response;
use axum_extra::extract::Query;
use uuid::Uuid;

use super::search::Asked;
use super::view::{Index, Object};
use super::{detail, objects};
use crate::domain::ledger::{self, EventRow};
use crate::kernel::clock::{day_of, local};
use crate::web::shell::access::rights::ReadLedger;
use crate::web::shell::access::{Can, Visit};
use crate::web::shell::list::book::{About, workbook};
use crate::web::shell::list::catalogue::ACTS;
use crate::web::shell::list::cell::Look;
use crate::web::shell::list::{Cell, Listing, Portion, Row, Source};
use crate::web::shell::{Error, acts as words, dates, n_, render};

/// Acts on one page.
const PAGE: usize = 50;

/// Objects whose names are looked up together.
const TOGETHER: usize = 500;

impl Source for Asked {
    type After = i64;

    async fn rows(&self, can: &mut Visit, before: Option<i64>, limit: usize) -> Result<Portion<i64>, Error> {
        let most = i64::try_from(limit + 1).unwrap_or(i64::MAX);
        let events = match &self.search() {
            Ok(search) => ledger::search(&mut can.tx, search, before, most).await?,
            Err(()) => Vec::new(),
        };
        let mut objects = HashMap::new();
        for events in events.chunks(TOGETHER) {
            objects.extend(objects::of(can, events).await?);
        }
        let row = |event: EventRow| row(can, &event, &objects);
        Ok(Portion::cut(events, limit, |event| event.id, row))
    }
}

pub(super) async fn page(can: Can<ReadLedger>, Query(asked): Query<Asked>) -> Result<Response, Error> {
    let mut can = can.into_visit();
    let listing = Listing::of(&mut can, &ACTS).await?;
    if let Some(elsewhere) = listing.opens_elsewhere() {
        return Ok(elsewhere);
    }
    let before: Option<i64> = asked.before.parse().ok();
    let portion = asked.rows(&mut can, before, PAGE).await?;
    let view = Index {
        append_only: ledger::is_append_only(&mut can.tx).await?,
        next: portion.next.map(|id| listing.after(&id)),
        first_page: before.map(|_| listing.address()),
        filtered: listing.is_filtered(),
        list: listing
            .shown(&can, portion.rows)
            .with_class("zg-table is-cards zg-acted"),
        day_is_wrong: asked.search().is_err(),
        sorts: &words::SORTS,
        act: asked.act.trim().to_owned(),
        who: asked.who.trim().to_owned(),
        day: asked.day.trim().to_owned(),
        page: can.page(can.prefs.locale.t("办理记录")),
    };
    let status = if view.day_is_wrong {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    Ok(render::html(can.prefs.locale, status, &view))
}

/// `GET /ledger.xlsx`
pub(super) async fn book(can: Can<ReadLedger>, Query(asked): Query<Asked>) -> Result<Response, Error> {
    let can = can.into_visit();
    let listing = Listing::asked(&can, &ACTS);
    let act = asked.act.trim();
    let sort = words::SORTS.iter().find(|(prefix, ..)| *prefix == act);
    let known = words::name(act).or(sort.map(|(_, label, _)| *label));
    let act = known.map_or(act, |name| can.prefs.locale.t(name));
    let about = [
        (n_("办理"), act),
        (n_("人"), asked.who.trim()),
        (n_("日期"), asked.day.trim()),
    ];
    let about = About::asked(&can, &about);
    workbook(can, &listing, about, &asked).await
}

fn row(can: &Visit, event: &EventRow, objects: &HashMap<Uuid, Object>) -> Row {
    let locale = can.prefs.locale;
    let object = event.object_id.and_then(|id| objects.get(&id));
    // Whoever signs in does it to nobody else.
    let object = object.filter(|object| event.who.as_ref() != Some(&object.name));
    let day = dates::short(locale, day_of(event.at), can.today());
    let time = format!("{day} {}", local(event.at).format("%H:%M:%S"));
    let instant = event.at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true);
    let who = match &event.who {
        Some(_) => Cell::text(words::who(locale, event)),
        None => Cell::default().and_mute(locale.t("程序")),
    };
    let details = detail::details(locale, &event.data, objects).into_iter();
    Row::new([
        Cell::default().and(time, Look::Time(instant)),
        who.and(event.login.clone().unwrap_or_default(), Look::Small),
        match words::name(&event.act) {
            Some(name) => Cell::text(locale.t(name)),
            None => Cell::default().and(&event.act, Look::Code),
        },
        match object {
            Some(Object {
                name,
                href: Some(href),
            }) => Cell::link(href, name),
            object => Cell::text(object.map_or("", |object| object.name.as_str())),
        },
        details.fold(Cell::default(), |cell, detail| {
            cell.and(detail.value, Look::Fact(detail.key, detail.digest))
        }),
    ])
}
