//! `GET /problems/{id}/alike?with=…`: an entry beside another of the group's units that is alike, with what they share marked.

use axum::response::{IntoResponse as _, Redirect, Response};
use axum_extra::extract::Query;
use serde::Deserialize;

use super::access::ProblemForReview;
use super::{filter, view};
use crate::domain::likeness::{Shared, shared};
use crate::domain::lists::fields::label;
use crate::domain::lists::{self, Draft, Problem};
use crate::domain::people;
use crate::domain::review::queue::Filter;
use crate::kernel::ids::{PersonId, ProblemId};
use crate::web::shell::access::Visit;
use crate::web::shell::{Error, Locale, render};

/// What is asked for.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    /// Beside which.
    with: String,
}

pub(super) async fn page(entry: ProblemForReview, Query(asked): Query<Asked>) -> Result<Response, Error> {
    let ProblemForReview { mut can, problem } = entry;
    let Some(other) = other(&mut can, &problem, &asked).await? else {
        // Nothing to be laid beside it: whatever the reason, nothing is told of the other.
        return Ok(Redirect::to(&filter::entry(problem.id, Filter::default())).into_response());
    };
    let (this, that) = (text(&mut can, &problem).await?, text(&mut can, &other).await?);
    let (mine, theirs) = (this.texts(), that.texts());
    let here = shared(&mine, theirs.iter().map(|(_, text)| *text));
    let there = shared(&theirs, mine.iter().map(|(_, text)| *text));
    let locale = can.prefs.locale;
    let names = [name(&mut can, &problem).await?, name(&mut can, &other).await?];
    let [this, that] = names;
    let view = view::Beside {
        letters: here.letters,
        back: filter::entry(problem.id, Filter::default()),
        sides: vec![
            side(locale, this, (&mine, &here)),
            side(locale, that, (&theirs, &there)),
        ],
        page: can.confidential_page(locale.t("两条并排看").to_owned()),
    };
    Ok(render::ok(locale, &view))
}

/// The other that is asked for, if the visitor may lay it beside this one.
async fn other(can: &mut Visit, problem: &Problem, asked: &Asked) -> Result<Option<Problem>, Error> {
    let Ok(id) = asked.with.parse::<ProblemId>() else {
        return Ok(None);
    };
    let Some(other) = lists::store::find(&mut can.tx, id).await? else {
        return Ok(None);
    };
    let watched = filter::desk(can).await?.units(Filter::default());
    // Texts of 市级领导 and bodies are never laid beside one another: each of their openings is recorded.
    let guarded = problem.tier.is_guarded() || other.tier.is_guarded();
    let may = !guarded && other.id != problem.id && other.revision > 0 && watched.contains(&other.top_unit);
    Ok(Some(other).filter(|_| may))
}

/// As it was submitted last.
async fn text(can: &mut Visit, problem: &Problem) -> Result<Draft, Error> {
    let revision = lists::store::revision(&mut can.tx, problem.id, problem.revision).await?;
    let content = revision
        .and_then(|revision| revision.read())
        .ok_or(Error::NotFound)?;
    Ok(Draft::of(&content))
}

async fn name(can: &mut Visit, problem: &Problem) -> Result<String, Error> {
    let cadre = people::store::find(&mut can.tx, PersonId(problem.owner.0)).await?;
    let name = cadre.map(|cadre| cadre.name).unwrap_or_default();
    Ok(format!("{name} {}", problem.number))
}

fn side(locale: Locale, head: String, (texts, shared): (&[(String, &str)], &Shared)) -> view::BesideSide {
    let filled = texts.iter().filter(|(_, text)| !text.trim().is_empty());
    let fields = filled.map(|(field, text)| (label(field).text(locale), shared.pieces(field, text)));
    view::BesideSide {
        head,
        fields: fields.collect(),
    }
}
