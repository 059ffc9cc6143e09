//! 更正: a change after signing. It needs a reason, makes a revision, and voids what was signed.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::break_signatures;
use crate::domain::campaigns::{Campaign, Stage};
use crate::domain::ledger::Act;
use crate::domain::lists::actions::{content_of, route};
use crate::domain::lists::state::next;
use crate::domain::lists::{
    Action, Content, Draft, ListsError, Party, Problem, Refusal, State, store as lists_store,
};
use crate::domain::signing::SigningError;
use crate::domain::signing::countersign::Countersigner;
use crate::kernel::clock::day_of;
use crate::kernel::fields::FieldProblems;
use crate::kernel::ids::{PersonId, ProblemId};
use crate::kernel::messages::msg;
use crate::platform::db::Tx;

/// Longest reason, in characters.
const LONGEST_REASON: usize = 1000;

/// Corrects a signed problem of the actor's own. Both sign again; only if list 1 or 3 changed is it reviewed again.
///
/// # Errors
/// [`SigningError::Invalid`] with what is wrong at which field, `reason` among them; [`SigningError::Unchanged`];
/// `Stale` when `version` is not the row's; [`Refusal::Closed`]; [`Refusal::NotNow`] when nothing was signed yet.
pub async fn correct(
    tx: &mut Tx,
    act: &mut Act,
    campaign: &Campaign,
    (id, version): (ProblemId, i32),
    draft: &Draft,
    (reason, server): (&str, Option<&Countersigner>),
) -> Result<Problem, SigningError> {
    let mut problem = lists_store::lock(tx, id, Some(version)).await?;
    let (was, content) = prepare(tx, act, campaign, &mut problem, draft).await?;
    let reason = checked_reason(reason)?;
    let review_again = was.needs_review_again(&content);
    let state = next(
        problem.state,
        Action::Correct { review_again },
        Party::Owner,
        false,
    )?;

    break_signatures(tx, act, &problem, None, (&reason, server)).await?;
    let stages = route(tx, &problem).await?;
    problem.enter(state, stages)?;
    if state == State::Submitted {
        problem.submitted_at = Some(act.at);
        problem.approved_at = None;
    }
    (problem.claimed_at, problem.cosigned_at, problem.rectification) = (None, None, None);
    (problem.revision, problem.title) = (problem.revision + 1, content.title.clone());
    let limit = |c: &Content| (c.responsibility.immediate, c.responsibility.due);
    if limit(&was) != limit(&content) {
        problem.due_on = Some(content.responsibility.due);
    }
    let by = (act.actor.account, act.at);
    let digest = lists_store::add_revision(tx, id, problem.revision, &content, &reason, by).await?;
    problem.version = lists_store::save_draft(tx, id, (problem.version, None), draft, act.at).await?;
    lists_store::advance(tx, &mut problem, act.at).await?;
    let data = json!({"revision": problem.revision, "sha256": digest, "review_again": review_again,
        "stage": problem.stage.map(Stage::code)});
    act.record(tx, "problem.corrected", ("problem", Some(id.0)), &data)
        .await?;
    Ok(problem)
}

/// The content before and after, once it is certain that the actor may correct it now.
async fn prepare(
    tx: &mut Tx,
    act: &Act,
    campaign: &Campaign,
    problem: &mut Problem,
    draft: &Draft,
) -> Result<(Content, Content), SigningError> {
    if !problem.is_of(&act.actor) {
        return Err(Refusal::NotYours.into());
    }
    problem.in_force()?;
    if problem.closed_at.is_some() {
        return Err(Refusal::Closed.into());
    }
    if !matches!(problem.state, State::AwaitingLeader | State::Claimed) {
        return Err(Refusal::NotNow.into());
    }
    let was = lists_store::revision(tx, problem.id, problem.revision).await?;
    let was = was
        .and_then(|revision| revision.read())
        .ok_or(SigningError::Damaged)?;
    let (content, leader) = corrected(tx, campaign, problem, draft, (&was, act.at))
        .await
        .map_err(|error| match error {
            ListsError::Invalid(wrong) => SigningError::Invalid(wrong),
            other => other.into(),
        })?;
    if content == was {
        return Err(SigningError::Unchanged);
    }
    problem.leader = leader;
    Ok((was, content))
}

/// What a draft would correct the signed content to, and the leader in charge. A limit that has passed may stay as it
/// was. A later one is refused: more time is asked for by an extension, which leader and office decide.
///
/// # Errors
/// [`ListsError::Invalid`] with what keeps the draft from being submitted, at which field.
pub async fn corrected(
    tx: &mut Tx,
    campaign: &Campaign,
    problem: &Problem,
    draft: &Draft,
    (was, now): (&Content, DateTime<Utc>),
) -> Result<(Content, Option<PersonId>), ListsError> {
    let signed = was.responsibility.due;
    let (content, leader) = content_of(tx, campaign, problem, draft, day_of(now).min(signed)).await?;
    // What leader and office granted beyond what was signed may be used.
    let granted = problem.due_on.filter(|_| !was.responsibility.immediate);
    if content.responsibility.due > granted.map_or(signed, |due| due.max(signed)) {
        let later = msg("更正不能把整改时限往后推：签的是 {0}").with(signed);
        return Err(ListsError::Invalid(FieldProblems::at("due", later)));
    }
    Ok((content, leader))
}

fn checked_reason(typed: &str) -> Result<String, SigningError> {
    let reason = typed.trim().replace("\r\n", "\n");
    let length = reason.chars().count();
    if reason.is_empty() {
        Err(SigningError::Invalid(FieldProblems::at(
            "reason",
            msg("请写更正的理由"),
        )))
    } else if length > LONGEST_REASON {
        let long = msg("现有 {0} 字，最多 {1} 字").with(length).with(LONGEST_REASON);
        Err(SigningError::Invalid(FieldProblems::at("reason", long)))
    } else {
        Ok(reason)
    }
}
