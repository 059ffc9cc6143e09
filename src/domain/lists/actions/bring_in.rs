//! History: a problem that was filed, and perhaps approved, before this program was used comes in where it stood.

use serde_json::json;

use super::content_of;
use crate::domain::campaigns::{self, Campaign};
use crate::domain::ledger::Act;
use crate::domain::lists::{Draft, ListsError, Problem, Refusal, State, store};
use crate::kernel::clock::day_of;
use crate::kernel::digest::Digest;
use crate::platform::db::Tx;

/// Brings a fresh draft to where it stood: submitted, or approved and waiting for its owner's signature. This is an entry
/// into the life of a filing and no step of it: nobody is said to have submitted or approved it here, and `basis` is the digest of
/// the scan that shows who did. Time limits that are over by now are history too.
///
/// # Errors
/// [`ListsError::Invalid`] with what is wrong at which field, for what is no complete sheet; the draft is as it was.
pub async fn bring_in(
    tx: &mut Tx,
    act: &mut Act,
    campaign: &Campaign,
    problem: &mut Problem,
    (draft, approved, basis): (&Draft, bool, Option<Digest>),
) -> Result<(), ListsError> {
    // 立行立改 is due on the day on which it is known; other limits may lie anywhere within the campaign.
    let today = day_of(act.at);
    let since = if draft.immediate {
        today
    } else {
        campaign.starts_on.min(today)
    };
    let draft = dated(draft, &today.to_string());
    let (content, leader) = content_of(tx, campaign, problem, &draft, since).await?;
    problem.leader = leader;
    let route = if approved {
        Vec::new()
    } else {
        super::route(tx, problem).await?
    };
    if !approved && route.is_empty() {
        return Err(Refusal::NotNow.into());
    }
    problem.revision = 1;
    problem.title.clone_from(&content.title);
    problem.due_on = Some(content.responsibility.due);
    problem.submitted_at = Some(act.at);
    problem.first_submitted_at = Some(act.at);
    problem.approved_at = approved.then_some(act.at);
    let state = if approved {
        State::AwaitingOwner
    } else {
        State::Submitted
    };
    problem.enter(state, route)?;
    let by = (act.actor.account, act.at);
    let digest = store::add_revision(tx, problem.id, 1, &content, "", by).await?;
    problem.version = store::save_draft(tx, problem.id, (problem.version, None), &draft, act.at).await?;
    store::advance(tx, problem, act.at).await?;
    let data = json!({"revision": 1, "sha256": digest, "stands": state.code(),
        "stage": problem.stage.map(campaigns::Stage::code), "basis": basis.map(hex::encode)});
    act.record(tx, "problem.brought_in", ("problem", Some(problem.id.0)), &data)
        .await?;
    Ok(())
}

/// Measures without a day of their own have the problem's.
fn dated(draft: &Draft, today: &str) -> Draft {
    let mut dated = draft.clone();
    let whole = if draft.immediate { today } else { &draft.due };
    for measure in &mut dated.measures {
        if measure.due.trim().is_empty() {
            whole.clone_into(&mut measure.due);
        }
    }
    dated
}
