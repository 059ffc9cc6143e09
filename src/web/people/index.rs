//! `GET /people`: looking somebody up by name, number, unit, rank.

use axum::response::Response;
use axum_extra::extract::Query;
use serde::Deserialize;
use uuid::Uuid;

use super::view::{Index, Row};
use crate::domain::people::Rank;
use crate::domain::people::search::{self, Found, Search};
use crate::domain::units;
use crate::kernel::ids::UnitId;
use crate::web::shell::access::rights::{SeePeople, looks_up_within};
use crate::web::shell::access::{Can, Visit};
use crate::web::shell::roles::rank_label;
use crate::web::shell::{Error, render};

/// People on one page.
const PAGE: usize = 50;

/// What is asked for.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    q: String,
    unit: String,
    rank: String,
    after: String,
}

impl Asked {
    fn search(&self) -> Search {
        Search {
            text: self.q.trim().replace('\0', ""),
            unit: self.unit.parse().ok(),
            rank: Rank::from_code(&self.rank).map_or("", Rank::code).to_owned(),
        }
    }

    fn address(search: &Search, after: Option<Uuid>) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        let mut put = |name: &str, value: &str| {
            if !value.is_empty() {
                query.append_pair(name, value);
            }
        };
        put("q", &search.text);
        put(
            "unit",
            &search.unit.map(|unit| unit.to_string()).unwrap_or_default(),
        );
        put("rank", &search.rank);
        put("after", &after.map(|id| id.to_string()).unwrap_or_default());
        format!("/people?{}", query.finish())
    }
}

pub(super) async fn page(can: Can<SeePeople>, Query(asked): Query<Asked>) -> Result<Response, Error> {
    let mut can = can.into_visit();
    let (within, search, after) = (looks_up_within(&can), asked.search(), asked.after.parse().ok());
    let limit = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
    let mut found = search::search(&mut can.tx, within.as_deref(), &search, after, limit).await?;
    let more = found.len() > PAGE;
    found.truncate(PAGE);
    let view = Index {
        page: can.page(can.prefs.locale.t("干部")),
        units: units(&mut can, within.as_deref(), search.unit).await?,
        ranks: Rank::ALL.map(|rank| (rank.code(), rank_label(rank), rank.code() == search.rank)),
        filtered: Asked::address(&search, None) != Asked::address(&Search::default(), None),
        total: found.first().map_or(0, |one| one.total),
        next: found
            .last()
            .filter(|_| more)
            .map(|last| Asked::address(&search, Some(last.id.0))),
        first: after.map(|_| Asked::address(&search, None)),
        rows: found.into_iter().map(row).collect(),
        q: search.text,
    };
    Ok(render::ok(can.prefs.locale, &view))
}

/// Units to choose from: those counted by themselves within the visitor's sight, and the one asked for.
async fn units(
    can: &mut Visit,
    within: Option<&[Uuid]>,
    chosen: Option<UnitId>,
) -> Result<Vec<(String, String, bool)>, Error> {
    let mut units = units::store::top_units(&mut can.tx).await?;
    units.retain(|unit| within.is_none_or(|within| within.contains(&unit.id.0)));
    if let Some(id) = chosen.filter(|id| units.iter().all(|unit| unit.id != *id)) {
        units.extend(units::store::find(&mut can.tx, id).await?);
    }
    let option = |unit: units::Unit| (unit.id.to_string(), unit.name, chosen == Some(unit.id));
    Ok(units.into_iter().map(option).collect())
}

fn row(found: Found) -> Row {
    let unit = found.unit.unwrap_or_default();
    Row {
        href: format!("/people/{}", found.id),
        name: found.name,
        staff_no: found.staff_no,
        top: found.top.filter(|top| *top != unit).unwrap_or_default(),
        unit,
        title: found.title.unwrap_or_default(),
        rank: found
            .rank
            .as_deref()
            .and_then(Rank::from_code)
            .map_or("", rank_label),
        in_post: found.in_post,
    }
}
