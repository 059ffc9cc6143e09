//! An entry under a second reading, in the same cockpit as the first: what was ruled is told nowhere on it.

use axum::response::Response;

use super::form::Typed;
use super::{case, checks, filter, view};
use crate::domain::lists::{Draft, Reading};
use crate::domain::review::queue::Filter;
use crate::domain::review::second::{Which, store};
use crate::kernel::fields::FieldProblems;
use crate::kernel::ids::{GroupId, SecondReadingId};
use crate::web::review::access::VerdictToReadAgain;
use crate::web::review::view::{Keys, Writer, fitting};
use crate::web::shell::access::Visit;
use crate::web::shell::{Error, render};

/// What waits to be read again.
pub(super) const LIST: &str = "/second-readings";

/// Draws the entry with the form of the reader. An opening that is to be recorded was recorded by the caller.
pub(super) async fn draw(
    VerdictToReadAgain {
        mut can,
        problem,
        reading,
        ..
    }: VerdictToReadAgain,
    (typed, wrong): (&Typed, &FieldProblems),
) -> Result<Response, Error> {
    let read = case::read_blind(&mut can, &problem, reading.revision).await?;
    let (locale, none) = (can.prefs.locale, Filter::default());
    let mut entry = read.view(locale, &problem, none);
    // How the owner's others stand would tell what was ruled.
    entry.siblings.clear();
    let texts = (&read.content, &read.terms);
    let view = view::Again {
        action: page(reading.id),
        writer: Writer::of(&can),
        checks: checks::alone(&can, &Draft::of(&read.content)),
        alike: None,
        form: typed.view(locale, 0, texts, none, wrong),
        next: next(&mut can, reading.id).await?,
        recorded: Reading::Group.is_recorded(problem.tier),
        keys: Keys {
            back: false,
            redo: true,
            alike: false,
            pass: false,
            undo: false,
        },
        case: entry,
        page: fitting(can.confidential_page(locale.t("复核"))),
    };
    Ok(if wrong.is_empty() {
        render::ok(locale, &view)
    } else {
        render::invalid(locale, &view)
    })
}

/// The next that waits for the visitor; after the last, the first that was left out.
pub(super) async fn next(can: &mut Visit, id: SecondReadingId) -> Result<Option<String>, Error> {
    let desk = filter::desk(can).await?;
    let groups: Vec<GroupId> = can.actor.groups.iter().map(|(group, _)| *group).collect();
    let (at, of, now) = (
        (&desk, can.session.account),
        (&groups[..], Which::Waiting),
        can.now,
    );
    let mut found = store::listed(&mut can.tx, at, of, now, (Some(id), 1)).await?;
    if found.is_empty() {
        found = store::listed(&mut can.tx, at, of, now, (None, 1)).await?;
    }
    let other = found.iter().map(|one| one.id).find(|other| *other != id);
    Ok(other.map(page))
}

fn page(id: SecondReadingId) -> String {
    format!("{LIST}/{id}")
}
