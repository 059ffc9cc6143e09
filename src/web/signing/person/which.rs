//! Which sheet: whose, for what, as what one signs it, and by which order in a leader's stead.

use crate::domain::lists::Problem;
use crate::domain::signing::store::Waiting;
use crate::domain::signing::{Purpose, SignerRole};
use crate::kernel::ids::{DelegationId, OwnerId, PersonId};
use crate::kernel::scope::Actor;

/// A person's sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Which {
    /// Whose.
    pub owner: OwnerId,
    /// What the signatures are for.
    pub purpose: Purpose,
    /// As what the visitor signs it: as its owner, or as the leader in charge.
    pub role: SignerRole,
    /// By which order the visitor signs in the leader's stead; none for the leader.
    pub stands_in: Option<DelegationId>,
}

impl Which {
    /// The sheet on which something stands that waits for the actor.
    pub fn of(waiting: &Waiting, actor: &Actor) -> Self {
        Self {
            owner: waiting.owner,
            purpose: waiting.purpose,
            role: waiting.role,
            stands_in: actor.stands_in_for(waiting.stead).map(|order| order.delegation),
        }
    }

    /// The sheet of a problem for whoever signs it as its leader.
    pub fn with(problem: &Problem, purpose: Purpose, actor: &Actor) -> Self {
        Self {
            owner: problem.owner,
            purpose,
            role: SignerRole::Leader,
            stands_in: problem.stood_in(actor).map(|order| order.delegation),
        }
    }

    /// Whether something that waits stands on it.
    pub fn has(&self, waiting: &Waiting, actor: &Actor) -> bool {
        Self::of(waiting, actor) == *self
    }

    /// Whose it is, for what, and in whose stead it is signed.
    pub fn key(&self, actor: &Actor) -> (OwnerId, Purpose, Option<PersonId>) {
        let mut orders = actor.stands_in.iter();
        let order = orders.find(|order| Some(order.delegation) == self.stands_in);
        (self.owner, self.purpose, order.map(|order| order.leader))
    }

    /// Where it is.
    pub fn path(&self) -> String {
        self.below("")
    }

    /// Where a passkey is asked.
    pub(super) fn question(&self) -> String {
        self.below("/question")
    }

    fn below(&self, rest: &str) -> String {
        let order = self.stands_in.map(|order| format!("?stands_in={order}"));
        format!(
            "/to-sign/{}/{}{rest}{}",
            self.owner,
            self.purpose.code(),
            order.unwrap_or_default()
        )
    }
}
