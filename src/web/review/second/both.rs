//! Both rulings on an entry that was read twice: for the head of the group.

use axum::response::Response;

use super::{case, labels, view};
use crate::domain::campaigns::TermKind;
use crate::domain::lists::State;
use crate::domain::people;
use crate::domain::review::queue::Filter;
use crate::domain::review::second::SecondReading;
use crate::domain::review::{GivenReason, Ruling, Verdict, store as review_store};
use crate::kernel::ids::PersonId;
use crate::web::review::access::VerdictToReadAgain;
use crate::web::shell::access::Visit;
use crate::web::shell::{Error, n_, render};

/// Draws the entry as it was ruled on, with both rulings, and what the head can decide.
pub(super) async fn draw(
    VerdictToReadAgain {
        mut can,
        problem,
        reading,
        ..
    }: VerdictToReadAgain,
) -> Result<Response, Error> {
    let read = case::read_blind(&mut can, &problem, reading.revision).await?;
    let rulings = both(&mut can, &reading, &read).await?;
    let locale = can.prefs.locale;
    let mut entry = read.view(locale, &problem, Filter::default());
    // One decides on this one alone.
    entry.siblings.clear();
    let second = reading.second.as_ref().map(|second| second.ruling);
    let open = second.is_some_and(|second| second != reading.first) && reading.settled.is_none();
    let reader = reading.second.as_ref().map(|second| second.reader);
    let own =
        can.actor.person.is_some() && (reader == can.actor.person || reading.first_by.1 == can.actor.person);
    let revocable = problem.revision == reading.revision && problem.state != State::Claimed;
    let view = view::Both {
        action: format!("/second-readings/{}/settlements", reading.id),
        case: entry,
        rulings,
        own: open && own,
        revoke: (open && !own && !reading.void).then(|| {
            if revocable {
                format!("/problems/{}/revocation", problem.id)
            } else {
                String::new()
            }
        }),
        page: can.confidential_page(locale.t("复核")),
    };
    Ok(render::ok(locale, &view))
}

/// Both rulings with their reasons.
async fn both(can: &mut Visit, reading: &SecondReading, read: &case::Read) -> Result<Vec<view::Told>, Error> {
    let Some(second) = &reading.second else {
        return Ok(Vec::new());
    };
    let verdicts = review_store::of_problem(&mut can.tx, reading.problem).await?;
    let first = verdicts.iter().find(|verdict| verdict.id == reading.verdict);
    let first_by = name(can, reading.first_by.1).await?;
    let (words, reasons) = first.map_or(("", &[][..]), |v: &Verdict| (&v.words, &v.reasons[..]));
    let one = told(
        n_("原结论"),
        (first_by, reading.first),
        (words, reasons),
        (can, read),
    );
    let second_by = name(can, Some(second.reader)).await?;
    let said = (second.words.as_str(), &second.reasons[..]);
    let two = told(n_("复核结论"), (second_by, second.ruling), said, (can, read));
    Ok(vec![one, two])
}

async fn name(can: &mut Visit, person: Option<PersonId>) -> Result<String, Error> {
    let Some(person) = person else {
        return Ok(String::new());
    };
    let found = people::store::find(&mut can.tx, person).await?;
    Ok(found.map(|cadre| cadre.name).unwrap_or_default())
}

fn told(
    which: &'static str,
    (who, ruling): (String, Ruling),
    (words, reasons): (&str, &[GivenReason]),
    (can, read): (&Visit, &case::Read),
) -> view::Told {
    let label = |given: &GivenReason| {
        let term = read.terms.find(TermKind::Reason, &given.code);
        let label = term
            .map(|term| labels::term(can.prefs.locale, term))
            .unwrap_or_default();
        (
            format!("{} {label}", given.code),
            given.quote.clone(),
            given.words.clone(),
        )
    };
    view::Told {
        which,
        who,
        ruling: labels::ruling(ruling),
        words: words.to_owned(),
        reasons: reasons.iter().map(label).collect(),
    }
}
