//! SQL of going through a lot.

use chrono::{DateTime, Utc};

use crate::domain::review::lots::{HOLD, Held, InLot};
use crate::domain::review::queue::Place;
use crate::kernel::ids::{LotId, OwnerId, PersonId, ProblemId, VerdictId};
use crate::platform::db::{DbError, Tx};

/// Who holds an entry, whether or not they went on with it in time.
///
/// # Errors
/// When the database refuses.
pub async fn held_by(tx: &mut Tx, problem: ProblemId, revision: i32) -> Result<Option<Held>, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_as!(
        Held,
        r#"select l.id as "lot: LotId", l.reviewer_id as "reviewer: PersonId", n.name, l.holds_until as until
           from lot_entries e join lots l on l.tenant_id = $1 and l.id = e.lot_id
           join persons n on n.tenant_id = $1 and n.id = l.reviewer_id
           where e.tenant_id = $1 and e.problem_id = $2 and e.revision = $3 and e.held"#,
        tenant.0,
        problem.0,
        revision
    )
    .fetch_optional(&mut **tx)
    .await?)
}

/// Locks the lot in which an entry is held, so that what else is done in it waits: of two verdicts at once the later one finds
/// that it is the last. Gives whose it is, and until when it holds.
///
/// # Errors
/// When the database refuses.
pub async fn lock_of(
    tx: &mut Tx,
    (problem, revision): (ProblemId, i32),
) -> Result<Option<(LotId, PersonId, DateTime<Utc>)>, DbError> {
    let tenant = tx.tenant();
    let row = sqlx::query!(
        r#"select l.id as "id: LotId", l.reviewer_id as "reviewer: PersonId", l.holds_until
           from lot_entries e join lots l on l.tenant_id = $1 and l.id = e.lot_id
           where e.tenant_id = $1 and e.problem_id = $2 and e.revision = $3 and e.held for no key update of l"#,
        tenant.0,
        problem.0,
        revision
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(row.map(|row| (row.id, row.reviewer, row.holds_until)))
}

/// Writes that an entry of a lot was ruled on. If it is the reviewer's own lot, that lasts longer, and ends with its last: what is
/// left in it then, of people who are moved out, is free when they come back. The caller has locked the lot.
///
/// # Errors
/// When the database refuses.
pub async fn ruled(
    tx: &mut Tx,
    (lot, problem): (LotId, ProblemId),
    verdict: VerdictId,
    by: Option<PersonId>,
    at: DateTime<Utc>,
) -> Result<(), DbError> {
    let tenant = tx.tenant();
    sqlx::query!(
        r#"with lot as materialized (
              select l.id, not exists (select 1 from lot_entries o
                join problems p on p.tenant_id = $1 and p.id = o.problem_id and p.revision = o.revision
                where o.tenant_id = $1 and o.lot_id = l.id and o.held and o.problem_id <> $3
                    and p.state = 'submitted' and p.stage = 'group' and not p.moved_out) as done
              from lots l where l.tenant_id = $1 and l.id = $2 and l.reviewer_id = $5 and l.ended_at is null),
           ruled as (
              update lot_entries e set held = false, verdict_id = case when e.problem_id = $3 then $4 else e.verdict_id end
              where e.tenant_id = $1 and e.lot_id = $2 and e.held and (e.problem_id = $3 or (select done from lot)))
           update lots l set holds_until = greatest(l.holds_until, $6), ended_at = case when lot.done then $7::timestamptz end,
              ended = case when lot.done then 'done' end
           from lot where l.tenant_id = $1 and l.id = lot.id"#,
        tenant.0,
        lot.0,
        problem.0,
        verdict.0,
        by.map(|person| person.0),
        at + HOLD,
        at
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Puts the entry of a verdict that is undone back into its lot, if that is the reviewer's own, and opens that again. Gives false
/// when the head has confirmed the lot; an entry that stood in none, or in another's that nobody went on with, is none's.
///
/// # Errors
/// When the database refuses, as when somebody else holds it.
pub async fn reopen(
    tx: &mut Tx,
    verdict: VerdictId,
    by: Option<PersonId>,
    at: DateTime<Utc>,
) -> Result<bool, DbError> {
    let tenant = tx.tenant();
    let lots = sqlx::query!(
        r#"update lots l set ended_at = null, ended = null, holds_until = greatest(l.holds_until, $3)
           from lot_entries e where l.tenant_id = $1 and e.tenant_id = $1 and e.verdict_id = $2 and l.id = e.lot_id
              and not e.passed_on and (l.ended is null or l.ended = 'done') and l.reviewer_id = $4
           returning l.id as "id: LotId", l.confirmed_at is not null as "confirmed!""#,
        tenant.0,
        verdict.0,
        at + HOLD,
        by.map(|person| person.0)
    )
    .fetch_all(&mut **tx)
    .await?;
    if lots.iter().any(|lot| lot.confirmed) {
        return Ok(false);
    }
    let open: Vec<_> = lots.iter().map(|lot| lot.id.0).collect();
    sqlx::query!(
        "update lot_entries set held = lot_id = any($3), verdict_id = null where tenant_id = $1 and verdict_id = $2",
        tenant.0,
        verdict.0,
        &open
    )
    .execute(&mut **tx)
    .await?;
    Ok(true)
}

/// Takes an entry out of a lot for a colleague. Gives whether it was held there.
///
/// # Errors
/// When the database refuses.
pub async fn move_on(tx: &mut Tx, lot: LotId, problem: ProblemId) -> Result<bool, DbError> {
    let tenant = tx.tenant();
    let moved = sqlx::query!(
        "update lot_entries set held = false, passed_on = true
         where tenant_id = $1 and lot_id = $2 and problem_id = $3 and held",
        tenant.0,
        lot.0,
        problem.0
    )
    .execute(&mut **tx)
    .await?;
    Ok(moved.rows_affected() > 0)
}

/// Whether nothing in a lot waits any more.
///
/// # Errors
/// When the database refuses.
pub async fn last_of(tx: &mut Tx, lot: LotId) -> Result<bool, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_scalar!(
        r#"select not exists (select 1 from lot_entries e
              join problems p on p.tenant_id = $1 and p.id = e.problem_id and p.revision = e.revision
              where e.tenant_id = $1 and e.lot_id = $2 and e.held and p.state = 'submitted' and p.stage = 'group'
                and not p.moved_out) as "last!""#,
        tenant.0,
        lot.0
    )
    .fetch_one(&mut **tx)
    .await?)
}

