//! `GET /ledger`: acts, newest first.

use std::collections::HashMap;

use axum::http::StatusCode;
use axum::response::Response;
use axum_extra::extract::Query;
use uuid::Uuid;

use super::search::Asked;
use super::view::{Index, Line, Object};
use super::{detail, objects};
use crate::domain::ledger::{self, EventRow};
use crate::kernel::clock::{day_of, local};
use crate::web::shell::access::rights::ReadLedger;
use crate::web::shell::access::{Can, Visit};
use crate::web::shell::{Error, acts as words, dates, render};

/// Acts on one page.
const PAGE: usize = 50;

pub(super) async fn page(can: Can<ReadLedger>, Query(asked): Query<Asked>) -> Result<Response, Error> {
    let mut can = can.into_visit();
    let search = asked.search();
    let before: Option<i64> = asked.before.parse().ok();
    let limit = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
    let mut events = match &search {
        Ok(search) => ledger::search(&mut can.tx, search, before, limit).await?,
        Err(()) => Vec::new(),
    };
    let more = events.len() > PAGE;
    events.truncate(PAGE);
    let objects = objects::of(&mut can, &events).await?;
    let view = Index {
        append_only: ledger::is_append_only(&mut can.tx).await?,
        lines: events.iter().map(|event| line(&can, event, &objects)).collect(),
        next: events
            .last()
            .filter(|_| more)
            .map(|last| asked.address(Some(last.id))),
        first_page: before.map(|_| asked.address(None)),
        filtered: asked.is_filtered(),
        day_is_wrong: search.is_err(),
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

fn line(can: &Visit, event: &EventRow, objects: &HashMap<Uuid, Object>) -> Line {
    let locale = can.prefs.locale;
    let known = words::name(&event.act);
    let object = event.object_id.and_then(|id| objects.get(&id));
    // Whoever signs in does it to nobody else.
    let object = object.filter(|object| event.who.as_ref() != Some(&object.name));
    Line {
        day: dates::short(locale, day_of(event.at), can.today()),
        time: local(event.at).format("%H:%M:%S").to_string(),
        instant: event.at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true),
        who: event.who.as_ref().map(|_| words::who(locale, event)),
        login: event.login.clone().unwrap_or_default(),
        what: known.map_or_else(|| event.act.clone(), |name| locale.t(name).to_owned()),
        known: known.is_some(),
        object: object.cloned().unwrap_or_default(),
        details: detail::details(locale, &event.data, objects),
    }
}
