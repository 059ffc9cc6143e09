//! `GET /lots/{id}`: a lot with its entries and what was ruled, to go on with, to put back, to be confirmed.

use axum::response::Response;
use axum_extra::extract::Query;

use super::access::LotInSight;
use super::filter::{self, Asked};
use super::going::{bar, lot_name, lot_page, posted};
use super::{labels, view};
use crate::domain::lists::State;
use crate::domain::review::lots::Lot;
use crate::domain::review::lots::store::{self, LotEntry};
use crate::domain::review::queue::Filter;
use crate::web::review::undo;
use crate::web::shell::access::Visit;
use crate::web::shell::badges::Badge;
use crate::web::shell::{Error, dates, n_, render};

pub(in crate::web::review) async fn page(
    LotInSight { mut can, lot, head }: LotInSight,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let entries = store::entries(&mut can.tx, lot.id).await?;
    let undo = undo::offer(&mut can, &asked.undo).await?;
    let locale = can.prefs.locale;
    let mine = Some(lot.reviewer) == can.actor.person;
    let open = lot.ended.is_none();
    let first = entries.iter().find(|entry| entry.waits && mine && open);
    let view = view::One {
        name: lot_name(&can, &lot),
        reviewer: lot.reviewer_name.clone(),
        state: super::index::state(&lot, &can),
        given_by: lot.given_by.clone(),
        confirmed: confirmed(&can, &lot),
        go_on: first.map(|entry| filter::entry(entry.id, Filter::default())),
        end: ending(open, mine, head),
        confirm: head && !mine && !open && lot.confirmed.is_none(),
        action: lot_page(&lot),
        more: (mine && !open).then(|| posted(lot.kind)),
        own_head: head && mine && !open && lot.confirmed.is_none(),
        returned: lot.returned,
        revoked: entries
            .iter()
            .filter(|entry| entry.revoked && entry.verdict.is_none())
            .count(),
        undo,
        entries: entries
            .iter()
            .map(|entry| drawn(&lot, entry, head && !mine))
            .collect(),
        bar: bar(&can, &lot),
        page: super::super::view::dense(can.confidential_page(locale.t("审核批次"))),
    };
    Ok(render::ok(locale, &view))
}

fn confirmed(can: &Visit, lot: &Lot) -> Option<(String, String)> {
    let (who, at) = lot.confirmed.as_ref()?;
    Some((who.clone(), dates::moment(can.prefs.locale, *at, can.today())))
}

fn ending(open: bool, mine: bool, head: bool) -> Option<&'static str> {
    match (open, mine, head) {
        (true, true, _) => Some(n_("放回没审的")),
        (true, false, true) => Some(n_("收回没审的")),
        _ => None,
    }
}

fn drawn(lot: &Lot, entry: &LotEntry, may_revoke: bool) -> view::Entry {
    let state = State::from_code(&entry.state).unwrap_or(State::Submitted);
    let open = !matches!(state, State::Claimed | State::Withdrawn | State::Draft);
    let revoke = may_revoke && open && entry.verdict.is_some();
    view::Entry {
        href: if entry.waits {
            filter::entry(entry.id, Filter::default())
        } else {
            format!("/problems/{}", entry.id)
        },
        number: entry.number.clone(),
        title: (!lot.kind.tier.is_guarded()).then(|| entry.title.clone()),
        owner: entry.owner_name.clone(),
        ruling: match entry.verdict {
            Some((_, ruling)) => Some(labels::ruling(ruling)),
            None if entry.revoked => Some(n_("结论已撤销")),
            None if entry.passed_on => Some(n_("已转交")),
            None => None,
        },
        state: Badge::of(state, entry.rectification.as_deref()).label,
        revoke: revoke.then(|| format!("/problems/{}/revocation", entry.id)),
    }
}
