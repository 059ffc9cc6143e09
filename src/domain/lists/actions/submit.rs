//! Submission: makes an immutable revision and enters the route.

use chrono::NaiveDate;
use serde_json::json;

use crate::domain::campaigns::{self, Campaign};
use crate::domain::ledger::Act;
use crate::domain::lists::state::{Action, Party, Refusal, next};
use crate::domain::lists::{Content, Draft, ListsError, Problem, State, store};
use crate::kernel::clock::day_of;
use crate::kernel::ids::{PersonId, ProblemId};
use crate::platform::db::Tx;

/// Submits `draft` as the next revision of a problem of the actor's own, or of a body that the actor drafts for.
///
/// # Errors
/// [`ListsError::Invalid`] with what is wrong at which field, `discussion` where a body has not talked about it; [`ListsError::Stale`] when `version` is not the
/// row's; [`ListsError::Refused`] when it is not the actor's or not to be submitted now, or was typed by somebody else and not confirmed.
pub async fn submit(
    tx: &mut Tx,
    act: &mut Act,
    campaign: &Campaign,
    id: ProblemId,
    version: i32,
    draft: &Draft,
) -> Result<Problem, ListsError> {
    let mut problem = store::lock(tx, id, Some(version)).await?;
    let party = if problem.is_written_by(&act.actor) {
        Party::Owner
    } else {
        Party::Other
    };
    let state = next(problem.state, Action::Submit, party, false)?;
    if problem.entered_by.is_some() {
        return Err(Refusal::Unconfirmed.into());
    }
    problem.in_force()?;
    let undiscussed = super::discuss::missing(tx, &problem).await?;
    let (content, leader) = match content_of(tx, campaign, &problem, draft, day_of(act.at)).await {
        Err(ListsError::Invalid(wrong)) => return Err(ListsError::Invalid(undiscussed.and(&wrong))),
        checked => checked?,
    };
    undiscussed.or(()).map_err(ListsError::Invalid)?;

    let again = problem.state != State::Draft;
    problem.revision += 1;
    problem.title.clone_from(&content.title);
    problem.due_on = Some(content.responsibility.due);
    problem.leader = leader;
    problem.submitted_at = Some(act.at);
    problem.first_submitted_at = problem.first_submitted_at.or(Some(act.at));
    let route = super::route(tx, &problem).await?;
    if route.is_empty() {
        return Err(Refusal::NotNow.into());
    }
    problem.enter(state, route)?;
    let by = (act.actor.account, act.at);
    let digest = store::add_revision(tx, id, problem.revision, &content, "", by).await?;
    store::save_draft(tx, id, (problem.version, None), draft, act.at)
        .await
        .map(|v| problem.version = v)?;
    store::advance(tx, &mut problem, act.at).await?;
    let data = json!({"revision": problem.revision, "sha256": digest, "again": again,
        "stage": problem.stage.map(campaigns::Stage::code)});
    act.record(tx, "problem.submitted", ("problem", Some(id.0)), &data)
        .await?;
    Ok(problem)
}

/// What `draft` says, checked against dictionaries and completed from the owner's main post, or the body's superior; and
/// the leader in charge.
///
/// # Errors
/// [`ListsError::Invalid`] with what is wrong at which field; [`ListsError::NoPost`].
pub async fn content_of(
    tx: &mut Tx,
    campaign: &Campaign,
    problem: &Problem,
    draft: &Draft,
    today: NaiveDate,
) -> Result<(Content, Option<PersonId>), ListsError> {
    let (parties, leader) = super::parties(tx, (problem.owner, problem.owner_kind)).await?;
    let content = draft.check(&parties, today).map_err(ListsError::Invalid)?;
    let wrong = campaigns::unknown_terms(
        tx,
        campaign.id,
        &[("ill", &content.ills), ("not", &content.nots)],
        &[("aspect", &content.aspect), ("source", &content.source)],
    )
    .await?;
    wrong.or((content, leader)).map_err(ListsError::Invalid)
}
