//! `GET /closures`: what waits for its number, and what has one.

use axum::response::Response;
use axum_extra::extract::Query;
use serde::Deserialize;

use super::{checks, view};
use crate::domain::rectification::store::{self, Closure};
use crate::kernel::fields::FieldProblems;
use crate::kernel::scope::Role;
use crate::web::shell::access::rights::Office;
use crate::web::shell::access::{Can, Visit};
use crate::web::shell::{Error, dates, render};

/// Numbers on one page.
const PAGE: usize = 30;

/// `?before=` the last number of the page before.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    before: String,
}

pub(super) async fn page(mut can: Can<Office>, Query(asked): Query<Asked>) -> Result<Response, Error> {
    let view = draw(&mut can, &asked, FieldProblems::new()).await?;
    Ok(render::ok(can.prefs.locale, &view))
}

/// The page. Sentences of guarded tiers are not for the office as such.
pub(super) async fn draw(
    can: &mut Visit,
    asked: &Asked,
    problems: FieldProblems,
) -> Result<view::Closures, Error> {
    let campaign = can.campaign()?.id;
    let waiting = store::awaiting_number(&mut can.tx, campaign).await?;
    let before = Some(asked.before.as_str()).filter(|number| !number.is_empty());
    let limit = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
    let mut numbered = store::closures(&mut can.tx, campaign, before, limit).await?;
    let more = numbered.len() > PAGE;
    numbered.truncate(PAGE);
    let last = numbered.last().filter(|_| more);
    let reads = can.has(Role::CityReader);
    let lines = waiting
        .iter()
        .take(checks::SHOWN)
        .map(|line| checks::shown(can, line, reads || !line.tier.is_guarded()));
    Ok(view::Closures {
        page: can.confidential_page(can.prefs.locale.t("编号销号")),
        next: last.map(|closure| older(&closure.number)),
        first: before.is_some(),
        waiting: waiting.len(),
        lines: lines.collect(),
        numbered: numbered.into_iter().map(|closure| shown(can, closure)).collect(),
        problems,
    })
}

fn older(number: &str) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    format!(
        "/closures?{}#done-h",
        query.append_pair("before", number).finish()
    )
}

fn shown(can: &Visit, closure: Closure) -> view::Numbered {
    view::Numbered {
        at: dates::moment(can.prefs.locale, closure.at, can.today()),
        id: closure.problem.to_string(),
        close_number: closure.number,
        batch: closure.batch_no,
        who: closure.who,
        number: closure.problem_number,
        owner: closure.owner_name,
        unit: closure.unit_name,
    }
}
