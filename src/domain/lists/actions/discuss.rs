//! 集体研究: a body talks about what it files before it is submitted.

use serde_json::json;

use crate::domain::ledger::Act;
use crate::domain::lists::discussion::Discussion;
use crate::domain::lists::store::discussions;
use crate::domain::lists::{ListsError, OwnerKind, Problem, Refusal, store};
use crate::kernel::fields::FieldProblems;
use crate::kernel::ids::{ProblemId, UnitId};
use crate::kernel::messages::msg;
use crate::platform::db::{DbError, Tx};

/// Records that a body talked about these problems of its own, none of them past review.
///
/// # Errors
/// [`Refusal::NotYours`], [`Refusal::NotNow`]; [`ListsError::Invalid`] at `problem` when none is named.
pub async fn discuss(
    tx: &mut Tx,
    act: &mut Act,
    body: UnitId,
    problems: &[ProblemId],
    discussion: &Discussion,
) -> Result<(), ListsError> {
    if problems.is_empty() {
        return Err(ListsError::Invalid(FieldProblems::at(
            "problem",
            msg("请勾选会上研究的问题"),
        )));
    }
    let mut sorted = problems.to_vec();
    sorted.sort_unstable();
    sorted.dedup();
    for id in &sorted {
        let problem = store::lock(tx, *id, None).await?;
        if problem.owner != body.into() || !problem.is_written_by(&act.actor) {
            return Err(Refusal::NotYours.into());
        }
        if !problem.state.is_editable() {
            return Err(Refusal::NotNow.into());
        }
    }
    let id = discussions::add(tx, body, discussion, &sorted, (act.actor.account, act.at)).await?;
    let data =
        json!({"discussion": id, "meeting_kind": discussion.kind.code(), "held_on": discussion.held_on});
    for problem in sorted {
        act.record(tx, "problem.discussed", ("problem", Some(problem.0)), &data)
            .await?;
    }
    Ok(())
}

/// What is wrong with submitting a body's problem that no meeting has talked about.
pub(super) async fn missing(tx: &mut Tx, problem: &Problem) -> Result<FieldProblems, DbError> {
    let needed = problem.owner_kind == OwnerKind::Body;
    Ok(
        if needed && discussions::of_problem(tx, problem.id).await?.is_empty() {
            FieldProblems::at("discussion", msg("班子清单要先集体研究、登记会议，才能提交"))
        } else {
            FieldProblems::new()
        },
    )
}
