//! `GET /units/{id}`: one unit, what is below it, its people.

use axum::response::Response;
use axum_extra::extract::Query;
use serde::Deserialize;
use uuid::Uuid;

use super::access::SeenUnit;
use super::duties;
use super::tree::Tree;
use super::view::{self, Linked, Part, Person};
use crate::domain::people::Rank;
use crate::domain::people::members::{self, Member};
use crate::domain::units::UnitKind;
use crate::domain::units::store::FullUnit;
use crate::web::shell::access::Visit;
use crate::web::shell::roles::rank_label;
use crate::web::shell::{Error, n_, render};

/// People on one page.
const PAGE: usize = 100;

/// What is asked for.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    after: String,
}

pub(super) async fn page(seen: SeenUnit, Query(asked): Query<Asked>) -> Result<Response, Error> {
    let SeenUnit { mut can, unit } = seen;
    let view = draw(&mut can, unit, asked.after.parse().ok()).await?;
    Ok(render::ok(can.prefs.locale, &view))
}

/// The page of a unit, its people after the post `after`.
pub(super) async fn draw(can: &mut Visit, unit: FullUnit, after: Option<Uuid>) -> Result<view::Unit, Error> {
    let tree = Tree::read(can).await?;
    let limit = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
    let mut people = members::of_unit(&mut can.tx, unit.id, after, limit).await?;
    let more = people.len() > PAGE;
    people.truncate(PAGE);
    let path = format!("/units/{}", unit.id);
    Ok(view::Unit {
        duties: duties::of(can, &unit).await?,
        next: people
            .last()
            .filter(|_| more)
            .map(|last| format!("{path}?after={}", last.post)),
        first_page: after.is_some(),
        people: people.into_iter().map(person).collect(),
        parts: tree.below(unit.id).map(|below| part(&tree, below)).collect(),
        above: tree.above(&unit).into_iter().map(linked).collect(),
        kind: kind(&unit.kind),
        own: tree.own(unit.id),
        all: tree.all(&unit),
        group: tree.group(&unit).unwrap_or_default().to_owned(),
        figures: counted(&unit).then(|| format!("/figures/rows?figure=cadres_filed&unit={}", unit.id)),
        page: can.page(unit.name),
        id: unit.id.to_string(),
        credit_code: unit.credit_code.unwrap_or_default(),
        region_code: unit.region_code.unwrap_or_default(),
        path,
    })
}

/// Whether figures are counted under it.
fn counted(unit: &FullUnit) -> bool {
    unit.top == unit.id && unit.kind != UnitKind::Region.code()
}

fn person(member: Member) -> Person {
    Person {
        href: format!("/people/{}", member.person),
        name: member.name,
        staff_no: member.staff_no,
        title: member.title,
        rank: Rank::from_code(&member.rank).map_or("", rank_label),
        main: member.main,
        leader: member.leader.unwrap_or_default(),
        leader_title: member.leader_title.unwrap_or_default(),
    }
}

fn part(tree: &Tree, below: &FullUnit) -> Part {
    Part {
        unit: linked(below),
        // Most are the same: what is below a county or a department says so by standing there.
        kind: Some(kind(&below.kind)).filter(|_| below.top == below.id),
        people: tree.all(below),
    }
}

fn linked(unit: &FullUnit) -> Linked {
    Linked {
        name: unit.name.clone(),
        href: format!("/units/{}", unit.id),
    }
}

fn kind(code: &str) -> &'static str {
    match UnitKind::from_code(code) {
        Some(UnitKind::Region) => n_("辖区"),
        Some(UnitKind::Body) => n_("领导班子"),
        Some(UnitKind::County) => n_("县、市、区"),
        Some(UnitKind::Department) => n_("部门、单位"),
        Some(UnitKind::Subordinate) => n_("所属单位"),
        None => "",
    }
}
