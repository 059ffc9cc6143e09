//! Carrying it out.

use serde_json::json;

use super::{Plan, is_possible, plan, store};
use crate::domain::accounts::actions as accounts;
use crate::domain::ledger::Act;
use crate::domain::lists::{ListsError, actions as lists};
use crate::domain::people::roster;
use crate::domain::units;
use crate::imports::progress::Progress;
use crate::imports::runs::{self, RunError};
use crate::imports::store::take_turn;
use crate::kernel::ids::RunId;
use crate::platform::db::{DbError, Tx};

/// Takes an import back.
///
/// # Errors
/// [`RunError::Settled`] when it was taken back already, or its time is over.
pub async fn undo(tx: &mut Tx, act: &mut Act, id: RunId, progress: &Progress) -> Result<Plan, RunError> {
    take_turn(tx).await?;
    runs::store::lock_applied(tx, id).await?;
    let run = runs::store::find(tx, id).await?.ok_or(RunError::Settled)?;
    let Some(applied_at) = run.applied_at.filter(|_| is_possible(&run, act.at)) else {
        return Err(RunError::Settled);
    };
    let plan = plan(tx, id.0, applied_at).await?;
    organisation(tx, act, &plan).await?;
    people(tx, act, &plan).await?;
    problems(tx, act, &plan, progress).await?;
    runs::store::set_undone(tx, id, act.at).await?;
    let counts = plan.counts();
    let data = json!({"kind": run.kind.code(), "withdrawn": counts.withdrawn, "restored": counts.restored,
        "ended": counts.ended, "reopened": counts.reopened, "kept": counts.kept});
    act.record(tx, "import.undone", ("import", Some(id.0)), &data)
        .await?;
    Ok(plan)
}

async fn organisation(tx: &mut Tx, act: &Act, plan: &Plan) -> Result<(), RunError> {
    units::store::put(tx, &plan.restored_units, act.at).await?;
    let units: Vec<_> = plan.withdrawn_units.iter().map(|unit| unit.0).collect();
    Ok(store::withdraw(tx, (&units, &[]), act.at).await?)
}

async fn people(tx: &mut Tx, act: &mut Act, plan: &Plan) -> Result<(), RunError> {
    roster::put_people(tx, &plan.restored_people, act.at).await?;
    roster::end_posts(tx, &plan.ended, act.at).await?;
    store::reopen(tx, &plan.reopened, act.at).await?;
    store::leave(tx, &plan.left, act.at).await?;
    let people: Vec<_> = plan.withdrawn_people.iter().map(|person| person.0).collect();
    store::withdraw(tx, (&[], &people), act.at).await?;
    for person in &plan.moved {
        lists::follow(tx, act, *person).await.map_err(refused)?;
    }
    for account in &plan.enabled {
        accounts::enable(tx, act, *account).await?;
    }
    for account in &plan.disabled {
        accounts::leave(tx, act, *account).await?;
    }
    Ok(())
}

async fn problems(tx: &mut Tx, act: &mut Act, plan: &Plan, progress: &Progress) -> Result<(), RunError> {
    for (at, (id, version)) in plan.withdrawn_problems.iter().enumerate() {
        progress.at(at, plan.withdrawn_problems.len());
        lists::withdraw(tx, act, *id, *version).await.map_err(refused)?;
    }
    let ids: Vec<_> = plan.withdrawn_problems.iter().map(|(id, _)| id.0).collect();
    store::forget_rows(tx, &ids).await?;
    for problem in &plan.restored_problems {
        let named = (problem.id, problem.number.as_str());
        lists::amend(tx, act, named, problem.version, &problem.draft)
            .await
            .map_err(refused)?;
    }
    Ok(())
}

/// What another window changed since the plan was made can't be taken back any more: all of it is tried anew.
fn refused(error: ListsError) -> RunError {
    match error {
        ListsError::Act(error) => error.into(),
        ListsError::Db(error) => error.into(),
        ListsError::Stale => RunError::Settled,
        other => DbError::Query(sqlx::Error::Decode(Box::new(other))).into(),
    }
}
