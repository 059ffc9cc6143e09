//! The city writes what came back: a verdict at the stage of the province, and the problem moves on.

use serde_json::json;

use crate::domain::campaigns::Stage;
use crate::domain::ledger::Act;
use crate::domain::lists::state::next;
use crate::domain::lists::{self, Action, ListsError, Party, Refusal, State};
use crate::domain::packages::{Answer, PackageError, Tampered, store};
use crate::domain::review::Ruling;
use crate::domain::review::stages::event;
use crate::domain::review::store::{NewVerdict, add};
use crate::domain::tenants;
use crate::kernel::ids::{PackageId, TenantId};
use crate::platform::db::Tx;

/// Writes a verdict that `from` gave. Gives whether it was news: one that is there already changes nothing.
///
/// # Errors
/// [`Tampered::Sender`] when it is not the jurisdiction above, answers no package of this one, or answers an entry another
/// time; refusals of the state.
pub async fn settle(
    tx: &mut Tx,
    act: &mut Act,
    from: TenantId,
    answer: &Answer,
) -> Result<bool, PackageError> {
    let own = tenants::store::own(tx).await?.ok_or(PackageError::NotFound)?;
    if own.parent != Some(from) {
        return Err(Tampered::Sender.into());
    }
    let entry = store::entry_of(tx, answer.package, answer.position).await?;
    let (id, revision, known) = entry.ok_or(Tampered::Sender)?;
    match known {
        Some(known) if known == answer.id => return Ok(false),
        Some(_) => return Err(Tampered::Sender.into()),
        None => {}
    }
    let mut problem = lists::store::lock(tx, id, None).await?;
    if problem.stage != Some(Stage::Province) || problem.revision != revision {
        return Err(ListsError::from(Refusal::NotNow).into());
    }
    let action = match answer.ruling {
        Ruling::Approved => Action::Approve,
        Ruling::Returned | Ruling::Redo => Action::Return,
    };
    let more_stages = !problem.rest_of_route.is_empty();
    let state = next(problem.state, action, Party::Reviewer, more_stages).map_err(ListsError::from)?;
    let route = std::mem::take(&mut problem.rest_of_route);
    problem.enter(state, route).map_err(ListsError::from)?;
    problem.approved_at = (state == State::AwaitingOwner).then_some(act.at);
    let verdict = NewVerdict {
        id: answer.id,
        problem: id,
        revision,
        stage: Stage::Province,
        ruling: answer.ruling,
        words: &answer.words,
        reasons: &answer.reasons,
        group: None,
        by: (None, None),
        delegation: None,
        at: act.at,
        rest_of_route: None,
        drawn: None,
    };
    add(tx, &verdict).await?;
    store::settle(tx, (answer.package, answer.position), answer.id).await?;
    lists::store::advance(tx, &mut problem, act.at).await?;
    let codes: Vec<&str> = answer.reasons.iter().map(|r| r.code.as_str()).collect();
    let data = json!({"verdict": answer.id, "revision": revision, "stage": Stage::Province.code(), "reasons": codes,
        "package": answer.package, "next_stage": problem.stage.map(Stage::code)});
    let what = event(Stage::Province, answer.ruling);
    act.record(tx, what, ("problem", Some(id.0)), &data).await?;
    Ok(true)
}

/// Says that a package arrived above; again changes nothing.
///
/// # Errors
/// When the database refuses.
pub async fn acknowledge(tx: &mut Tx, act: &mut Act, package: PackageId) -> Result<(), PackageError> {
    if store::arrived(tx, package, act.at).await? {
        let data = json!({});
        act.record(tx, "package.delivered", ("package", Some(package.0)), &data)
            .await?;
    }
    Ok(())
}
