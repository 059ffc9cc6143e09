//! Who stands at a gate, and who must not.

use crate::domain::ledger::Act;
use crate::domain::lists::Problem;
use crate::domain::rectification::waits::is_office_of;
use crate::domain::rectification::{Gate, Party};
use crate::domain::review::conflict::may_review;
use crate::kernel::scope::Actor;
use crate::platform::db::{DbError, Tx};

/// What the actor is to this problem at a gate: the party that stands there, or nobody in particular. The owner
/// stands at no gate.
pub(super) async fn at_gate(
    tx: &mut Tx,
    actor: &Actor,
    problem: &Problem,
    gate: Gate,
) -> Result<Party, DbError> {
    let stands = match gate {
        // Whoever stands in confirms or sends back only where signing in the leader's stead was ordered.
        Gate::Leader => {
            problem.is_led_by(actor.person) || problem.stood_in(actor).is_some_and(|one| one.signs)
        }
        // The checker is not the doer: whoever may not review it for an interest of their own may not check it.
        Gate::Group => may_review(tx, actor, problem).await?,
        Gate::Office => is_office_of(actor, problem),
    };
    Ok(if stands { gate.party() } else { Party::Other })
}

/// The owner, or nobody in particular.
pub(super) fn as_owner(problem: &Problem, act: &Act) -> Party {
    if problem.is_of(&act.actor) {
        Party::Owner
    } else {
        Party::Other
    }
}
