//! `GET /search`: what was found of each kind, or one kind page by page.

use axum::response::Response;
use axum_extra::extract::Query as Address;

use super::asked::{Asked, address};
use super::rows::{self, Finding};
use super::view::{Group, Index};
use crate::domain::search::{Kind, Place, Query, find};
use crate::web::shell::access::rights::{Office, Search, SeePeople};
use crate::web::shell::access::{Can, Right as _, Visit};
use crate::web::shell::list::book::{About, workbook};
use crate::web::shell::list::view::Shown;
use crate::web::shell::list::{Listing, Portion, Source as _};
use crate::web::shell::{Error, n_, render};

/// Of one kind by itself.
const PAGE: usize = 20;
/// Of each, when all stand together.
const PROBLEMS: usize = 8;
const NAMES: usize = 5;

pub(super) async fn page(can: Can<Search>, Address(asked): Address<Asked>) -> Result<Response, Error> {
    let mut can = can.into_visit();
    let query = asked.query();
    let kind = asked.kind().filter(|kind| looks_for(&can, *kind));
    let listing = Listing::of(&mut can, rows::list(kind)).await?;
    if let Some(elsewhere) = listing.opens_elsewhere() {
        return Ok(elsewhere);
    }
    let (mut groups, mut table) = (Vec::new(), None);
    match kind.filter(|_| !query.is_empty()) {
        Some(kind) => {
            let (group, rows) = alone(&mut can, &listing, kind, &query, asked.after()).await?;
            groups.push(group);
            table = rows;
        }
        None if asked.kind().is_none() && !query.is_empty() => {
            for of in Kind::ALL {
                if looks_for(&can, of) {
                    groups.push(together(&mut can, of, &query).await?);
                }
            }
        }
        None => {}
    }
    let partly = groups
        .iter()
        .any(|group| group.more.is_some() || group.first.is_some());
    groups.retain(|group| !group.rows.is_empty() || group.more.is_some() || table.is_some());
    let mut frame = can.confidential_page(can.prefs.locale.t("搜索"));
    // Its own field stands on the page.
    frame.search = false;
    let after = asked.after();
    let view = Index {
        page: frame,
        hint: hint(&can),
        asked: !query.is_empty(),
        building: find::progress(&mut can.tx).await?.building(),
        groups,
        table,
        bar: listing.bar(&can),
        partly,
        // Whoever looks for problems alone has nothing to go back to but the same.
        all: asked
            .kind()
            .filter(|_| looks_for(&can, Kind::Person) || after.is_some())
            .map(|_| address(&query, None)),
        q: query.text().to_owned(),
    };
    Ok(render::ok(can.prefs.locale, &view))
}

/// `GET /search.xlsx`: one kind, as the list of all kinds shows but the first of each.
pub(super) async fn book(can: Can<Search>, Address(asked): Address<Asked>) -> Result<Response, Error> {
    let can = can.into_visit();
    let kind = asked.kind().unwrap_or(Kind::Problem);
    if !looks_for(&can, kind) {
        return Err(Error::Forbidden);
    }
    let listing = Listing::asked(&can, rows::list(Some(kind)));
    let query = asked.query();
    let about = About::asked(&can, &[(n_("搜索"), query.text())]);
    workbook(can, &listing, about, &Finding { kind, query }).await
}

/// Whether the visitor looks for these at all: everybody for problems, though they may find none.
fn looks_for(can: &Visit, kind: Kind) -> bool {
    match kind {
        Kind::Problem => can.campaign.is_some(),
        Kind::Person => SeePeople::held_by(can),
        Kind::Unit => Office::held_by(can),
    }
}

fn hint(can: &Visit) -> &'static str {
    match (looks_for(can, Kind::Person), looks_for(can, Kind::Unit)) {
        (_, true) => n_("问题编号和文字、姓名、人员编号、机构名称"),
        (true, false) => n_("问题编号和文字、姓名、人员编号"),
        (false, false) => n_("问题编号和文字、责任人姓名"),
    }
}

/// What was found of a kind shown by itself: in columns, if they were asked for.
async fn alone(
    can: &mut Visit,
    listing: &Listing,
    kind: Kind,
    query: &Query,
    after: Option<Place>,
) -> Result<(Group, Option<Shown>), Error> {
    let (mut rows, mut table) = (Vec::new(), None);
    let next = if listing.has_columns() {
        let finding = Finding {
            kind,
            query: query.clone(),
        };
        let Portion { rows, next, .. } = finding.rows(can, after, PAGE).await?;
        table = (!rows.is_empty()).then(|| listing.shown(can, rows));
        next
    } else {
        let found = rows::found(can, kind, query, (after, PAGE)).await?;
        rows = found.0;
        found.1
    };
    let (id, label) = heading(kind);
    let group = Group {
        id,
        label,
        rows,
        more: next.map(|place| (listing.after(&place), n_("下一页"))),
        first: after.map(|_| listing.address()),
        table: None,
    };
    Ok((group, table))
}

/// The first of a kind among others.
async fn together(can: &mut Visit, kind: Kind, query: &Query) -> Result<Group, Error> {
    let (page, more) = match kind {
        Kind::Problem => (PROBLEMS, n_("更多问题")),
        Kind::Person => (NAMES, n_("更多干部")),
        Kind::Unit => (NAMES, n_("更多机构")),
    };
    let (rows, next) = rows::found(can, kind, query, (None, page)).await?;
    let (id, label) = heading(kind);
    Ok(Group {
        id,
        label,
        rows,
        more: next.map(|_| (address(query, Some(kind)), more)),
        table: Some(format!(
            "{}&columns={}",
            address(query, Some(kind)),
            rows::list(Some(kind)).usual()
        )),
        first: None,
    })
}

fn heading(kind: Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::Problem => ("problems-h", n_("找到的问题")),
        Kind::Person => ("people-h", n_("找到的干部")),
        Kind::Unit => ("units-h", n_("找到的机构")),
    }
}
