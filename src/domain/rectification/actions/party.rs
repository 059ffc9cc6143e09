//! Who stands at a gate, and who must not.

use crate::domain::campaigns::groups;
use crate::domain::lists::{OwnerKind, Problem};
use crate::domain::people;
use crate::domain::rectification::{Gate, Party};
use crate::kernel::ids::PersonId;
use crate::kernel::scope::{Actor, Role};
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
        Gate::Leader => problem.is_led_by(actor.person),
        Gate::Group => may_check(tx, actor, problem).await?,
        Gate::Office => {
            let office = actor.has(Role::Office) || actor.has(Role::OfficeHead);
            office && !problem.is_owned_by(actor.person) && !problem.is_led_by(actor.person)
        }
    };
    Ok(if stands { gate.party() } else { Party::Other })
}

/// Whether the actor may check this completion: a member of the group that watches the unit, with no part in the
/// matter. Nobody checks their own, their subordinates' or their own unit's.
///
/// # Errors
/// When the database refuses.
pub async fn may_check(tx: &mut Tx, actor: &Actor, problem: &Problem) -> Result<bool, DbError> {
    let Some(person) = actor.person else {
        return Ok(false);
    };
    if !actor.has(Role::Reviewer) && !actor.has(Role::GroupHead) || has_part(tx, person, problem).await? {
        return Ok(false);
    }
    let group = groups::of_unit(tx, problem.campaign, problem.top_unit).await?;
    Ok(actor.groups.iter().any(|(id, _)| Some(*id) == group))
}

async fn has_part(tx: &mut Tx, person: PersonId, problem: &Problem) -> Result<bool, DbError> {
    if problem.is_owned_by(Some(person)) || problem.is_led_by(Some(person)) {
        return Ok(true);
    }
    let own = people::store::main_post(tx, person).await?;
    if own.is_some_and(|post| post.unit == problem.unit) {
        return Ok(true);
    }
    if problem.owner_kind == OwnerKind::Body {
        return Ok(false);
    }
    let owner = people::store::main_post(tx, PersonId(problem.owner.0)).await?;
    Ok(owner.is_some_and(|post| post.leader == Some(person)))
}
