//! `GET /review`: what waits for the visitor's group, by unit and tier, then the entries person by person.

use axum::response::Response;
use axum_extra::extract::Query;

use super::filter::{self, Asked};
use super::{labels, view};
use crate::domain::lists::{self, Tier};
use crate::domain::review::queue::{Count, Desk, Entry, Filter, Place};
use crate::domain::review::store;
use crate::kernel::ids::UnitId;
use crate::web::shell::access::rights::Review;
use crate::web::shell::access::{Can, Visit};
use crate::web::shell::{Error, Locale, render};

/// Entries on one page.
const PAGE: usize = 50;

pub(super) async fn page(mut can: Can<Review>, Query(asked): Query<Asked>) -> Result<Response, Error> {
    let wanted = asked.filter();
    let desk = filter::desk(&mut can).await?;
    let counts = store::counts(&mut can.tx, &desk).await?;
    let after = place(&mut can, &asked.after).await?;
    let mut entries = entries(&mut can, &desk, wanted, after).await?;
    let more = entries.len() > PAGE;
    entries.truncate(PAGE);
    let locale = can.prefs.locale;
    let next = entries.last().filter(|_| more);
    let view = view::Queue {
        next: next.map(|entry| filter::queue_after(wanted, entry.id)),
        first_page: after.map(|_| filter::queue(wanted)),
        start: entries.first().map(|entry| filter::entry(entry.id, wanted)),
        owners: owners(locale, wanted, &entries),
        units: units(wanted, &counts),
        choices: choices(wanted, &counts),
        filtered: wanted != Filter::default(),
        total: view::Totals::of(&counts, wanted),
        tiers: Tier::ALL.map(labels::tier),
        page: view::dense(can.confidential_page(locale.t("审核"))),
    };
    Ok(render::ok(locale, &view))
}

async fn place(can: &mut Visit, after: &str) -> Result<Option<Place>, Error> {
    let Ok(id) = after.parse() else {
        return Ok(None);
    };
    let last = lists::store::find(&mut can.tx, id).await?;
    Ok(last.as_ref().map(Place::from))
}

async fn entries(
    can: &mut Visit,
    desk: &Desk,
    wanted: Filter,
    after: Option<Place>,
) -> Result<Vec<Entry>, Error> {
    let limit = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
    Ok(store::page(&mut can.tx, desk, wanted, after, limit).await?)
}

/// Entries of one owner stand together.
fn owners(locale: Locale, wanted: Filter, entries: &[Entry]) -> Vec<view::Owner> {
    let same = |a: &Entry, b: &Entry| a.owner == b.owner;
    let groups = entries.chunk_by(same);
    let owner = |entries: &[Entry]| {
        let first = &entries[0];
        view::Owner {
            name: first.owner_name.clone(),
            unit: first.unit_name.clone(),
            tier: labels::tier(first.tier),
            rows: entries.iter().map(|entry| row(locale, wanted, entry)).collect(),
        }
    };
    groups.map(owner).collect()
}

fn row(locale: Locale, wanted: Filter, entry: &Entry) -> view::Row {
    view::Row {
        href: filter::entry(entry.id, wanted),
        number: entry.number.clone(),
        seq: entry.seq,
        // Whoever reads a guarded sentence opens the entry, and the opening is recorded.
        title: (!entry.tier.is_guarded()).then(|| entry.title.clone()),
        revision: (entry.revision > 1).then_some(entry.revision),
        submitted: labels::day(locale, entry.submitted_at),
    }
}

/// One row a unit that has something waiting, whatever the filter.
fn units(wanted: Filter, counts: &[Count]) -> Vec<view::Unit> {
    let sum = |counts: &[Count], of: &dyn Fn(&Count) -> bool| -> i64 {
        counts.iter().filter(|c| of(c)).map(|c| c.mine).sum()
    };
    let link = |unit: UnitId, n: i64, tier, again| view::Linked {
        n,
        href: filter::queue(Filter {
            unit: Some(unit),
            tier,
            again,
        }),
    };
    let units = counts.chunk_by(|a, b| a.unit == b.unit);
    let unit = |counts: &[Count]| view::Unit {
        id: counts[0].unit.to_string(),
        name: counts[0].unit_name.clone(),
        chosen: wanted.unit == Some(counts[0].unit),
        tiers: Tier::ALL.map(|tier| {
            let n = sum(counts, &|c| c.tier == tier);
            link(counts[0].unit, n, Some(tier), None)
        }),
        again: link(counts[0].unit, sum(counts, &|c| c.again), None, Some(true)),
        all: link(counts[0].unit, sum(counts, &|_| true), None, None),
    };
    units.map(unit).filter(|unit| unit.all.n > 0).collect()
}

fn choices(wanted: Filter, counts: &[Count]) -> view::Choices {
    let tier = |tier: Tier| view::Choice {
        value: tier.code(),
        label: labels::tier(tier),
        n: counts.iter().filter(|c| c.tier == tier).map(|c| c.mine).sum(),
        chosen: wanted.tier == Some(tier),
    };
    view::Choices {
        tiers: Tier::ALL
            .map(tier)
            .into_iter()
            .filter(|t| t.n > 0 || t.chosen)
            .collect(),
        first: wanted.again == Some(false),
        again: wanted.again == Some(true),
    }
}
