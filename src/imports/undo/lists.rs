//! Problems of an import that is taken back.

use std::collections::HashMap;

use super::{Change, Plan, Restored, Why, store};
use crate::kernel::ids::ProblemId;
use crate::platform::db::{DbError, Tx};

/// Withdraws problems that nobody went on with, and gives changed ones what they said. What its owner wrote on stays.
pub(super) async fn plan(tx: &mut Tx, changes: &[Change], plan: &mut Plan) -> Result<(), DbError> {
    let ids = changes.iter().filter_map(|change| match change {
        Change::ProblemStarted(id, _) | Change::ProblemAmended(id, ..) => Some(id.0),
        _ => None,
    });
    let ids: Vec<_> = ids.collect();
    if ids.is_empty() {
        return Ok(());
    }
    let now: HashMap<ProblemId, store::Stands> = store::problems(tx, &ids)
        .await?
        .into_iter()
        .map(|stands| (stands.id, stands))
        .collect();
    for change in changes {
        match change {
            Change::ProblemStarted(id, version) => match now.get(id) {
                Some(stands) if stands.is_as_it_came(*version) => {
                    plan.withdrawn_problems.push((*id, *version));
                }
                Some(stands) => plan.keep(&stands.number, Why::Written),
                None => {}
            },
            Change::ProblemAmended(id, before, version) => match now.get(id) {
                Some(stands) if stands.is_draft(*version) => plan.restored_problems.push(Restored {
                    id: *id,
                    number: stands.number.clone(),
                    version: *version,
                    draft: before.as_ref().clone(),
                }),
                Some(stands) => plan.keep(&stands.number, Why::Written),
                None => {}
            },
            _ => {}
        }
    }
    Ok(())
}
