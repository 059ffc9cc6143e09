//! Files beside what was written: put there with it, taken back until the completion is signed, or when it was sent back.

use serde_json::json;
use uuid::Uuid;

use crate::domain::files::{self, FilesError};
use crate::domain::ledger::Act;
use crate::domain::lists::{Problem, Refusal, store as lists_store};
use crate::domain::rectification::evidence::{Handed, MOST};
use crate::domain::rectification::{RectificationError, store};
use crate::domain::signing;
use crate::kernel::fields::FieldProblems;
use crate::kernel::ids::{FileId, ProblemId};
use crate::kernel::messages::msg;
use crate::platform::db::Tx;

/// Puts files beside a note, or beside the completion, of a problem that the caller has locked.
///
/// # Errors
/// [`RectificationError::Invalid`] at `files` when there are too many, or one is gone.
pub(super) async fn attach(
    tx: &mut Tx,
    act: &mut Act,
    problem: &Problem,
    note: Option<Uuid>,
    handed: Handed<'_>,
) -> Result<(), RectificationError> {
    if handed.files.is_empty() {
        return Ok(());
    }
    let wrong = |why| RectificationError::Invalid(FieldProblems::at("files", why));
    let all = store::evidence(tx, problem.id).await?;
    let there = all
        .iter()
        .filter(|one| one.cycle == problem.cycle && one.stands());
    if there.count() + handed.files.len() > MOST {
        return Err(wrong(msg("一轮整改最多留 {0} 个文件，请先撤回不用的").with(MOST)));
    }
    let mut digests = Vec::new();
    for stored in handed.files {
        let kept = files::keep(tx, act, handed.store, stored).await;
        let file = kept.map_err(|error| match error {
            FilesError::Gone => wrong(msg("文件没有收好，请重新选一次")),
            other => other.into(),
        })?;
        store::attach(tx, problem, note, file, act.at).await?;
        digests.push(hex::encode(stored.kept));
    }
    let data = json!({"sha256": digests, "note": note, "cycle": problem.cycle});
    act.record(
        tx,
        "rectification.attached",
        ("problem", Some(problem.id.0)),
        &data,
    )
    .await?;
    Ok(())
}

/// Takes back a file of the actor's own; gives whether a signed statement goes on naming it. What stood there when the completion was
/// signed stays while that signature holds. Once the completion was sent back it may be withdrawn from the next one: what was signed
/// names it for ever, and nothing of it is deleted.
///
/// # Errors
/// [`RectificationError::Invalid`] when it is another's, or a signature that holds stands over it; [`Refusal::Closed`], [`Refusal::NotNow`]
/// when it was taken back before; `NotFound`.
pub async fn take_back(
    tx: &mut Tx,
    act: &mut Act,
    id: ProblemId,
    file: FileId,
) -> Result<bool, RectificationError> {
    let problem = lists_store::lock(tx, id, None).await?;
    let all = store::evidence(tx, id).await?;
    let found = all.into_iter().find(|one| one.file.id == file);
    let found = found.ok_or(crate::domain::lists::ListsError::NotFound)?;
    let wrong = |why| RectificationError::Invalid(FieldProblems::at("files", why));
    if Some(found.file.account) != act.actor.account {
        return Err(wrong(msg("只能撤回自己上传的文件")));
    }
    problem.in_force()?;
    if problem.closed_at.is_some() || found.cycle != problem.cycle {
        return Err(Refusal::Closed.into());
    }
    let signatures = signing::store::of_problem(tx, id).await?;
    if !found.stands() {
        return Err(Refusal::NotNow.into());
    }
    if found.is_held(&signatures) {
        return Err(wrong(msg(
            "签了字的证明材料不再变动，没有撤回。退回整改以后，可以从下一次完成里撤回",
        )));
    }
    files::take_back(tx, act, file).await?;
    let data = json!({"sha256": found.file.sha256, "note": found.note, "cycle": found.cycle});
    act.record(tx, "rectification.withdrew", ("problem", Some(id.0)), &data)
        .await?;
    Ok(found.is_named(&signatures))
}
