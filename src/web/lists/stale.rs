//! Two windows, two texts: neither is lost.

use super::form::Typed;
use crate::domain::lists::fields::label;
use crate::domain::lists::{Draft, Problem, store};
use crate::kernel::ids::ProblemId;
use crate::kernel::messages::{Message, msg};
use crate::web::shell::access::Visit;
use crate::web::shell::error::{Again, Stale, StaleRow};
use crate::web::shell::{Error, Locale};

/// The version to go on from. A form that was drawn from an older one is fine as long as what is stored is what it
/// says too (a retry, or a submission that overtook the page's own saving of the same words), or as long as the same page
/// wrote it: the answer to that was lost on its way, and the page still holds all of it.
///
/// # Errors
/// [`Error::Stale`] with both texts when they differ.
pub(super) async fn settle(
    can: &mut Visit,
    problem: &Problem,
    typed: &Typed,
    draft: &Draft,
) -> Result<i32, Error> {
    if typed.version() == problem.version {
        return Ok(problem.version);
    }
    let kept = store::kept(&mut can.tx, problem.id)
        .await?
        .ok_or(Error::NotFound)?;
    let same_page = kept.window.is_some() && kept.window == typed.window();
    if same_page || kept.draft == *draft {
        return Ok(problem.version);
    }
    let mut fields = typed.fields();
    fields.push(("version", problem.version.to_string()));
    let again = Again {
        to: format!("/problems/{}/draft", problem.id),
        fields,
    };
    let both = (draft, &kept.draft);
    Err(conflict(problem.id, both, Some(again), can.prefs.locale))
}

/// The page with both texts.
pub(super) fn conflict(
    id: ProblemId,
    (yours, theirs): (&Draft, &Draft),
    again: Option<Again>,
    locale: Locale,
) -> Error {
    let rows = rows(yours).into_iter().zip(rows(theirs));
    let differ = rows.filter(|((_, mine), (_, other))| mine != other);
    let row = |((label, yours), (_, theirs)): ((Message, String), (Message, String))| StaleRow {
        label: label.text(locale),
        yours,
        theirs,
    };
    Error::Stale(Box::new(Stale {
        reload: format!("/problems/{id}/edit"),
        rows: differ.map(row).collect(),
        again,
    }))
}

/// Every input in one line or several; the same number of rows for every draft.
pub(super) fn rows(draft: &Draft) -> Vec<(Message, String)> {
    let on = |flag: bool| if flag { "✓" } else { "" }.to_owned();
    let causes = draft.causes.iter().map(|cause| cause.text.clone());
    let measures = draft
        .measures
        .iter()
        .map(|m| format!("{}\n{}\n{}", m.text, m.goal, m.due));
    let joined = |list: Vec<String>| list.join("\n\n");
    vec![
        (label("title"), draft.title.clone()),
        (label("manifestation"), draft.manifestation.clone()),
        (label("ills"), draft.ills.join("、")),
        (label("nots"), draft.nots.join("、")),
        (label("aspect"), draft.aspect.clone()),
        (label("source"), draft.source.clone()),
        (label("duty"), draft.duty.clone()),
        (msg("原因剖析"), joined(causes.collect())),
        (msg("整改措施"), joined(measures.collect())),
        (label("cooperating"), draft.cooperating.clone()),
        (msg("立行立改"), on(draft.immediate)),
        (label("due"), draft.due.clone()),
        (msg("长期坚持"), on(draft.long_term)),
        (label("look_back"), draft.look_back.join("、")),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_differs_is_shown_and_both_ways() {
        let (mut yours, theirs) = (Draft::default(), Draft::default());
        yours.title = "甲".to_owned();
        let Error::Stale(stale) = conflict(ProblemId::fresh(), (&yours, &theirs), None, Locale::Zh) else {
            panic!("a conflict");
        };
        let rows: Vec<_> = stale
            .rows
            .iter()
            .map(|row| (row.yours.as_str(), row.theirs.as_str()))
            .collect();
        assert_eq!(rows, [("甲", "")]);
    }
}
