//! A draft that was taken back while it was open in a window: what was typed there is shown, and may be filed anew.

use axum::http::StatusCode;
use axum::response::Response;

use super::form::Typed;
use super::problem::home;
use super::stale::rows;
use super::view::TakenBack;
use crate::domain::campaigns::{self, TermKind, Terms};
use crate::domain::ledger::{self, EventRow};
use crate::domain::lists::{Draft, OwnerKind, Problem};
use crate::kernel::ids::OwnerId;
use crate::kernel::messages::Message;
use crate::web::shell::access::Visit;
use crate::web::shell::{Error, Locale, acts, dates, render};

/// The page, in place of the conflict that a form drawn from an older version is. Nothing was written.
pub(super) async fn page(mut can: Visit, problem: &Problem, typed: &Typed) -> Result<Response, Error> {
    let locale = can.prefs.locale;
    let events = ledger::of_object(&mut can.tx, problem.id.0).await?;
    let taken = events.iter().rev().find(|event| event.act == "problem.withdrawn");
    let terms = campaigns::store::terms(&mut can.tx, problem.campaign).await?;
    let words = in_words(typed.draft(), &terms, locale);
    let row = |(label, text): (Message, String)| (label.text(locale), text);
    let view = TakenBack {
        page: can.confidential_page(locale.t("这份草稿已经撤回").to_owned()),
        number: problem.number.clone(),
        taken: taken.map(|event| moment(&can, event)),
        home: home(problem.owner_kind),
        files: files(&can, problem),
        rows: rows(&words)
            .into_iter()
            .map(row)
            .filter(|(_, text)| !text.trim().is_empty())
            .collect(),
        fields: typed.fields(),
    };
    Ok(render::html(locale, StatusCode::CONFLICT, &view))
}

/// Who took it back, and when.
fn moment(can: &Visit, event: &EventRow) -> (String, String) {
    let locale = can.prefs.locale;
    let mut who = acts::who(locale, event);
    if who.is_empty() {
        locale.t("程序").clone_into(&mut who);
    }
    (who, dates::moment(locale, event.at, can.today()))
}

/// Where the form of a new draft of the same owner goes.
fn files(can: &Visit, problem: &Problem) -> String {
    let own = can.actor.person.map(OwnerId::from) == Some(problem.owner);
    match problem.owner_kind {
        OwnerKind::Body => format!("/bodies/{}/problems", problem.owner),
        OwnerKind::Person if own => "/problems".to_owned(),
        OwnerKind::Person => format!("/people/{}/problems", problem.owner),
    }
}

/// The draft with what its codes mean.
fn in_words(mut draft: Draft, terms: &Terms, locale: Locale) -> Draft {
    let say = |kind: TermKind, code: &mut String| {
        if let Some(term) = terms.find(kind, code) {
            let english = locale == Locale::En && !term.label_en.is_empty();
            *code = if english { &term.label_en } else { &term.label }.clone();
        }
    };
    for code in &mut draft.ills {
        say(TermKind::Ill, code);
    }
    for code in &mut draft.nots {
        say(TermKind::Not, code);
    }
    say(TermKind::Aspect, &mut draft.aspect);
    say(TermKind::Source, &mut draft.source);
    draft
}
