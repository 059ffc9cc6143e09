//! History as data: what figures count, now and at any past instant.

use crate::domain::lists::entity::Problem;
use crate::platform::db::{DbError, Tx};

/// Closes the open span at the problem's `updated_at` and opens the next with its present columns. Where a server's
/// clock stands behind the last span, the next begins with that one's beginning: history never runs backwards.
///
/// # Errors
/// When the database refuses.
pub(super) async fn open_next(tx: &mut Tx, problem: &Problem) -> Result<(), DbError> {
    let tenant = tx.tenant();
    sqlx::query!(
        "with closed as (
            update problem_spans set to_at = greatest($3, from_at)
            where tenant_id = $1 and problem_id = $2 and to_at = 'infinity' returning span_no, to_at)
         insert into problem_spans (tenant_id, problem_id, span_no, campaign_id, from_at, state, rectification, owner_id,
            owner_kind, unit_id, top_unit_id, tier, cycle, revision, due_on, approved_at, claimed_at, cosigned_at,
            moved_out, deferred_until)
         select $1, $2, coalesce((select span_no from closed), 0) + 1, campaign_id,
            coalesce((select to_at from closed), $3), state, rectification, owner_id,
            owner_kind, unit_id, top_unit_id, tier, cycle, revision, due_on, approved_at, claimed_at, cosigned_at,
            moved_out, deferred_until
         from problems where tenant_id = $1 and id = $2",
        tenant.0,
        problem.id.0,
        problem.updated_at
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
