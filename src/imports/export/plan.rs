//! Which rows go out, and the record of it.

use std::collections::HashMap;

use serde_json::json;

use super::{ExportError, store};
use crate::domain::campaigns::{Campaign, groups};
use crate::domain::ledger::Act;
use crate::domain::lists::Reading;
use crate::domain::lists::reading::{Facts, reading};
use crate::domain::people::roster;
use crate::domain::units;
use crate::imports::Kind;
use crate::kernel::ids::{GroupId, ProblemId, UnitId};
use crate::kernel::scope::Actor;
use crate::platform::db::{DbError, Tx};

/// What will be written.
#[derive(Clone, Debug)]
pub struct Plan {
    pub(super) kind: Kind,
    /// Of lists, in official order.
    pub(super) problems: Vec<ProblemId>,
    /// How many rows.
    pub rows: usize,
    /// Problems whose texts whoever asks may not read.
    pub left_out: usize,
}

/// Plans an export and records it: in the caller's transaction, to be committed before anything is read. With `all` nobody's
/// right to read is asked: for whoever has the database itself.
///
/// # Errors
/// When the database refuses.
pub async fn plan(
    tx: &mut Tx,
    act: &mut Act,
    campaign: &Campaign,
    kind: Kind,
    all: bool,
) -> Result<Plan, ExportError> {
    let mut plan = Plan {
        kind,
        problems: Vec::new(),
        rows: 0,
        left_out: 0,
    };
    match kind {
        Kind::Organisation => plan.rows = units::store::all(tx).await?.len(),
        Kind::Roster => plan.rows = roster::posts(tx).await?.len(),
        Kind::Lists => {
            choose(tx, act, campaign, all, &mut plan).await?;
            plan.rows = plan.problems.len();
        }
    }
    let data = json!({"kind": kind.code(), "rows": plan.rows, "left_out": plan.left_out});
    act.record(tx, "export.made", ("export", None), &data).await?;
    Ok(plan)
}

async fn choose(
    tx: &mut Tx,
    act: &mut Act,
    campaign: &Campaign,
    all: bool,
    plan: &mut Plan,
) -> Result<(), ExportError> {
    let actor = act.actor.clone();
    let mut watchers = Watchers::default();
    for problem in store::problems(tx, campaign.id).await? {
        let facts = Facts {
            owner: problem.owner,
            leader: problem.leader,
            tier: problem.tier(),
            top_unit: problem.top_unit,
            filing: problem.is_filing(),
            // What a liaison types for others goes into no workbook of theirs.
            entered: false,
            submitted: problem.revision > 0,
            group: watchers.of(tx, campaign, &actor, problem.top_unit).await?,
        };
        let reading = reading(&actor, &facts);
        if !all && !reading.is_allowed() {
            plan.left_out += 1;
            continue;
        }
        let guarded = facts.submitted && facts.tier.is_guarded();
        if reading.is_recorded(facts.tier) || all && guarded && reading == Reading::Refused {
            let data =
                json!({"as": if all { "export" } else { reading.code() }, "revision": problem.revision});
            act.record(tx, "problem.opened", ("problem", Some(problem.id.0)), &data)
                .await?;
        }
        plan.problems.push(problem.id);
    }
    Ok(())
}

/// The group of each unit, asked for once, and only for members of groups.
#[derive(Default)]
struct Watchers(HashMap<UnitId, Option<GroupId>>);

impl Watchers {
    async fn of(
        &mut self,
        tx: &mut Tx,
        campaign: &Campaign,
        actor: &Actor,
        unit: UnitId,
    ) -> Result<Option<GroupId>, DbError> {
        if actor.groups.is_empty() {
            return Ok(None);
        }
        if let Some(known) = self.0.get(&unit) {
            return Ok(*known);
        }
        let group = groups::of_unit(tx, campaign.id, unit).await?;
        self.0.insert(unit, group);
        Ok(group)
    }
}
