//! `GET /problems/{id}/completion`: the owner's desk for a claimed problem: progress so far, and the report that it is
//! done.

use axum::response::Response;

use super::story::{Requests, Story};
use super::view;
use crate::domain::lists::{Problem, Refusal, store as lists_store};
use crate::domain::rectification::evidence::{Evidence, MOST_AT_ONCE};
use crate::domain::rectification::{Action, Party, Reported, actions, begun, state, state_of, store};
use crate::domain::signing;
use crate::kernel::clock::day_of;
use crate::kernel::fields::FieldProblems;
use crate::platform::files::LARGEST_MB;
use crate::web::shell::access::{OwnProblem, Visit};
use crate::web::shell::badges::{Badge, LampView};
use crate::web::shell::evidence::FileLine;
use crate::web::shell::{Error, dates, render};

/// What was typed and what is wrong with it, when the page is drawn again.
#[derive(Debug, Default)]
pub(super) struct Again {
    pub(super) note: String,
    /// Whether it was the note that was sent, and what is wrong with files is wrong beside it.
    pub(super) at_note: bool,
    pub(super) reported: Option<Reported>,
    pub(super) problems: FieldProblems,
}

pub(super) async fn page(OwnProblem { mut can, problem }: OwnProblem) -> Result<Response, Error> {
    let view = draw(&mut can, &problem, Again::default()).await?;
    Ok(render::ok(can.prefs.locale, &view))
}

/// The page of a problem that may be reported as done now.
pub(super) async fn draw(
    can: &mut Visit,
    problem: &Problem,
    again: Again,
) -> Result<view::Completion, Error> {
    let at = state_of(problem).ok_or(Refusal::NotNow)?;
    state::next(at, Action::Report, Party::Owner)?;
    let (locale, today) = (can.prefs.locale, can.today());
    let content = lists_store::revision(&mut can.tx, problem.id, problem.revision).await?;
    let content = content
        .and_then(|revision| revision.read())
        .ok_or(Error::NotFound)?;
    let newest = store::completion(&mut can.tx, problem).await?;
    let reported = again.reported.unwrap_or_else(|| {
        let (outcome, done_on) = newest
            .map(|completion| (completion.outcome, completion.done_on.to_string()))
            .unwrap_or_default();
        Reported { outcome, done_on }
    });
    let cosigned = problem.cosigned_at.map(day_of);
    let evidence = store::evidence(&mut can.tx, problem.id).await?;
    let mut extensions = store::extensions(&mut can.tx, problem.id).await?;
    extensions.retain(|one| one.cycle == problem.cycle);
    Ok(view::Completion {
        page: can.confidential_page(locale.t("整改进展和完成情况")),
        id: problem.id.to_string(),
        number: problem.number.clone(),
        title: problem.title.clone(),
        badge: Badge::of(problem.state, problem.rectification.as_deref()),
        lamp: LampView::of(&can.calendar, true, problem.limit(today), cosigned, false, today),
        due: problem
            .due_on
            .map(|day| dates::full(locale, day))
            .unwrap_or_default(),
        version: problem.version,
        measures: content
            .measures
            .into_iter()
            .map(|m| (m.text, m.goal, dates::full(locale, m.due)))
            .collect(),
        may_extend: actions::may_extend(problem).is_ok()
            && actions::why_not_extend(problem, today).is_none()
            && !extensions.iter().any(|one| one.is_waiting(problem)),
        extensions: Requests::extensions(&extensions, problem, locale, today),
        may_note: state::next(at, Action::Note, Party::Owner).is_ok(),
        story: Story::of(&mut can.tx, problem, locale, today).await?,
        evidence: take_backs(can, problem, &evidence).await?,
        note: again.note,
        at_note: again.at_note,
        done_on: crate::domain::lists::draft::parse_day(&reported.done_on)
            .map_or(reported.done_on, |day| day.to_string()),
        outcome: reported.outcome,
        most: MOST_AT_ONCE,
        megabytes: LARGEST_MB,
        earliest: begun(&mut can.tx, problem)
            .await?
            .map(|began| began.on().to_string()),
        today: today.to_string(),
        problems: again.problems,
    })
}

/// Files of the present round, each with whether the visitor may take it back.
async fn take_backs(
    can: &mut Visit,
    problem: &Problem,
    all: &[Evidence],
) -> Result<Vec<(FileLine, bool)>, Error> {
    let standing = all
        .iter()
        .filter(|one| one.cycle == problem.cycle && one.stands());
    let standing: Vec<&Evidence> = standing.collect();
    if standing.is_empty() {
        return Ok(Vec::new());
    }
    let signatures = signing::store::of_problem(&mut can.tx, problem.id).await?;
    let mine = |one: &Evidence| one.file.account == can.session.account && !one.is_held(&signatures);
    let line = |one: &Evidence| (FileLine::of(problem.id, one), mine(one));
    Ok(standing.into_iter().map(line).collect())
}
