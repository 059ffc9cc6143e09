//! `GET /search`: what was found of each kind, or one kind page by page.

use axum::response::Response;
use axum_extra::extract::Query as Address;

use super::asked::{Asked, address};
use super::rows;
use super::view::{Group, Index, Row};
use crate::domain::search::find::{self, Found};
use crate::domain::search::{Kind, Place, Query};
use crate::web::shell::access::rights::{self, Office, Search, SeePeople};
use crate::web::shell::access::{Can, Right as _, Visit};
use crate::web::shell::{Error, n_, render};

/// Of one kind by itself.
const PAGE: usize = 20;
/// Of each, when all stand together.
const PROBLEMS: usize = 8;
const NAMES: usize = 5;

pub(super) async fn page(can: Can<Search>, Address(asked): Address<Asked>) -> Result<Response, Error> {
    let mut can = can.into_visit();
    let query = asked.query();
    let (kind, after) = (asked.kind(), asked.after());
    let mut groups = Vec::new();
    for of in Kind::ALL {
        let wanted = kind.is_none_or(|kind| kind == of) && !query.is_empty();
        if wanted && looks_for(&can, of) {
            let slice = match (kind, of) {
                (Some(_), _) => (after, PAGE),
                (None, Kind::Problem) => (None, PROBLEMS),
                (None, _) => (None, NAMES),
            };
            groups.push(group(&mut can, of, &query, (kind.is_some(), slice)).await?);
        }
    }
    let partly = groups
        .iter()
        .any(|group| group.more.is_some() || group.first.is_some());
    groups.retain(|group| !group.rows.is_empty() || group.more.is_some());
    let mut frame = can.confidential_page(can.prefs.locale.t("搜索"));
    // Its own field stands on the page.
    frame.search = false;
    let view = Index {
        page: frame,
        hint: hint(&can),
        asked: !query.is_empty(),
        building: find::progress(&mut can.tx).await?.building(),
        groups,
        partly,
        // Whoever looks for problems alone has nothing to go back to but the same.
        all: kind
            .filter(|_| looks_for(&can, Kind::Person) || after.is_some())
            .map(|_| address(&query, None, None)),
        q: query.text().to_owned(),
    };
    Ok(render::ok(can.prefs.locale, &view))
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

async fn group(
    can: &mut Visit,
    kind: Kind,
    query: &Query,
    (alone, slice): (bool, (Option<Place>, usize)),
) -> Result<Group, Error> {
    let (rows, next) = match kind {
        Kind::Problem => {
            let (actor, campaign) = (can.actor.clone(), can.campaign()?.id);
            let found = find::problems(&mut can.tx, &actor, campaign, query, slice).await?;
            drawn(&found, |one| rows::problem(one, query))
        }
        Kind::Person => {
            let within = rights::looks_up_within(can);
            let found = find::people(&mut can.tx, within.as_deref(), query, slice).await?;
            drawn(&found, |one| rows::person(one, query))
        }
        Kind::Unit => {
            let found = find::units(&mut can.tx, query, slice).await?;
            drawn(&found, |one| rows::unit(one, query))
        }
    };
    let more = next.map(|place| match (alone, kind) {
        (true, _) => (address(query, Some(kind), Some(place)), n_("下一页")),
        (false, Kind::Problem) => (address(query, Some(kind), None), n_("更多问题")),
        (false, Kind::Person) => (address(query, Some(kind), None), n_("更多干部")),
        (false, Kind::Unit) => (address(query, Some(kind), None), n_("更多机构")),
    });
    let (id, label) = match kind {
        Kind::Problem => ("problems-h", n_("找到的问题")),
        Kind::Person => ("people-h", n_("找到的干部")),
        Kind::Unit => ("units-h", n_("找到的机构")),
    };
    Ok(Group {
        id,
        label,
        rows,
        more,
        first: (alone && slice.0.is_some()).then(|| address(query, Some(kind), None)),
    })
}

fn drawn<T>(found: &Found<T>, row: impl Fn(&T) -> Row) -> (Vec<Row>, Option<Place>) {
    (found.rows.iter().map(row).collect(), found.next)
}
