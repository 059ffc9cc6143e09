//! SQL of prints, and of the texts that are compared.

use uuid::Uuid;

use crate::domain::lists::{Content, Draft};
use crate::kernel::ids::{OwnerId, ProblemId, UnitId};
use crate::platform::db::{DbError, Tx};

/// Most prints of one text that are looked for.
const MOST_PRINTS: usize = 400;

/// One's own text that is compared.
#[derive(Clone, Debug)]
pub struct Earlier {
    /// The problem.
    pub id: ProblemId,
    /// Its number.
    pub number: String,
    /// What it says, as a form holds it.
    pub text: Draft,
}

/// What others wrote.
fn read(content: Option<&str>, draft: Option<&str>) -> Draft {
    let content = content.and_then(|text| Content::read(text).ok());
    match content {
        Some(content) => Draft::of(&content),
        None => draft.map(Draft::read).unwrap_or_default(),
    }
}

/// The newest thirty other problems of an owner, drafts too, the newest first.
///
/// # Errors
/// When the database refuses.
pub async fn own(tx: &mut Tx, owner: OwnerId, except: Option<ProblemId>) -> Result<Vec<Earlier>, DbError> {
    let tenant = tx.tenant();
    let rows = sqlx::query!(
        r#"select p.id as "id: ProblemId", p.number, r.content as "content?", case when p.revision = 0 then p.draft end as draft
           from problems p left join revisions r on r.tenant_id = $1 and r.problem_id = p.id and r.revision = p.revision
           where p.tenant_id = $1 and p.owner_id = $2 and p.id is distinct from $3 and p.state <> 'withdrawn'
           order by p.seq desc limit 30"#,
        tenant.0,
        owner.0,
        except.map(|id| id.0)
    )
    .fetch_all(&mut **tx)
    .await?;
    let earlier = rows.into_iter().map(|row| Earlier {
        id: row.id,
        number: row.number,
        text: read(row.content.as_deref(), row.draft.as_deref()),
    });
    Ok(earlier.collect())
}

/// The texts of those of others that share most prints, five at most. Of each print the newest fifty are looked at: what a whole
/// city copied is found in some of them, and what is asked does not grow with the city.
///
/// # Errors
/// When the database refuses.
pub async fn others(tx: &mut Tx, owner: OwnerId, prints: &[i64]) -> Result<Vec<Draft>, DbError> {
    let tenant = tx.tenant();
    let rows = sqlx::query_scalar!(
        "with near as materialized (select l.problem_id, count(*) as n
            from unnest($2::bigint[]) as w (print) cross join lateral (select problem_id from likeness_prints
                where tenant_id = $1 and print = w.print order by problem_id desc limit 50) l
            group by l.problem_id order by n desc, l.problem_id desc limit 40)
         select r.content from near n join problems p on p.tenant_id = $1 and p.id = n.problem_id
         join revisions r on r.tenant_id = $1 and r.problem_id = p.id and r.revision = p.revision
         where p.owner_id <> $3 and p.state <> 'withdrawn' and p.tier not in ('city', 'body') order by n.n desc, p.id desc limit 5",
        tenant.0,
        &prints[..prints.len().min(MOST_PRINTS)],
        owner.0
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.iter().map(|content| read(Some(content), None)).collect())
}

/// A text of another problem, for whoever may read it.
#[derive(Clone, Debug)]
pub struct Near {
    /// The problem.
    pub id: ProblemId,
    /// Its number.
    pub number: String,
    /// Name of its owner.
    pub owner_name: String,
    /// What was submitted.
    pub text: Draft,
}

/// The submitted texts of these units that share most prints with a problem's, five at most; those of 市级领导 and bodies are
/// left out, whose openings are recorded. As in [`others`], what is asked does not grow with the city.
///
/// # Errors
/// When the database refuses.
pub async fn within(
    tx: &mut Tx,
    (problem, units): (ProblemId, &[UnitId]),
    prints: &[i64],
) -> Result<Vec<Near>, DbError> {
    let tenant = tx.tenant();
    let units: Vec<Uuid> = units.iter().map(|unit| unit.0).collect();
    let rows = sqlx::query!(
        r#"with near as materialized (select l.problem_id, count(*) as n
              from unnest($2::bigint[]) as w (print) cross join lateral (select problem_id from likeness_prints
                where tenant_id = $1 and print = w.print order by problem_id desc limit 50) l
              where l.problem_id <> $3 group by l.problem_id order by n desc, l.problem_id desc limit 40)
           select p.id as "id: ProblemId", p.number, n.name as owner_name, r.content from near
           join problems p on p.tenant_id = $1 and p.id = near.problem_id
           join revisions r on r.tenant_id = $1 and r.problem_id = p.id and r.revision = p.revision
           join persons n on n.tenant_id = $1 and n.id = p.owner_id
           where p.state <> 'withdrawn' and p.tier not in ('city', 'body') and p.top_unit_id = any($4)
           order by near.n desc, p.id desc limit 5"#,
        tenant.0,
        &prints[..prints.len().min(MOST_PRINTS)],
        problem.0,
        &units
    )
    .fetch_all(&mut **tx)
    .await?;
    let near = rows.into_iter().map(|row| Near {
        id: row.id,
        number: row.number,
        owner_name: row.owner_name,
        text: read(Some(&row.content), None),
    });
    Ok(near.collect())
}

/// Takes out the prints of what is indexed anew. Entries are read one by one by their key: asked for as a set, a plan made before the
/// table had statistics read all of a jurisdiction's for each batch.
///
/// # Errors
/// When the database refuses.
pub async fn forget(tx: &mut Tx, problems: &[Uuid]) -> Result<(), DbError> {
    let tenant = tx.tenant();
    sqlx::query!(
        "delete from likeness_prints l using unnest($2::uuid[]) as i (id)
            cross join lateral (select e.prints from search_entries e
                where e.tenant_id = $1 and e.kind = 'problem' and e.subject_id = i.id offset 0) e
            cross join lateral unnest(e.prints) as w (print)
         where l.tenant_id = $1 and l.print = w.print and l.problem_id = i.id",
        tenant.0,
        problems
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Writes the prints of what was indexed anew.
///
/// # Errors
/// When the database refuses.
pub async fn remember(tx: &mut Tx, problems: &[Uuid]) -> Result<(), DbError> {
    let tenant = tx.tenant();
    sqlx::query!(
        "insert into likeness_prints (tenant_id, print, problem_id)
         select $1, w.print, i.id from unnest($2::uuid[]) as i (id)
            cross join lateral (select e.prints from search_entries e
                where e.tenant_id = $1 and e.kind = 'problem' and e.subject_id = i.id offset 0) e
            cross join lateral unnest(e.prints) as w (print)
         on conflict do nothing",
        tenant.0,
        problems
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
