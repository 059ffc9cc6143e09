//! `GET /problems/{id}/beside/{other}`: two problems of one owner side by side, with what they share marked.

use axum::extract::Path;
use axum::response::Response;

use super::beside_view::{Beside, Marked, Side};
use crate::domain::likeness::{Shared, shared};
use crate::domain::lists::fields::label;
use crate::domain::lists::{Draft, Problem, store};
use crate::kernel::ids::ProblemId;
use crate::platform::db::Tx;
use crate::web::shell::access::WrittenProblem;
use crate::web::shell::{Error, Locale, render};

pub(super) async fn page(
    WrittenProblem { mut can, problem }: WrittenProblem,
    Path((_, other)): Path<(String, String)>,
) -> Result<Response, Error> {
    let other: ProblemId = other.parse().map_err(|_| Error::NotFound)?;
    let found = store::find(&mut can.tx, other).await?;
    let other = found.filter(|one| one.id != problem.id).ok_or(Error::NotFound)?;
    // Whoever only types for the owner has no business in the owner's other problems.
    if other.owner != problem.owner || !other.is_from(&can.actor) || !problem.is_from(&can.actor) {
        return Err(Error::Forbidden);
    }
    let locale = can.prefs.locale;
    let this = text(&mut can.tx, &problem).await?;
    let that = text(&mut can.tx, &other).await?;
    let (mine, theirs) = (this.texts(), that.texts());
    let plain = |texts: &[(String, &str)]| {
        texts
            .iter()
            .map(|(_, text)| (*text).to_owned())
            .collect::<Vec<_>>()
    };
    let (of_mine, of_theirs) = (plain(&mine), plain(&theirs));
    let here = shared(&mine, of_theirs.iter().map(String::as_str));
    let there = shared(&theirs, of_mine.iter().map(String::as_str));
    let view = Beside {
        page: can.confidential_page(locale.t("两条并排看").to_owned()),
        letters: here.letters,
        this: side(&problem, (&mine, &here), locale),
        that: side(&other, (&theirs, &there), locale),
    };
    Ok(render::ok(locale, &view))
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
    let fields = filled.map(|(field, text)| (label(field).text(locale), marked(field, text, shared)));
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

/// A text in pieces, those marked that the other has, too.
fn marked(field: &str, text: &str, shared: &Shared) -> Vec<Marked> {
    let characters: Vec<char> = text.chars().collect();
    let (mut pieces, mut at) = (Vec::new(), 0);
    let piece = |range: std::ops::Range<usize>, same| Marked {
        text: characters[range].iter().collect(),
        same,
    };
    for part in shared.parts.iter().filter(|part| part.field == field) {
        pieces.push(piece(at..part.at.start, false));
        pieces.push(piece(part.at.clone(), true));
        at = part.at.end;
    }
    pieces.push(piece(at..characters.len(), false));
    pieces.retain(|piece| !piece.text.is_empty());
    pieces
}
