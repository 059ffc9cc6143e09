//! SQL of what stands in lots, and to whom it can be given.

use crate::domain::review::Ruling;
use crate::kernel::ids::{GroupId, LotId, OwnerId, PersonId, ProblemId, VerdictId};
use crate::platform::db::{DbError, Tx};

/// The first entry that waits in each of some lots.
///
/// # Errors
/// When the database refuses.
pub async fn first_of(tx: &mut Tx, lots: &[LotId]) -> Result<Vec<(LotId, ProblemId)>, DbError> {
    let tenant = tx.tenant();
    let lots: Vec<_> = lots.iter().map(|lot| lot.0).collect();
    let rows = sqlx::query!(
        r#"select distinct on (e.lot_id) e.lot_id as "lot: LotId", e.problem_id as "problem: ProblemId" from lot_entries e
           join problems p on p.tenant_id = $1 and p.id = e.problem_id and p.revision = e.revision
           where e.tenant_id = $1 and e.lot_id = any($2) and e.held and p.state = 'submitted' and p.stage = 'group'
              and not p.moved_out
           order by e.lot_id, e.owner_id, e.seq"#,
        tenant.0,
        &lots
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().map(|row| (row.lot, row.problem)).collect())
}

/// An entry of a lot.
#[derive(Clone, Debug)]
pub struct LotEntry {
    /// The problem.
    pub id: ProblemId,
    /// Its number.
    pub number: String,
    /// Its sentence.
    pub title: String,
    /// Whose.
    pub owner: OwnerId,
    /// Name of the person or body.
    pub owner_name: String,
    /// Which revision.
    pub revision: i32,
    /// Word of its state now, and whether it waits in the lot.
    pub state: String,
    /// Word of rectification's own state.
    pub rectification: Option<String>,
    /// Whether it waits in the lot.
    pub waits: bool,
    /// The verdict that holds, and what was ruled.
    pub verdict: Option<(VerdictId, Ruling)>,
    /// Whether it was ruled on in the lot, and the head of the group revoked that.
    pub revoked: bool,
    /// Whether it was given to a colleague.
    pub passed_on: bool,
}

/// Everything that stands in a lot, in the order of the queue.
///
/// # Errors
/// When the database refuses.
pub async fn entries(tx: &mut Tx, lot: LotId) -> Result<Vec<LotEntry>, DbError> {
    let tenant = tx.tenant();
    let rows = sqlx::query!(
        r#"select p.id as "id: ProblemId", p.number, p.title, e.owner_id as "owner: OwnerId",
              coalesce(n.name, b.name, '') as "owner_name!", e.revision, p.state, p.rectification, e.passed_on,
              e.verdict_id is not null and v.id is null as "revoked!",
              e.held and p.revision = e.revision and p.state = 'submitted' and p.stage = 'group' and not p.moved_out as "waits!",
              v.id as "verdict?: VerdictId", v.verdict as "ruling?"
           from lot_entries e join problems p on p.tenant_id = $1 and p.id = e.problem_id
           left join verdicts v on v.tenant_id = $1 and v.id = e.verdict_id
              and not exists (select 1 from verdict_revocations where tenant_id = $1 and verdict_id = v.id)
           left join persons n on n.tenant_id = $1 and n.id = e.owner_id
           left join units b on b.tenant_id = $1 and b.id = e.owner_id
           where e.tenant_id = $1 and e.lot_id = $2 order by e.owner_id, e.seq"#,
        tenant.0,
        lot.0
    )
    .fetch_all(&mut **tx)
    .await?;
    let read = rows.into_iter().map(|row| LotEntry {
        id: row.id,
        number: row.number,
        title: row.title,
        owner: row.owner,
        owner_name: row.owner_name,
        revision: row.revision,
        state: row.state,
        rectification: row.rectification,
        waits: row.waits,
        verdict: row.verdict.zip(row.ruling.as_deref().and_then(Ruling::from_code)),
        passed_on: row.passed_on,
        revoked: row.revoked,
    });
    Ok(read.collect())
}

/// The members of a group now, but for one: whom something can be given to.
///
/// # Errors
/// When the database refuses.
pub async fn colleagues(
    tx: &mut Tx,
    group: GroupId,
    but: Option<PersonId>,
) -> Result<Vec<(PersonId, String)>, DbError> {
    let tenant = tx.tenant();
    let rows = sqlx::query!(
        r#"select n.id as "id: PersonId", n.name from group_members m
           join persons n on n.tenant_id = $1 and n.id = m.person_id
           where m.tenant_id = $1 and m.group_id = $2 and m.to_at = 'infinity' and m.person_id is distinct from $3
           order by m.head desc, n.staff_no"#,
        tenant.0,
        group.0,
        but.map(|person| person.0)
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}
