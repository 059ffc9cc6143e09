//! Starting a problem and keeping its draft.

use serde_json::json;

use crate::domain::campaigns::Campaign;
use crate::domain::ledger::Act;
use crate::domain::lists::draft::Parties;
use crate::domain::lists::entity::{OwnerKind, Problem, Tier, number};
use crate::domain::lists::{Draft, ListsError, Refusal, State, store};
use crate::domain::people::{self, Post};
use crate::kernel::ids::{PersonId, ProblemId};
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
    let seq = store::next_seq(tx, campaign.id, person.into()).await?;
    let problem = Problem {
        id: ProblemId::fresh(),
        campaign: campaign.id,
        owner: person.into(),
        owner_kind: OwnerKind::Person,
        unit: post.unit,
        top_unit: post.top_unit,
        tier: Tier::from_code(&post.tier).unwrap_or(Tier::Township),
        leader: post.leader,
        seq,
        number: number(&post.unit_name, &cadre.staff_no, seq),
        title: draft.title.chars().take(200).collect(),
        state: State::Draft,
        stage: None,
        rest_of_route: Vec::new(),
        rectification: None,
        revision: 0,
        version: 1,
        cycle: 1,
        due_on: None,
        first_submitted_at: None,
        submitted_at: None,
        approved_at: None,
        claimed_at: None,
        cosigned_at: None,
        closed_at: None,
        close_number: None,
        moved_out: false,
        deferred_until: None,
        updated_at: act.at,
    };
    store::insert(tx, &problem, draft).await?;
    let data = json!({"number": problem.number, "owner": problem.owner, "unit": problem.unit});
    act.record(tx, "problem.started", ("problem", Some(problem.id.0)), &data)
        .await?;
    Ok(problem)
}

/// Keeps the form as typed and gives the new version. Not an act: drafts have no events.
///
/// # Errors
/// [`ListsError::Refused`] when it is not the owner's to edit now; [`ListsError::Stale`] when another window
/// saved in between.
pub async fn keep(
    tx: &mut Tx,
    problem: &Problem,
    person: Option<PersonId>,
    version: i32,
    draft: &Draft,
    at: chrono::DateTime<chrono::Utc>,
) -> Result<i32, ListsError> {
    if !problem.is_owned_by(person) {
        return Err(Refusal::NotYours.into());
    }
    problem.in_force()?;
    let correctable = matches!(problem.state, State::AwaitingLeader | State::Claimed);
    if !(problem.state.is_editable() || correctable && problem.closed_at.is_none()) {
        return Err(Refusal::NotNow.into());
    }
    store::save_draft(tx, problem.id, version, draft, at).await
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
    store::save_draft(tx, problem, version, draft, act.at).await?;
    let data = json!({"number": number});
    act.record(tx, "problem.amended", ("problem", Some(problem.0)), &data)
        .await?;
    Ok(())
}

/// What list 4 says of its own: the owner, the unit, the leader in charge.
///
/// # Errors
/// When the database refuses.
pub async fn parties(tx: &mut Tx, person: PersonId, post: &Post) -> Result<Parties, ListsError> {
    let cadre = people::store::find(tx, person)
        .await?
        .ok_or(ListsError::NotFound)?;
    let leader = match post.leader {
        Some(leader) => people::store::name_and_title(tx, leader)
            .await?
            .unwrap_or_default(),
        None => String::new(),
    };
    Ok(Parties {
        person: cadre.name,
        staff_no: cadre.staff_no,
        unit: post.unit_name.clone(),
        leader,
    })
}
