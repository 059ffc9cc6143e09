//! Whom one never reviews: oneself, one's subordinates and those for whose leader one stands in, one's own unit (domain §3).

use super::{stages, store};
use crate::domain::campaigns::{Stage, groups};
use crate::domain::lists::{Party, Problem};
use crate::kernel::scope::Actor;
use crate::platform::db::{DbError, Tx};

/// What ties a reviewer to a problem.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ties {
    /// Some open post of the owner names the reviewer as leader in charge.
    pub leads_owner: bool,
    /// The reviewer holds an open post under the same county, department or body.
    pub same_unit: bool,
}

/// Whether the actor may review this problem whenever it stands at the group's stage: a member of the group that
/// watches its unit, with no interest of their own in it.
///
/// # Errors
/// When the database refuses.
pub async fn may_review(tx: &mut Tx, actor: &Actor, problem: &Problem) -> Result<bool, DbError> {
    let Some(person) = actor.person else {
        return Ok(false);
    };
    if problem.is_from(actor) || problem.is_in_charge_of(actor) {
        return Ok(false);
    }
    let watching = groups::of_unit(tx, problem.campaign, problem.top_unit).await?;
    if !actor.groups.iter().any(|(group, _)| Some(*group) == watching) {
        return Ok(false);
    }
    let ties = store::ties(tx, person, problem).await?;
    Ok(ties == Ties::default())
}

/// What the actor is to a problem that is to be ruled on.
///
/// # Errors
/// When the database refuses.
pub async fn party(tx: &mut Tx, actor: &Actor, problem: &Problem) -> Result<Party, DbError> {
    let may = match problem.stage {
        None | Some(Stage::Group) => may_review(tx, actor, problem).await?,
        Some(stage) => stages::may_act(tx, actor, problem, stage).await?,
    };
    Ok(if may { Party::Reviewer } else { Party::Other })
}
