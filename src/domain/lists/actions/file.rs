//! Starting a problem and keeping its draft.

use serde_json::json;

use crate::domain::campaigns::Campaign;
use crate::domain::ledger::Act;
use crate::domain::lists::draft::Parties;
use crate::domain::lists::entity::{BODY_MARK, OwnerKind, Problem, Tier, number};
use crate::domain::lists::{Draft, ListsError, Refusal, State, store};
use crate::domain::people::bodies::store as bodies;
use crate::domain::{people, units};
use crate::kernel::ids::{OwnerId, PersonId, ProblemId, UnitId};
use crate::kernel::scope::{Actor, BodyDuty};
use crate::platform::db::Tx;

/// Starts a problem of `person` with what was typed so far. The number is given once and never reused.
///
/// # Errors
/// [`ListsError::NoPost`] when the person holds no post to file from.
pub async fn start(
    tx: &mut Tx,
    act: &mut Act,
    campaign: &Campaign,
    person: PersonId,
    draft: &Draft,
) -> Result<Problem, ListsError> {
    begin_for(tx, act, campaign, (person, draft), "problem.started").await
}

/// The same, whoever types it, called as the ledger is to call it.
pub(super) async fn begin_for(
    tx: &mut Tx,
    act: &mut Act,
    campaign: &Campaign,
    (person, draft): (PersonId, &Draft),
    what: &str,
) -> Result<Problem, ListsError> {
    // Locked, so that two windows that start at once get two numbers.
    let cadre = people::store::lock(tx, person)
        .await?
        .ok_or(ListsError::NotFound)?;
    if people::store::side::is_moved_out(tx, person).await? {
        return Err(Refusal::MovedOut.into());
    }
    let post = people::store::main_post(tx, person)
        .await?
        .ok_or(ListsError::NoPost)?;
    let (owner, kind) = (person.into(), OwnerKind::Person);
    let seq = store::next_seq(tx, campaign.id, owner).await?;
    let problem = Problem {
        tier: Tier::from_code(&post.tier).unwrap_or(Tier::Township),
        leader: post.leader,
        number: number(&post.unit_name, &cadre.staff_no, seq),
        ..Problem::fresh(
            campaign.id,
            (owner, kind),
            (post.unit, post.top_unit),
            seq,
            act.at,
        )
    };
    begin(tx, act, problem, draft, what).await
}

/// Starts a problem of a leading body.
///
/// # Errors
/// [`Refusal::NotYours`] for whoever neither drafts for the body nor is its principal.
pub async fn start_for_body(
    tx: &mut Tx,
    act: &mut Act,
    campaign: &Campaign,
    body: UnitId,
    draft: &Draft,
) -> Result<Problem, ListsError> {
    let owner = OwnerId::from(body);
    let writes = [BodyDuty::Drafter, BodyDuty::Principal].map(|duty| act.actor.acts_for(owner, duty));
    if !writes.contains(&true) {
        return Err(Refusal::NotYours.into());
    }
    bodies::lock_kind(tx, body).await?;
    let unit = units::store::find(tx, body).await?.ok_or(ListsError::NotFound)?;
    let seq = store::next_seq(tx, campaign.id, owner).await?;
    let problem = Problem {
        tier: Tier::Body,
        leader: bodies::superior(tx, body).await?,
        number: number(&unit.name, BODY_MARK, seq),
        ..Problem::fresh(
            campaign.id,
            (owner, OwnerKind::Body),
            (body, unit.top),
            seq,
            act.at,
        )
    };
    begin(tx, act, problem, draft, "problem.started").await
}

async fn begin(
    tx: &mut Tx,
    act: &mut Act,
    mut problem: Problem,
    draft: &Draft,
    what: &str,
) -> Result<Problem, ListsError> {
    problem.title = draft.title.chars().take(200).collect();
    store::insert(tx, &problem, draft).await?;
    let data = json!({"number": problem.number, "owner": problem.owner, "unit": problem.unit});
    act.record(tx, what, ("problem", Some(problem.id.0)), &data)
        .await?;
    Ok(problem)
}

/// Keeps the form as typed in a window and gives the new version. Not an act: drafts have no events.
///
/// # Errors
/// [`ListsError::Refused`] when it is not the actor's to edit now; [`ListsError::Stale`] when another window
/// saved in between.
pub async fn keep(
    tx: &mut Tx,
    problem: &Problem,
    actor: &Actor,
    (version, window): (i32, Option<uuid::Uuid>),
    draft: &Draft,
    at: chrono::DateTime<chrono::Utc>,
) -> Result<i32, ListsError> {
    if !problem.is_written_by(actor) {
        return Err(Refusal::NotYours.into());
    }
    if problem.state == State::Withdrawn {
        // Taken out while it was open in a window: what was typed there is shown again, and may be filed anew.
        return Err(ListsError::Stale);
    }
    problem.in_force()?;
    let correctable = matches!(problem.state, State::AwaitingLeader | State::Claimed);
    if !(problem.state.is_editable() || correctable && problem.closed_at.is_none()) {
        return Err(Refusal::NotNow.into());
    }
    let version = store::save_draft(tx, problem.id, (version, window), draft, at).await?;
    if problem.is_entered_by(actor) {
        store::entries::wait_again(tx, problem.id).await?;
    }
    Ok(version)
}

/// Changes a draft that was never submitted for its owner: an office's workbook says something else of it.
///
/// # Errors
/// [`ListsError::Stale`] when its owner saved in between.
pub async fn amend(
    tx: &mut Tx,
    act: &mut Act,
    (problem, number): (ProblemId, &str),
    version: i32,
    draft: &Draft,
) -> Result<(), ListsError> {
    store::save_draft(tx, problem, (version, None), draft, act.at).await?;
    let data = json!({"number": number});
    act.record(tx, "problem.amended", ("problem", Some(problem.0)), &data)
        .await?;
    Ok(())
}

/// What list 4 says of its own, and the leader in charge: of a cadre by the main post, of a body by who co-signs for it.
///
/// # Errors
/// [`ListsError::NoPost`] for a person without one.
pub async fn parties(
    tx: &mut Tx,
    (owner, kind): (OwnerId, OwnerKind),
) -> Result<(Parties, Option<PersonId>), ListsError> {
    let (person, staff_no, unit, leader) = match kind {
        OwnerKind::Person => {
            let person = PersonId(owner.0);
            let post = people::store::main_post(tx, person).await?;
            let post = post.ok_or(ListsError::NoPost)?;
            let cadre = people::store::find(tx, person).await?;
            let cadre = cadre.ok_or(ListsError::NotFound)?;
            (cadre.name, cadre.staff_no, post.unit_name, post.leader)
        }
        OwnerKind::Body => {
            let body = UnitId(owner.0);
            let unit = units::store::find(tx, body).await?;
            let unit = unit.ok_or(ListsError::NotFound)?;
            let superior = bodies::superior(tx, body).await?;
            (unit.name.clone(), String::new(), unit.name, superior)
        }
    };
    let named = match leader {
        Some(leader) => people::store::name_and_title(tx, leader).await?,
        None => None,
    };
    let parties = Parties {
        person,
        staff_no,
        unit,
        leader: named.unwrap_or_default(),
    };
    Ok((parties, leader))
}
