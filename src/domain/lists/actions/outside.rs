//! Naming who co-signs for somebody above whom the roster has nobody. What waits goes to that one, as to any other leader in charge.

use serde_json::json;

use super::follow::{Went, follow};
use crate::domain::ledger::Act;
use crate::domain::lists::ListsError;
use crate::domain::people::outside::{Naming, Outside};
use crate::domain::people::store::{outside, posting};
use crate::domain::people::{self, history};
use crate::kernel::clock::day_of;
use crate::kernel::fields::FieldProblems;
use crate::kernel::ids::PersonId;
use crate::kernel::messages::msg;
use crate::platform::db::Tx;

/// Names a leader in charge outside the roster for the person's main post.
///
/// # Errors
/// [`ListsError::NoPost`]; [`ListsError::Invalid`] at `name` where the post names somebody of the roster, or this one already, and
/// for the cadre's own name: never the same person for both.
pub async fn name_outside_leader(
    tx: &mut Tx,
    act: &mut Act,
    person: PersonId,
    naming: &Naming,
) -> Result<(Outside, Went), ListsError> {
    let cadre = people::store::lock(tx, person).await?;
    if cadre.ok_or(ListsError::NotFound)?.name == naming.name {
        let why = msg("分管领导不能是本人");
        return Err(ListsError::Invalid(FieldProblems::at("name", why)));
    }
    let posts = history::posts(tx, person).await?;
    let main = posts.first().filter(|post| post.to_at.is_none());
    let main = main.ok_or(ListsError::NoPost)?;
    if main.leader.is_some() && !outside::is_outside(tx, main.leader).await? {
        let who = main.leader_name.clone().unwrap_or_default();
        let why = msg("名册上已有分管领导 {0}，要换人请办任职变动").with(who);
        return Err(ListsError::Invalid(FieldProblems::at("name", why)));
    }
    let leader = outside::put(tx, &naming.name, &naming.title, act.at).await?;
    if main.leader == Some(leader) {
        let why = msg("现在就是这一位");
        return Err(ListsError::Invalid(FieldProblems::at("name", why)));
    }
    posting::relead(tx, main.id, Some(leader), act.at).await?;
    let went = follow(tx, act, person).await?;
    let (on, by) = (day_of(act.at), (act.actor.account, act.at));
    posting::add_change(tx, (person, "changed"), (on, &naming.reason), by).await?;
    let name = format!("{} {}", naming.name, naming.title);
    let data =
        json!({"leader": leader, "name": name, "problems": went.problems, "signatures": went.signatures});
    act.record(tx, "post.leader_named", ("person", Some(person.0)), &data)
        .await?;
    let named = outside::find(tx, leader).await?.ok_or(ListsError::NotFound)?;
    Ok((named, went))
}
