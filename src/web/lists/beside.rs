//! `GET /problems/{id}/beside`: a problem beside the one of the same owner that is most like it, with what they share marked.

use axum::response::Response;
use axum_extra::extract::Query;
use serde::Deserialize;

use super::beside_view::{Beside, Marked, Side};
use crate::domain::advice;
use crate::domain::likeness::{Shared, shared};
use crate::domain::lists::fields::label;
use crate::domain::lists::{Draft, Problem, store};
use crate::kernel::ids::ProblemId;
use crate::platform::db::Tx;
use crate::web::shell::access::{Visit, WrittenProblem};
use crate::web::shell::{Error, Locale, render};

/// What is asked for.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    /// Beside which; empty: the one that is most like it.
    with: String,
}

pub(super) async fn page(
    WrittenProblem { mut can, problem }: WrittenProblem,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let locale = can.prefs.locale;
    let this = text(&mut can.tx, &problem).await?;
    let other = other(&mut can, &problem, &this, &asked).await?;
    let page = can.confidential_page(locale.t("两条并排看").to_owned());
    let (letters, sides) = match &other {
        Some((other, that)) => {
            let (mine, theirs) = (this.texts(), that.texts());
            let here = shared(&mine, theirs.iter().map(|(_, text)| *text));
            let there = shared(&theirs, mine.iter().map(|(_, text)| *text));
            let this = side(&problem, (&mine, &here), locale);
            (here.letters, vec![this, side(other, (&theirs, &there), locale)])
        }
        None => (
            0,
            vec![side(&problem, (&this.texts(), &Shared::default()), locale)],
        ),
    };
    let view = Beside { page, letters, sides };
    Ok(render::ok(locale, &view))
}

/// The other problem with its text: never one that the visitor has no hand in.
async fn other(
    can: &mut Visit,
    problem: &Problem,
    this: &Draft,
    asked: &Asked,
) -> Result<Option<(Problem, Draft)>, Error> {
    let id = if asked.with.is_empty() {
        advice::nearest_own(&mut can.tx, &can.actor, (problem.owner, Some(problem.id)), this).await?
    } else {
        Some(asked.with.parse::<ProblemId>().map_err(|_| Error::NotFound)?)
    };
    let Some(id) = id else {
        return Ok(None);
    };
    let other = store::find(&mut can.tx, id).await?.ok_or(Error::NotFound)?;
    if other.id == problem.id || other.owner != problem.owner || !other.is_from(&can.actor) {
        return Err(Error::NotFound);
    }
    let that = text(&mut can.tx, &other).await?;
    Ok(Some((other, that)))
}

/// As it stands in the form, or as it was submitted last.
async fn text(tx: &mut Tx, problem: &Problem) -> Result<Draft, Error> {
    if problem.state.is_editable() {
        return Ok(store::draft(tx, problem.id).await?.unwrap_or_default());
    }
    let revision = store::revision(tx, problem.id, problem.revision).await?;
    let content = revision.and_then(|revision| revision.read());
    Ok(content.map(|content| Draft::of(&content)).unwrap_or_default())
}

fn side(problem: &Problem, (texts, shared): (&[(String, &str)], &Shared), locale: Locale) -> Side {
    let filled = texts.iter().filter(|(_, text)| !text.trim().is_empty());
    let fields = filled.map(|(field, text)| (label(field).text(locale), marked(shared.pieces(field, text))));
    Side {
        number: problem.number.clone(),
        href: if problem.state.is_editable() {
            format!("/problems/{}/edit", problem.id)
        } else {
            format!("/problems/{}", problem.id)
        },
        editable: problem.state.is_editable(),
        fields: fields.collect(),
    }
}

fn marked(pieces: Vec<(String, bool)>) -> Vec<Marked> {
    let mark = |(text, same)| Marked { text, same };
    pieces.into_iter().map(mark).collect()
}
