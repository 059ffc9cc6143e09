//! SQL that all imports share.

use std::collections::HashSet;

use crate::domain::ledger::Act;
use crate::kernel::digest::Digest;
use crate::kernel::ids::{CampaignId, PersonId, ProblemId};
use crate::platform::db::{DbError, Tx};

/// One import of a tenant at a time: a second one waits until the first has ended, and then sees what it wrote.
///
/// # Errors
/// When the database refuses.
pub(super) async fn take_turn(tx: &mut Tx) -> Result<(), DbError> {
    let key = format!("import {}", tx.tenant());
    sqlx::query!("select pg_advisory_xact_lock(hashtextextended($1, 0))", key)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// A person whose problems a workbook may hold.
#[derive(Clone, Debug)]
pub(super) struct Owner {
    pub(super) id: PersonId,
    pub(super) staff_no: String,
    pub(super) name: String,
    /// Of the main post.
    pub(super) unit: Option<String>,
}

/// Everybody, with the unit of their main post.
///
/// # Errors
/// When the database refuses.
pub(super) async fn owners(tx: &mut Tx) -> Result<Vec<Owner>, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_as!(
        Owner,
        r#"select n.id as "id: PersonId", n.staff_no, n.name, m.unit as "unit?" from persons n
           left join (select distinct on (p.person_id) p.person_id, u.name as unit from posts p
                join units u on u.tenant_id = p.tenant_id and u.id = p.unit_id
                where p.tenant_id = $1 and p.to_at = 'infinity' order by p.person_id, p.position, p.from_at, p.id) m
             on m.person_id = n.id
           where n.tenant_id = $1 and n.withdrawn_at is null and n.outside_title is null"#,
        tenant.0
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// A row that was taken: the n-th equal one of its owner.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Imported {
    pub(super) owner: PersonId,
    pub(super) fingerprint: Digest,
    pub(super) nth: i32,
}

/// All rows that imports of a campaign took.
///
/// # Errors
/// When the database refuses.
pub(super) async fn imported(tx: &mut Tx, campaign: CampaignId) -> Result<HashSet<Imported>, DbError> {
    let tenant = tx.tenant();
    let rows = sqlx::query!(
        r#"select owner_id as "owner: PersonId", fingerprint, nth from imported_problems
           where tenant_id = $1 and campaign_id = $2"#,
        tenant.0,
        campaign.0
    )
    .fetch_all(&mut **tx)
    .await?;
    let taken = rows.into_iter().filter_map(|row| {
        Some(Imported {
            owner: row.owner,
            fingerprint: row.fingerprint.try_into().ok()?,
            nth: row.nth,
        })
    });
    Ok(taken.collect())
}

/// Remembers which problem a row became.
///
/// # Errors
/// When the database refuses.
pub(super) async fn remember(
    tx: &mut Tx,
    campaign: CampaignId,
    row: &Imported,
    problem: ProblemId,
    act: &Act,
) -> Result<(), DbError> {
    let tenant = tx.tenant();
    sqlx::query!(
        "insert into imported_problems (tenant_id, campaign_id, owner_id, fingerprint, nth, problem_id, act_id, imported_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        tenant.0,
        campaign.0,
        row.owner.0,
        &row.fingerprint[..],
        row.nth,
        problem.0,
        act.id.0,
        act.at
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
