//! Verbs: the office makes a cohort, and says who is in and which way of review they take.

use serde_json::json;
use uuid::Uuid;

use super::{Cohort, CohortError, seal, store};
use crate::domain::campaigns::Stage;
use crate::domain::ledger::Act;
use crate::kernel::fields::FieldProblems;
use crate::kernel::ids::{CampaignId, CohortId};
use crate::kernel::messages::msg;
use crate::platform::db::Tx;

/// Longest name, in characters.
const LONGEST: usize = 40;

/// The name as it is kept.
///
/// # Errors
/// What is wrong, at `name`.
pub fn checked_name(typed: &str) -> Result<String, FieldProblems> {
    let name = typed.trim().to_owned();
    match name.chars().count() {
        0 => Err(FieldProblems::at("name", msg("请写名称"))),
        length if length > LONGEST => {
            let long = msg("现有 {0} 字，最多 {1} 字").with(length).with(LONGEST);
            Err(FieldProblems::at("name", long))
        }
        _ => Ok(name),
    }
}

/// Makes a cohort that nobody is in yet.
///
/// # Errors
/// [`CohortError::Invalid`] at `name`.
pub async fn make(
    tx: &mut Tx,
    act: &mut Act,
    campaign: CampaignId,
    name: &str,
) -> Result<CohortId, CohortError> {
    let name = checked_name(name).map_err(CohortError::Invalid)?;
    if store::all(tx, campaign)
        .await?
        .iter()
        .any(|cohort| cohort.name == name)
    {
        return Err(CohortError::Invalid(FieldProblems::at(
            "name",
            msg("已经有这个名称"),
        )));
    }
    let id = CohortId::fresh();
    store::add(tx, campaign, id, &name).await?;
    act.record(tx, "cohort.made", ("cohort", Some(id.0)), &json!({"name": name}))
        .await?;
    Ok(id)
}

/// What a change did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// Owners who came in.
    pub added: usize,
    /// Owners who went out.
    pub removed: usize,
}

/// Sets a cohort as `wanted`; who is in from now on is what the office was `shown`. Whoever stays keeps their date, so that
/// figures at past days hold. Problems under way keep the route that they have.
///
/// # Errors
/// [`CohortError::Changed`] when others are in by now; [`CohortError::NotFound`].
pub async fn set(
    tx: &mut Tx,
    act: &mut Act,
    campaign: CampaignId,
    wanted: &Cohort,
    shown: &str,
) -> Result<Change, CohortError> {
    store::lock(tx, campaign, wanted.id)
        .await?
        .ok_or(CohortError::NotFound)?;
    let members = ids(&store::meant(tx, &wanted.rule).await?);
    if seal(&members) != shown {
        return Err(CohortError::Changed);
    }
    let now = ids(&store::members(tx, wanted.id).await?);
    let added: Vec<Uuid> = members.iter().filter(|id| !now.contains(id)).copied().collect();
    let removed: Vec<Uuid> = now.iter().filter(|id| !members.contains(id)).copied().collect();
    store::put(tx, wanted).await?;
    store::replace(tx, wanted.id, &added, &removed, act.at).await?;
    let stages: Vec<&str> = wanted.route.iter().map(|stage| Stage::code(*stage)).collect();
    let data = json!({"name": wanted.name, "added": added.len(), "removed": removed.len(), "stages": stages});
    act.record(tx, "cohort.set", ("cohort", Some(wanted.id.0)), &data)
        .await?;
    Ok(Change {
        added: added.len(),
        removed: removed.len(),
    })
}

fn ids(members: &[super::Member]) -> Vec<Uuid> {
    members.iter().map(|member| member.owner).collect()
}
