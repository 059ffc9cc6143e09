//! `GET /views`: all views that the visitor finds, list by list; and for the office all that are shared.

use axum::response::Response;

use super::access::{address, listing};
use super::view::{Group, Index, Line, SharedLine};
use crate::domain::views::store::{self, Reach};
use crate::domain::views::{MOST, Shared, View};
use crate::web::shell::access::rights::{Office, SignedIn};
use crate::web::shell::access::{Can, Right as _, Visit};
use crate::web::shell::{Error, n_, render};

/// Shared views that whoever looks after them sees at once.
const SHOWN: i64 = 200;

pub(super) async fn page(can: Can<SignedIn>) -> Result<Response, Error> {
    let mut can = can.into_visit();
    let (actor, account) = (can.actor.clone(), can.session.account);
    let mut views = store::found(&mut can.tx, &actor, account, None).await?;
    // A view of a list that one may not open is none.
    views.retain(|view| listing(&view.list, &view.query).is_some_and(|listing| listing.held_by(&can)));
    let own = views.iter().filter(|view| view.account == account).count();
    views.sort_by(|a, b| a.list.cmp(&b.list));
    let shared: Option<Vec<_>> = if Office::held_by(&can) {
        let all = store::all_shared(&mut can.tx, account, SHOWN).await?;
        Some(all.into_iter().map(|reach| shared_line(&can, reach)).collect())
    } else {
        None
    };
    let groups = views.chunk_by(|a, b| a.list == b.list);
    let group = |views: &[View]| Group {
        name: listing(&views[0].list, "").map_or("", |listing| listing.name()),
        lines: views.iter().filter_map(|view| line(&can, view)).collect(),
    };
    let many = |shared: &Vec<_>| i64::try_from(shared.len()).is_ok_and(|n| n >= SHOWN);
    let view = Index {
        full: shared.as_ref().is_some_and(many),
        shared,
        shown: SHOWN,
        groups: groups.map(group).collect(),
        own,
        most: MOST,
        page: can.page(can.prefs.locale.t("视图")),
    };
    Ok(render::ok(can.prefs.locale, &view))
}

fn line(can: &Visit, view: &View) -> Option<Line> {
    let own = view.account == can.session.account;
    Some(Line {
        href: address(view)?,
        name: view.name.clone(),
        by: (!own).then(|| view.by.clone()),
        manage: own.then(|| format!("/views/{}", view.id)),
        pin: (!own).then(|| view.id.to_string()),
        pinned: view.pinned,
        shared: match (own, view.withdrawn, view.shared) {
            (true, true, _) => Some(n_("市活动办已收回，只有自己看得到")),
            (false, ..) | (_, _, Shared::Nobody) => None,
            _ => Some(n_("给别人用")),
        },
        opens_list: own && view.opens_list,
    })
}

fn shared_line(can: &Visit, reach: Reach) -> SharedLine {
    let listing = listing(&reach.list, &reach.query);
    let held = listing.as_ref().filter(|listing| listing.held_by(can));
    SharedLine {
        id: reach.id.to_string(),
        href: held.map(crate::web::shell::list::Listing::address),
        list: listing.as_ref().map_or("", |listing| listing.name()),
        name: reach.name,
        by: reach.by,
        circle: reach.circle,
    }
}
