//! Problems that go with their owner, and to whoever leads them now.

use std::collections::BTreeMap;

use serde_json::json;

use crate::domain::campaigns::Stage;
use crate::domain::ledger::Act;
use crate::domain::lists::entity::{OwnerKind, Problem, Tier};
use crate::domain::lists::store::handovers::NewHandover;
use crate::domain::lists::store::{handovers, moves};
use crate::domain::lists::{ListsError, State, store};
use crate::domain::people;
use crate::domain::people::store::outside;
use crate::kernel::ids::{PersonId, ProblemId};
use crate::platform::db::Tx;

/// Problems that went somewhere.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Went {
    /// How many.
    pub problems: usize,
    /// Of them, those under review.
    pub under_review: usize,
    /// Those that wait for the signature of the leader in charge.
    pub signatures: usize,
}

impl Went {
    fn count(&mut self, problem: &Problem) {
        self.problems += 1;
        self.under_review += usize::from(problem.state == State::Submitted);
        self.signatures += usize::from(problem.waits_for_leader());
    }
}

/// Problems of one owner that another leader has now.
#[derive(Default)]
struct Handed {
    from: Option<PersonId>,
    problems: i32,
    signatures: i32,
}

impl Handed {
    fn count(&mut self, from: Option<PersonId>, problem: &Problem) {
        if problem.revision > 0 && problem.closed_at.is_none() {
            self.from = from;
            self.problems += 1;
            self.signatures += i32::from(problem.waits_for_leader());
        }
    }

    async fn to(self, tx: &mut Tx, act: &Act, person: PersonId, leader: PersonId) -> Result<(), ListsError> {
        // Whoever is outside the roster has nothing to acknowledge here.
        if self.problems == 0 || person == leader || outside::is_outside(tx, Some(leader)).await? {
            return Ok(());
        }
        let new = NewHandover {
            person,
            leader,
            from: self.from,
            problems: self.problems,
            signatures: self.signatures,
        };
        Ok(handovers::add(tx, &new, act.at).await?)
    }
}

/// Takes a person's problems to where their main post is now. Without any post they stay where they are.
///
/// # Errors
/// When the database refuses.
pub async fn follow(tx: &mut Tx, act: &mut Act, person: PersonId) -> Result<Went, ListsError> {
    let (mut went, mut handed) = (Went::default(), Handed::default());
    let Some(post) = people::store::main_post(tx, person).await? else {
        return Ok(went);
    };
    let tier = Tier::from_code(&post.tier).unwrap_or(Tier::Township);
    for id in moves::owned_by(tx, person).await? {
        let mut problem = store::lock(tx, id, None).await?;
        let from = problem.leader;
        // What is closed keeps the leader who confirmed it.
        let leader = problem.closed_at.map_or(post.leader, |_| from);
        let here = (problem.unit, problem.top_unit, problem.tier, from);
        if here == (post.unit, post.top_unit, tier, leader) {
            continue;
        }
        (problem.unit, problem.top_unit, problem.tier) = (post.unit, post.top_unit, tier);
        went.count(&problem);
        if leader != from {
            handed.count(from, &problem);
        }
        lead(tx, act, &mut problem, leader).await?;
    }
    if let Some(leader) = post.leader {
        handed.to(tx, act, person, leader).await?;
    }
    Ok(went)
}

/// Gives problems that somebody led to their successor; those of the successor's own to whoever stands above.
pub(super) async fn pass_on(
    tx: &mut Tx,
    act: &mut Act,
    problems: &[ProblemId],
    (from, successor, above): (PersonId, PersonId, Option<PersonId>),
) -> Result<Went, ListsError> {
    let mut went = Went::default();
    let mut handed: BTreeMap<PersonId, Handed> = BTreeMap::new();
    for id in problems {
        let mut problem = store::lock(tx, *id, None).await?;
        if problem.leader != Some(from) {
            continue;
        }
        let own = problem.is_owned_by(Some(successor));
        let leader = if own { above } else { Some(successor) };
        went.count(&problem);
        if problem.owner_kind == OwnerKind::Person {
            let owner = handed.entry(PersonId(problem.owner.0)).or_default();
            owner.count(Some(from), &problem);
        }
        lead(tx, act, &mut problem, leader).await?;
    }
    for (person, handed) in handed {
        let leader = if person == successor {
            above
        } else {
            Some(successor)
        };
        if let Some(leader) = leader {
            handed.to(tx, act, person, leader).await?;
        }
    }
    Ok(went)
}

/// Writes the problem with its leader in charge and where it stands. Without a leader who reads here the leader's reading is passed
/// over.
async fn lead(
    tx: &mut Tx,
    act: &mut Act,
    problem: &mut Problem,
    leader: Option<PersonId>,
) -> Result<(), ListsError> {
    problem.leader = leader;
    let unread = leader.is_none() || outside::is_outside(tx, leader).await?;
    if problem.stage == Some(Stage::Leader) && unread && !problem.rest_of_route.is_empty() {
        let rest = std::mem::take(&mut problem.rest_of_route);
        problem.enter(State::Submitted, rest)?;
    }
    moves::relocate(tx, problem, act.at).await?;
    let data =
        json!({"unit": problem.unit, "leader": problem.leader, "stage": problem.stage.map(Stage::code)});
    act.record(tx, "problem.moved", ("problem", Some(problem.id.0)), &data)
        .await?;
    Ok(())
}
