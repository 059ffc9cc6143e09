//! `GET /closures`: what waits for its number, and what has one.

use axum::response::Response;

use super::{checks, view};
use crate::domain::rectification::store::{self, Closure};
use crate::kernel::fields::FieldProblems;
use crate::web::shell::access::rights::Office;
use crate::web::shell::access::{Can, Visit};
use crate::web::shell::{Error, dates, render};

pub(super) async fn page(mut can: Can<Office>) -> Result<Response, Error> {
    let view = draw(&mut can, FieldProblems::new()).await?;
    Ok(render::ok(can.prefs.locale, &view))
}

/// The page. Sentences of guarded tiers are not for the office as such.
pub(super) async fn draw(can: &mut Visit, problems: FieldProblems) -> Result<view::Closures, Error> {
    let campaign = can.campaign()?.id;
    let waiting = store::awaiting_number(&mut can.tx, campaign).await?;
    let numbered = store::closures(&mut can.tx, campaign).await?;
    let lines = waiting
        .iter()
        .map(|line| checks::shown(can, line, !line.tier.is_guarded()));
    Ok(view::Closures {
        page: can.confidential_page(can.prefs.locale.t("编号销号")),
        lines: lines.collect(),
        numbered: numbered.into_iter().map(|closure| shown(can, closure)).collect(),
        problems,
    })
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
