//! `GET /problems/{id}/review`: one entry, who else waits, and the form of the verdict.

use axum::response::{IntoResponse as _, Redirect, Response};
use axum_extra::extract::Query;

use super::access::ProblemForReview;
use super::filter::{self, Asked};
use super::form::Typed;
use super::going::{self, Going};
use super::{case, checks, undo, view};
use crate::domain::campaigns::{self, groups};
use crate::domain::lists::{Draft, Problem, Reading};
use crate::domain::review::lots::{self, InLot};
use crate::domain::review::queue::{Filter, Queued};
use crate::domain::review::store;
use crate::domain::units;
use crate::kernel::ids::{OwnerId, ProblemId};
use crate::web::shell::access::Visit;
use crate::web::shell::access::problem::record_opening;
use crate::web::shell::{Error, FieldProblems, render};

/// People shown in the left column; the others are a click away.
const PEOPLE: usize = 17;

pub(super) async fn page(entry: ProblemForReview, Query(asked): Query<Asked>) -> Result<Response, Error> {
    if !entry.waits() {
        // Ruled on meanwhile: its life can still be read.
        return Ok(Redirect::to(&format!("/problems/{}", entry.problem.id)).into_response());
    }
    let ProblemForReview { can, problem } = entry;
    let typed = Typed::default();
    draw(can, &problem, &asked, (&typed, &FieldProblems::new())).await
}

/// Draws the cockpit, with 422 when something is wrong with what was typed. The opening of a guarded text is recorded
/// before it is read, however one came to see it.
pub(super) async fn draw(
    mut can: Visit,
    problem: &Problem,
    asked: &Asked,
    (typed, wrong): (&Typed, &FieldProblems),
) -> Result<Response, Error> {
    let recorded = Reading::Group.is_recorded(problem.tier);
    if recorded {
        can = record_opening(can, problem, Reading::Group).await?;
    }
    let read = case::read(&mut can, problem).await?;
    let (going, held) = going::of(&mut can, problem, asked.filter()).await?;
    let (people, waiting) = people(&mut can, problem, &going).await?;
    let (previous, next) = going.neighbours(&mut can, problem).await?;
    let own = filter::desk(&mut can).await?.units(Filter::default());
    let text = Draft::of(&read.content);
    let (checks, alike) = checks::look(&mut can, problem, (&text, &own)).await?;
    let (locale, wanted) = (can.prefs.locale, going.filter());
    let texts = (&read.content, &read.terms);
    let mut form = typed.view(locale, problem.version, texts, wanted, wrong);
    form.exemplify(&campaigns::store::examples(&mut can.tx, problem.campaign).await?);
    let (colleagues, referral) = group(&mut can, problem).await?;
    let view = view::Cockpit {
        lot: lot(&mut can, problem, &going).await?,
        writer: view::Writer::of(&can),
        waiting,
        bar: going.bar(&can),
        held: held.map(|held| held.name),
        back: going.back(),
        here: filter::entry(problem.id, wanted),
        action: format!("/problems/{}/verdicts", problem.id),
        owner: problem.owner,
        pass: format!("/problems/{}/passes", problem.id),
        people_total: people.len(),
        people: around(people, problem.owner),
        case: read.view(locale, problem, wanted),
        checks,
        alike,
        form,
        colleagues,
        referral,
        undo: undo::offer(&mut can, &asked.undo).await?,
        previous: previous.map(|id| going.entry(id)),
        next: next.map(|id| going.entry(id)),
        recorded,
        keys: view::Keys::ALL,
        page: view::fitting(can.confidential_page(locale.t("审核"))),
    };
    Ok(if wrong.is_empty() {
        render::ok(locale, &view)
    } else {
        render::invalid(locale, &view)
    })
}

/// The people of the lot, or of the unit under the filter; and how many entries wait.
async fn people(
    can: &mut Visit,
    problem: &Problem,
    going: &Going,
) -> Result<(Vec<view::Person>, i64), Error> {
    let of = problem.owner;
    match going {
        Going::Lot(lot) => {
            let people = lots::store::people(&mut can.tx, lot.id).await?;
            let person = |person: InLot| in_lot(person, (problem.id, of), going);
            Ok((people.into_iter().map(person).collect(), lot.left()))
        }
        Going::Queue(wanted) => {
            let desk = filter::desk(can).await?;
            let people = store::people(&mut can.tx, &desk, *wanted, problem.top_unit).await?;
            let waiting = people.iter().map(|person| person.waiting).sum();
            let person = |person: Queued| queued(person, of, going);
            Ok((people.into_iter().map(person).collect(), waiting))
        }
    }
}

fn in_lot(person: InLot, (here, of): (ProblemId, OwnerId), going: &Going) -> view::Person {
    view::Person {
        // Whose entries are all done is looked at where one is.
        href: going.entry(person.first.unwrap_or(here)),
        owner: person.owner,
        name: person.name,
        done: person.done,
        of: person.of,
        current: person.owner == of,
    }
}

fn queued(person: Queued, of: OwnerId, going: &Going) -> view::Person {
    view::Person {
        href: going.entry(person.first),
        owner: person.owner,
        done: person.of - person.waiting,
        of: person.of,
        current: person.owner == of,
        name: person.name,
    }
}

/// The other members of the group that watches the unit; and for its head, where a clue is handed on.
async fn group(can: &mut Visit, problem: &Problem) -> Result<(Vec<(String, String)>, Option<String>), Error> {
    let group = groups::of_unit(&mut can.tx, problem.campaign, problem.top_unit).await?;
    let Some(group) = group else {
        return Ok((Vec::new(), None));
    };
    let members = lots::store::colleagues(&mut can.tx, group, can.actor.person).await?;
    let members = members.into_iter().map(|(id, name)| (id.to_string(), name));
    let head = can.actor.groups.contains(&(group, true));
    let referral = head.then(|| format!("/problems/{}/referral", problem.id));
    Ok((members.collect(), referral))
}

/// 市住建局 · 乡科级 · 再次提交
async fn lot(can: &mut Visit, problem: &Problem, going: &Going) -> Result<String, Error> {
    let unit = units::store::find(&mut can.tx, problem.top_unit).await?;
    let mut parts = vec![unit.map(|unit| unit.name).unwrap_or_default()];
    parts.extend(going.parts(can));
    Ok(parts.join(" · "))
}

/// The people next to the owner of the present entry.
fn around(people: Vec<view::Person>, owner: OwnerId) -> Vec<view::Person> {
    let at = people.partition_point(|person| person.owner < owner);
    let last = people.len().saturating_sub(PEOPLE);
    let start = at.saturating_sub(PEOPLE / 2).min(last);
    people.into_iter().skip(start).take(PEOPLE).collect()
}
