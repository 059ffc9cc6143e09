//! SQL of entries that are ruled on together.

use chrono::{DateTime, Utc};

use crate::domain::lists::Content;
use crate::domain::review::queue::Desk;
use crate::kernel::ids::ProblemId;
use crate::platform::db::{DbError, Tx};

/// An entry of a batch with its text.
#[derive(Clone, Debug)]
pub struct Chosen {
    /// The problem.
    pub id: ProblemId,
    /// Its number.
    pub number: String,
    /// Name of its owner.
    pub owner_name: String,
    /// The problem's version that is read.
    pub version: i32,
    /// Which revision.
    pub revision: i32,
    /// Its text.
    pub content: Content,
}

/// Those of some entries that wait for a desk and nobody else holds, in the order of the queue. Guarded texts are never among them:
/// each of those is opened by itself.
///
/// # Errors
/// When the database refuses, or a stored text can't be read.
pub async fn chosen(
    tx: &mut Tx,
    desk: &Desk,
    problems: &[ProblemId],
    now: DateTime<Utc>,
) -> Result<Vec<Chosen>, DbError> {
    let tenant = tx.tenant();
    let problems: Vec<_> = problems.iter().map(|id| id.0).collect();
    let watched: Vec<_> = desk.watched.iter().map(|unit| unit.0).collect();
    let own: Vec<_> = desk.own.iter().map(|unit| unit.0).collect();
    let leaders: Vec<_> = desk.stands_in.iter().map(|leader| leader.0).collect();
    let rows = sqlx::query!(
        r#"select p.id as "id: ProblemId", p.number, n.name as owner_name, p.version, p.revision, r.content
           from problems p
           join revisions r on r.tenant_id = $1 and r.problem_id = p.id and r.revision = p.revision
           join persons n on n.tenant_id = $1 and n.id = p.owner_id
           where p.tenant_id = $1 and p.campaign_id = $2 and p.id = any($3) and p.state = 'submitted' and p.stage = 'group'
              and p.tier not in ('city', 'body') and not p.moved_out and p.top_unit_id = any($4) and p.top_unit_id <> all($5)
              and p.owner_id <> $6 and p.leader_id is distinct from $6 and coalesce(p.leader_id <> all($7), true)
              and p.owner_id <> all(array(select o.person_id from posts o where o.tenant_id = $1
                    and o.leader_id = $6 and o.to_at = 'infinity'))
              and not exists (select 1 from lot_entries h join lots l on l.tenant_id = $1 and l.id = h.lot_id
                    and l.reviewer_id <> $6 and l.holds_until > $8
                    where h.tenant_id = $1 and h.problem_id = p.id and h.revision = p.revision and h.held)
           order by p.top_unit_id, p.owner_id, p.seq"#,
        tenant.0,
        desk.campaign.0,
        &problems,
        &watched,
        &own,
        desk.person.0,
        &leaders,
        now
    )
    .fetch_all(&mut **tx)
    .await?;
    let read = rows.into_iter().map(|row| {
        let content = Content::read(&row.content);
        let content = content.map_err(|error| DbError::Query(sqlx::Error::Decode(Box::new(error))))?;
        Ok(Chosen {
            id: row.id,
            number: row.number,
            owner_name: row.owner_name,
            version: row.version,
            revision: row.revision,
            content,
        })
    });
    read.collect()
}

/// Why an entry that was ticked is not among those that can be ruled on together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LeftOut {
    /// Another goes through it: the name.
    Held(String),
    /// Its text is guarded: it is opened by itself.
    Guarded,
    /// It waits for the desk no longer.
    Gone,
}

/// Of some entries of the units that a desk watches: number, and why it can't be ruled on with others.
///
/// # Errors
/// When the database refuses.
pub async fn left_out(
    tx: &mut Tx,
    desk: &Desk,
    problems: &[ProblemId],
    now: DateTime<Utc>,
) -> Result<Vec<(ProblemId, String, LeftOut)>, DbError> {
    let tenant = tx.tenant();
    let problems: Vec<_> = problems.iter().map(|id| id.0).collect();
    let watched: Vec<_> = desk.watched.iter().map(|unit| unit.0).collect();
    let rows = sqlx::query!(
        r#"select p.id as "id: ProblemId", p.number, p.tier in ('city', 'body') as "guarded!",
              (select n.name from lot_entries h join lots l on l.tenant_id = $1 and l.id = h.lot_id
                    and l.reviewer_id <> $5 and l.holds_until > $6
                 join persons n on n.tenant_id = $1 and n.id = l.reviewer_id
                 where h.tenant_id = $1 and h.problem_id = p.id and h.revision = p.revision and h.held limit 1) as holder
           from problems p where p.tenant_id = $1 and p.campaign_id = $2 and p.id = any($3) and p.top_unit_id = any($4)
           order by p.top_unit_id, p.owner_id, p.seq"#,
        tenant.0,
        desk.campaign.0,
        &problems,
        &watched,
        desk.person.0,
        now
    )
    .fetch_all(&mut **tx)
    .await?;
    let read = rows.into_iter().map(|row| {
        let why = match row.holder {
            _ if row.guarded => LeftOut::Guarded,
            Some(name) => LeftOut::Held(name),
            None => LeftOut::Gone,
        };
        (row.id, row.number, why)
    });
    Ok(read.collect())
}
