//! `GET /problems/{id}/edit`: the five lists on one page.

use axum::response::Response;

use super::advice;
use super::body_view::BodyNote;
use super::entry_view::EntryNote;
use super::fields::{Source, id_of};
use super::index::{self, Link};
use super::notes::{self, Note};
use super::view::{Edit, Head, Returned, Writer};
use crate::domain::campaigns::{self, Terms};
use crate::domain::lists::draft::Parties;
use crate::domain::lists::{Draft, ListsError, OwnerKind, Problem, State, actions, store};
use crate::domain::review::{self, Ruling, Verdict};
use crate::kernel::clock::local;
use crate::kernel::ids::{OwnerId, ProblemId};
use crate::web::shell::access::{ProblemForEdit, Visit};
use crate::web::shell::badges::Badge;
use crate::web::shell::{Error, FieldProblems, dates, render};

pub(super) async fn page(problem: ProblemForEdit) -> Result<Response, Error> {
    let ProblemForEdit { mut can, problem } = problem;
    let view = draw(&mut can, &problem, FieldProblems::new()).await?;
    Ok(render::ok(can.prefs.locale, &view))
}

/// Draws the stored draft of a problem with what is wrong with it.
pub(super) async fn draw(can: &mut Visit, problem: &Problem, wrong: FieldProblems) -> Result<Edit, Error> {
    let locale = can.prefs.locale;
    let kept = store::kept(&mut can.tx, problem.id)
        .await?
        .ok_or(Error::NotFound)?;
    let terms = campaigns::store::terms(&mut can.tx, problem.campaign).await?;
    let (returned, notes) = match return_of(can, problem).await? {
        Some(verdict) => answer(can, problem, &verdict, &terms).await?,
        None => (None, Vec::new()),
    };
    let title = if problem.title.trim().is_empty() {
        locale.t("还没有写题目的问题").to_owned()
    } else {
        problem.title.clone()
    };
    let saved = format!("{}", local(kept.at).format("%H:%M:%S"));
    let when = dates::short(locale, local(kept.at).date_naive(), can.today());
    let id = problem.id;
    let signed = !problem.state.is_editable();
    let owner = (problem.owner, problem.owner_kind);
    Ok(Edit {
        problem: Some(Head {
            id: id.to_string(),
            number: problem.number.clone(),
            badge: match problem.entered_by {
                Some(_) => Badge::of_entry(false),
                None => Badge::of(problem.state, None),
            },
            revision: problem.revision,
        }),
        save: format!("/problems/{id}/draft"),
        // What was signed is not submitted again: it is kept, and the reason for changing it asked for.
        submit: if signed {
            format!("/problems/{id}/draft")
        } else {
            format!("/problems/{id}/submission")
        },
        signed,
        version: problem.version,
        saved: Some(format!("{when} {saved}")),
        window: kept.window.map(|window| window.to_string()).unwrap_or_default(),
        returned,
        entry: EntryNote::of(can, problem).await?,
        body: match problem.owner_kind {
            OwnerKind::Body => Some(BodyNote::of(can, problem.id, wrong.has("discussion")).await?),
            OwnerKind::Person => None,
        },
        ..form(
            can,
            title,
            (owner, Some(id)),
            (&kept.draft, &terms),
            (&wrong, &notes),
        )
        .await?
    })
}

/// The form alone, as a new problem has it, which has no id yet.
pub(super) async fn form(
    can: &mut Visit,
    title: String,
    (owner, problem): ((OwnerId, OwnerKind), Option<ProblemId>),
    (draft, terms): (&Draft, &Terms),
    (wrong, notes): (&FieldProblems, &[Note]),
) -> Result<Edit, Error> {
    let locale = can.prefs.locale;
    let parties = match actions::parties(&mut can.tx, owner).await {
        // The roster gives them no post.
        Err(ListsError::NoPost) => Parties::default(),
        known => known?.0,
    };
    let source = Source {
        locale,
        terms,
        problems: wrong,
        notes,
    };
    Ok(Edit {
        page: can.confidential_page(title),
        problem: None,
        save: "/problems".to_owned(),
        submit: "/problems".to_owned(),
        signed: false,
        version: 0,
        saved: None,
        window: String::new(),
        writer: Writer {
            account: can.session.account.to_string(),
            login: can.session.login.clone(),
            tenant: can.session.tenant_slug.clone(),
        },
        returned: None,
        entry: None,
        body: None,
        errors: index::summary(wrong, locale),
        advice: advice::panel(can, (owner.0, problem), draft).await?,
        index: index::index(draft, wrong, notes, locale),
        f: source.fields(draft, parties),
    })
}

/// The verdict that the owner has to answer now.
pub(super) async fn return_of(can: &mut Visit, problem: &Problem) -> Result<Option<Verdict>, Error> {
    if !matches!(problem.state, State::Returned | State::Redo) {
        return Ok(None);
    }
    let verdicts = review::store::of_problem(&mut can.tx, problem.id).await?;
    let last = verdicts
        .into_iter()
        .rev()
        .find(|verdict| verdict.verdict != Ruling::Approved);
    Ok(last.filter(|verdict| verdict.revision == problem.revision))
}

async fn answer(
    can: &mut Visit,
    problem: &Problem,
    verdict: &Verdict,
    terms: &Terms,
) -> Result<(Option<Returned>, Vec<Note>), Error> {
    let locale = can.prefs.locale;
    let revision = store::revision(&mut can.tx, problem.id, verdict.revision).await?;
    let content = revision.and_then(|revision| revision.read());
    let examples = campaigns::store::examples(&mut can.tx, problem.campaign).await?;
    let notes = notes::notes(verdict, content.as_ref(), (terms, &examples), locale);
    let day = dates::short(locale, local(verdict.at).date_naive(), can.today());
    let link = |note: &Note| Link {
        href: format!("#{}", id_of(&note.key)),
        text: note.reason.clone(),
    };
    let returned = Returned {
        redo: verdict.verdict == Ruling::Redo,
        by: locale.tf("{0} {1}", &[&day, &notes::giver(verdict, locale)]),
        words: verdict.words.clone(),
        reasons: notes.iter().map(link).collect(),
    };
    Ok((Some(returned), notes))
}
