//! `GET /follow-up`: what remains by unit or by leader in charge; every number opens its rows.

use axum::response::Response;
use axum_extra::extract::Query;

use super::asked::{Asked, Following, NO_LEADER, cohort_label};
use super::view::{Index, Line};
use crate::domain::calendar::Lamp;
use crate::domain::figures::follow_up::{By, Part};
use crate::kernel::messages::n_;
use crate::web::figures::view::Number;
use crate::web::shell::access::rights::FollowUp;
use crate::web::shell::access::{Can, Visit};
use crate::web::shell::{Error, dates, render};

pub(in crate::web::figures) async fn page(
    mut can: Can<FollowUp>,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let following = Following::of(&mut can, &asked).await?;
    let parts = following.parts(&mut can).await?;
    let view = view(&can, &following, &parts);
    Ok(render::ok(can.prefs.locale, &view))
}

fn view(can: &Visit, following: &Following, parts: &[Part]) -> Index {
    let by = |by: By, label| {
        let address = following.address("/follow-up", &[("by", by.code())]);
        (address, label, by == following.by)
    };
    let all: Vec<&Part> = parts.iter().collect();
    Index {
        page: can.confidential_page(can.prefs.locale.t("未办清单")),
        cohort: cohort_label(following.narrowed.population),
        until: Following::until(can),
        wording: following.wording(can),
        sum: line(can, following, &[], &all, String::new()),
        reaches: following.reaches(),
        cohorts: following.cohorts("/follow-up"),
        bys: [by(By::Unit, n_("按单位")), by(By::Leader, n_("按分管领导"))],
        leaders: following.by == By::Leader,
        rows: following.address("/follow-up/rows", &[]),
        owners: following.address("/follow-up/owners", &[("by", following.by.code())]),
        lines: lines(can, following, parts),
    }
}

/// A line for each unit, or for each leader, in their order.
fn lines(can: &Visit, following: &Following, parts: &[Part]) -> Vec<Line> {
    let mut parts: Vec<&Part> = parts.iter().collect();
    let same = |one: &&Part, other: &&Part| match following.by {
        By::Unit => one.unit == other.unit,
        By::Leader => one.leader == other.leader,
    };
    if following.by == By::Leader {
        parts.sort_by_key(|part| (part.leader_rank, part.leader));
    }
    let groups = parts.chunk_by(same);
    let line = |group: &[&Part]| {
        let first = group[0];
        let leader = first
            .leader
            .map_or_else(|| NO_LEADER.to_owned(), |id| id.to_string());
        let (unit, name) = (first.unit.to_string(), first.leader_name.clone());
        let none = || can.prefs.locale.t("没有分管领导").to_owned();
        match following.by {
            By::Unit => line(can, following, &[("unit", &unit)], group, first.unit_name.clone()),
            By::Leader => line(
                can,
                following,
                &[("leader", &leader)],
                group,
                name.unwrap_or_else(none),
            ),
        }
    };
    groups.map(line).collect()
}

fn line(can: &Visit, following: &Following, of: &[(&str, &str)], parts: &[&Part], name: String) -> Line {
    let (mut n, mut soon, mut overdue) = (0, 0, 0);
    for part in parts {
        n += part.n;
        soon += part.soon;
        overdue += part.overdue;
    }
    let number = |n, lamp: &str| Number {
        n,
        href: Some(following.address("/follow-up/rows", &[of, &[("lamp", lamp)]].concat())),
    };
    let earliest = parts.iter().filter_map(|part| part.earliest).min();
    let earliest = earliest.map(|day| dates::short(can.prefs.locale, day, can.today()));
    Line {
        name,
        n: number(n, ""),
        lamps: [
            number(n - soon - overdue, Lamp::Green.code()),
            number(soon, Lamp::Yellow.code()),
            number(overdue, Lamp::Red.code()),
        ],
        earliest: earliest.unwrap_or_default(),
    }
}
