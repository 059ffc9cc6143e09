//! `GET` and `POST /second-readings/{id}`: an entry read again; `POST /second-readings/{id}/settlements`: the head upholds the first.

use axum::response::Response;
use axum_extra::extract::Form;
use serde::Deserialize;

use super::form::Typed;
use super::{case, labels, view};
use crate::domain::campaigns::TermKind;
use crate::domain::lists::{ListsError, Reading, State};
use crate::domain::people;
use crate::domain::review::queue::Filter;
use crate::domain::review::second::{SecondReading, actions};
use crate::domain::review::{GivenReason, Ruling, Verdict, store as review_store};
use crate::kernel::fields::FieldProblems;
use crate::kernel::ids::PersonId;
use crate::web::review::access::VerdictToReadAgain;
use crate::web::shell::access::Visit;
use crate::web::shell::access::problem::record_opening;
use crate::web::shell::{Error, FlashKind, flash, msg, n_, render};

/// What the head posts.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(in crate::web::review) struct Posted {
    act_id: String,
}

pub(in crate::web::review) async fn page(entry: VerdictToReadAgain) -> Result<Response, Error> {
    draw(entry, (&Typed::default(), &FieldProblems::new())).await
}

pub(in crate::web::review) async fn submit(
    mut entry: VerdictToReadAgain,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Error> {
    let typed = Typed::from(pairs);
    let decision = typed.decision().ok_or_else(Error::malformed)?;
    let can = &mut entry.can;
    let mut act = can.act(typed.get("act_id"), "/second-readings").await?;
    match actions::read(&mut can.tx, &mut act, entry.reading.id, &decision).await {
        Ok(_) => {}
        Err(ListsError::Invalid(wrong)) => return draw(entry, (&typed, &wrong)).await,
        Err(other) => return Err(other.into()),
    }
    entry.can.commit().await?;
    // Whether the two agree is the head's to know.
    let said = msg("复核意见已记下。");
    Ok(flash::redirect("/second-readings", FlashKind::Ok, &said))
}

pub(in crate::web::review) async fn uphold(
    VerdictToReadAgain { mut can, reading, .. }: VerdictToReadAgain,
    Form(posted): Form<Posted>,
) -> Result<Response, Error> {
    let to = "/second-readings?state=disputed";
    let mut act = can.act(&posted.act_id, to).await?;
    actions::uphold(&mut can.tx, &mut act, reading.id).await?;
    can.commit().await?;
    Ok(flash::redirect(to, FlashKind::Ok, &msg("已维持原结论。")))
}

/// Draws the entry: with a form for whoever reads it again, with both rulings for the head once both are given.
async fn draw(
    VerdictToReadAgain {
        mut can,
        problem,
        reading,
        reads,
    }: VerdictToReadAgain,
    (typed, wrong): (&Typed, &FieldProblems),
) -> Result<Response, Error> {
    if Reading::Group.is_recorded(problem.tier) {
        can = record_opening(can, &problem, Reading::Group).await?;
    }
    let read = case::read_blind(&mut can, &problem, reading.revision).await?;
    let both = if reads {
        Vec::new()
    } else {
        both(&mut can, &reading, &read).await?
    };
    let (locale, none) = (can.prefs.locale, Filter::default());
    let texts = (&read.content, &read.terms);
    let mut entry = read.view(locale, &problem, none);
    // How the owner's others stand would tell what was ruled.
    entry.siblings.clear();
    let second = reading.second.as_ref().map(|second| second.ruling);
    let open = second.is_some_and(|second| second != reading.first) && reading.settled.is_none();
    let reader = reading.second.as_ref().map(|second| second.reader);
    let own =
        can.actor.person.is_some() && (reader == can.actor.person || reading.first_by.1 == can.actor.person);
    let revocable = problem.revision == reading.revision && problem.state != State::Claimed;
    let view = view::One {
        action: format!("/second-readings/{}", reading.id),
        case: entry,
        form: reads.then(|| typed.view(locale, 0, texts, none, wrong)),
        both,
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
    Ok(if wrong.is_empty() {
        render::ok(locale, &view)
    } else {
        render::invalid(locale, &view)
    })
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
