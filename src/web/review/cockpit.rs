//! `GET /problems/{id}/review`: one entry, who else waits, and the form of the verdict.

use axum::response::{IntoResponse as _, Redirect, Response};
use axum_extra::extract::Query;

use super::access::ProblemForReview;
use super::filter::{self, Asked};
use super::form::Typed;
use super::{case, labels, view};
use crate::domain::lists::{Problem, Reading};
use crate::domain::review::queue::{Desk, Filter, Place, Queued};
use crate::domain::review::store;
use crate::domain::units;
use crate::web::shell::access::Visit;
use crate::web::shell::access::problem::record_opening;
use crate::web::shell::{Error, FieldProblems, n_, render};

/// People shown in the left column; the others are a click away.
const PEOPLE: usize = 17;

pub(super) async fn page(entry: ProblemForReview, Query(asked): Query<Asked>) -> Result<Response, Error> {
    if !entry.waits() {
        // Ruled on meanwhile: its life can still be read.
        return Ok(Redirect::to(&format!("/problems/{}", entry.problem.id)).into_response());
    }
    let ProblemForReview { can, problem } = entry;
    draw(
        can,
        &problem,
        asked.filter(),
        &Typed::default(),
        &FieldProblems::new(),
    )
    .await
}

/// Draws the cockpit, with 422 when something is wrong with what was typed. The opening of a guarded text is recorded
/// before it is read, however one came to see it.
pub(super) async fn draw(
    mut can: Visit,
    problem: &Problem,
    wanted: Filter,
    typed: &Typed,
    wrong: &FieldProblems,
) -> Result<Response, Error> {
    if Reading::Group.is_recorded(problem.tier) {
        can = record_opening(can, problem, Reading::Group).await?;
    }
    let read = case::read(&mut can, problem).await?;
    let desk = filter::desk(&mut can).await?;
    let people = store::people(&mut can.tx, &desk, wanted, problem.top_unit).await?;
    let (previous, next) = neighbours(&mut can, &desk, wanted, problem).await?;
    let locale = can.prefs.locale;
    let texts = (&read.content, &read.terms);
    let view = view::Cockpit {
        lot: lot(&mut can, problem, wanted).await?,
        waiting: people.iter().map(|person| person.waiting).sum(),
        back: filter::queue(wanted),
        action: format!("/problems/{}/verdicts", problem.id),
        people_total: people.len(),
        people: around(&people, problem, wanted),
        case: read.view(locale, problem, wanted),
        form: typed.view(locale, problem.version, texts, wanted, wrong),
        previous,
        next,
        page: view::fitting(can.confidential_page(locale.t("审核"))),
    };
    Ok(if wrong.is_empty() {
        render::ok(locale, &view)
    } else {
        render::invalid(locale, &view)
    })
}

/// The cockpits of the entry before and after.
async fn neighbours(
    can: &mut Visit,
    desk: &Desk,
    wanted: Filter,
    problem: &Problem,
) -> Result<(Option<String>, Option<String>), Error> {
    let place = Place::from(problem);
    let before = store::before(&mut can.tx, desk, wanted, place).await?;
    let after = store::page(&mut can.tx, desk, wanted, Some(place), 1).await?;
    let link = |id| filter::entry(id, wanted);
    Ok((before.map(link), after.first().map(|next| link(next.id))))
}

/// 市住建局 · 乡科级 · 再次提交
async fn lot(can: &mut Visit, problem: &Problem, wanted: Filter) -> Result<String, Error> {
    let locale = can.prefs.locale;
    let unit = units::store::find(&mut can.tx, problem.top_unit).await?;
    let mut parts = vec![unit.map(|unit| unit.name).unwrap_or_default()];
    parts.extend(wanted.tier.map(|tier| locale.t(labels::tier(tier)).to_owned()));
    let again = |again| {
        locale.t(if again {
            n_("再次提交")
        } else {
            n_("首次提交")
        })
    };
    parts.extend(wanted.again.map(|yes| again(yes).to_owned()));
    Ok(parts.join(" · "))
}

/// The people next to the owner of the present entry.
fn around(people: &[Queued], problem: &Problem, wanted: Filter) -> Vec<view::Person> {
    let at = people.partition_point(|person| person.owner < problem.owner);
    let start = at
        .saturating_sub(PEOPLE / 2)
        .min(people.len().saturating_sub(PEOPLE));
    let person = |person: &Queued| view::Person {
        href: filter::entry(person.first, wanted),
        name: person.name.clone(),
        done: person.of - person.waiting,
        of: person.of,
        current: person.owner == problem.owner,
    };
    people.iter().skip(start).take(PEOPLE).map(person).collect()
}
