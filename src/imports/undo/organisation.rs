//! Units of an import that is taken back.

use std::collections::{HashMap, HashSet};

use super::{Change, Plan, Why, store};
use crate::domain::units::store as units;
use crate::kernel::ids::UnitId;
use crate::platform::db::{DbError, Tx};

/// Withdraws units that nothing hangs on, from the lowest up, and gives changed ones what they said.
pub(super) async fn plan(tx: &mut Tx, changes: &[Change], plan: &mut Plan) -> Result<(), DbError> {
    let added: Vec<_> = changes
        .iter()
        .filter_map(|change| match change {
            Change::UnitAdded(unit) => Some(unit),
            _ => None,
        })
        .collect();
    let pairs = changes.iter().filter_map(|change| match change {
        Change::UnitChanged(before, after) => Some((before, after)),
        _ => None,
    });
    let pairs: Vec<_> = pairs.collect();
    if added.is_empty() && pairs.is_empty() {
        return Ok(());
    }
    let now = units::all(tx).await?;
    let by_id: HashMap<UnitId, _> = now.iter().map(|unit| (unit.id, unit)).collect();
    for (before, after) in pairs {
        if by_id.get(&after.id) == Some(&after) {
            plan.restored_units.push(before.clone());
        } else {
            plan.keep(&after.name, Why::Changed);
        }
    }
    let ids: Vec<_> = added.iter().map(|unit| unit.id.0).collect();
    let mut kept: HashMap<UnitId, Why> = store::units_in_use(tx, &ids).await?.into_iter().collect();
    for unit in &added {
        if by_id.get(&unit.id) != Some(unit) {
            kept.entry(unit.id).or_insert(Why::Changed);
        }
    }
    // Where a unit stays, whatever it hangs on stays.
    let mut going: HashSet<UnitId> = added.iter().map(|unit| unit.id).collect();
    going.retain(|id| !kept.contains_key(id));
    loop {
        let staying = now.iter().filter(|unit| !going.contains(&unit.id));
        let above: HashSet<UnitId> = staying.filter_map(|unit| unit.parent).collect();
        let before = going.len();
        going.retain(|id| !above.contains(id));
        if going.len() == before {
            break;
        }
    }
    for unit in added {
        if going.contains(&unit.id) {
            plan.withdrawn_units.push(unit.id);
        } else {
            plan.keep(&unit.name, kept.get(&unit.id).copied().unwrap_or(Why::Below));
        }
    }
    Ok(())
}
