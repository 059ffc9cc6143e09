//! `GET /views`: all views that the visitor finds, list by list.

use axum::response::Response;

use super::access::{address, listing};
use super::view::{Group, Index, Line};
use crate::domain::views::{MOST, Shared, View, store};
use crate::web::shell::access::rights::SignedIn;
use crate::web::shell::access::{Can, Visit};
use crate::web::shell::{Error, n_, render};

pub(super) async fn page(can: Can<SignedIn>) -> Result<Response, Error> {
    let mut can = can.into_visit();
    let (actor, account) = (can.actor.clone(), can.session.account);
    let mut views = store::found(&mut can.tx, &actor, account, None).await?;
    // A view of a list that one may not open is none.
    views.retain(|view| listing(&view.list, &view.query).is_some_and(|listing| listing.held_by(&can)));
    let own = views.iter().filter(|view| view.account == account).count();
    views.sort_by(|a, b| a.list.cmp(&b.list));
    let groups = views.chunk_by(|a, b| a.list == b.list);
    let group = |views: &[View]| Group {
        name: listing(&views[0].list, "").map_or("", |listing| listing.name()),
        lines: views.iter().filter_map(|view| line(&can, view)).collect(),
    };
    let view = Index {
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
        shared: (own && view.shared != Shared::Nobody).then_some(n_("给别人用")),
        opens_list: own && view.opens_list,
    })
}