/// The entries before and after a place that wait in a lot; after its last, the first that was left out.
///
/// # Errors
/// When the database refuses.
pub async fn neighbours(
    tx: &mut Tx,
    lot: LotId,
    place: Place,
) -> Result<(Option<ProblemId>, Option<ProblemId>), DbError> {
    let tenant = tx.tenant();
    let row = sqlx::query!(
        r#"with waiting as materialized (
              select e.problem_id, e.owner_id, e.seq from lot_entries e
              join problems p on p.tenant_id = $1 and p.id = e.problem_id and p.revision = e.revision
              where e.tenant_id = $1 and e.lot_id = $2 and e.held and p.state = 'submitted' and p.stage = 'group'
                and not p.moved_out and (e.owner_id, e.seq) <> ($3, $4))
           select (select problem_id from waiting where (owner_id, seq) < ($3, $4) order by owner_id desc, seq desc limit 1)
                as "before: ProblemId",
              coalesce((select problem_id from waiting where (owner_id, seq) > ($3, $4) order by owner_id, seq limit 1),
                (select problem_id from waiting order by owner_id, seq limit 1)) as "after: ProblemId""#,
        tenant.0,
        lot.0,
        place.owner.0,
        place.seq
    )
    .fetch_one(&mut **tx)
    .await?;
    Ok((row.before, row.after))
}

/// The people of a lot in the order of the queue, with how many of theirs are done.
///
/// # Errors
/// When the database refuses.
pub async fn people(tx: &mut Tx, lot: LotId) -> Result<Vec<InLot>, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_as!(
        InLot,
        r#"select q.owner_id as "owner: OwnerId", coalesce(n.name, b.name, '') as "name!", q.first as "first: ProblemId",
              q.of - q.waiting as "done!", q.of as "of!"
           from (select e.owner_id, count(*) as of, count(*) filter (where w.waits) as waiting,
                    (array_agg(e.problem_id order by e.seq) filter (where w.waits))[1] as first
                 from lot_entries e
                 join problems p on p.tenant_id = $1 and p.id = e.problem_id
                 cross join lateral (select e.held and p.revision = e.revision and p.state = 'submitted' and p.stage = 'group'
                    and not p.moved_out as waits) w
                 where e.tenant_id = $1 and e.lot_id = $2 and not e.passed_on group by e.owner_id) q
           left join persons n on n.tenant_id = $1 and n.id = q.owner_id
           left join units b on b.tenant_id = $1 and b.id = q.owner_id
           order by q.owner_id"#,
        tenant.0,
        lot.0
    )
    .fetch_all(&mut **tx)
    .await?)
}
