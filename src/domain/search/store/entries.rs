//! SQL of the entries of the index.

use std::fmt::Write as _;

use uuid::Uuid;

use crate::domain::search::Kind;
use crate::platform::db::{DbError, Tx};

/// One entry: who may find it at most, and by what.
#[derive(Clone, Debug)]
#[expect(
    missing_docs,
    reason = "columns of the table search_entries, where each has its comment"
)]
pub struct Entry {
    pub subject: Uuid,
    pub place: i64,
    pub campaign: Option<Uuid>,
    pub owner: Option<Uuid>,
    pub leader: Option<Uuid>,
    pub unit: Option<Uuid>,
    pub tier: Option<String>,
    pub submitted: bool,
    pub entered_by: Option<Uuid>,
    pub terms: Vec<i64>,
    pub prints: Vec<i64>,
}

/// Numbers as PostgreSQL writes them: an array of arrays of different lengths can't be handed over as one.
fn text(numbers: &[i64]) -> String {
    let mut text = String::with_capacity(20 * numbers.len() + 2);
    for number in numbers {
        // Writing to a text never fails.
        let _ = write!(text, "{}{number}", if text.is_empty() { '{' } else { ',' });
    }
    text.push_str(if text.is_empty() { "{}" } else { "}" });
    text
}

/// Writes entries of a kind, new ones and changed ones.
///
/// # Errors
/// When the database refuses.
pub async fn put(tx: &mut Tx, kind: Kind, entries: &[Entry]) -> Result<(), DbError> {
    let tenant = tx.tenant();
    let ids: Vec<_> = entries.iter().map(|e| e.subject).collect();
    let places: Vec<_> = entries.iter().map(|e| e.place).collect();
    let campaigns: Vec<_> = entries.iter().map(|e| e.campaign).collect();
    let owners: Vec<_> = entries.iter().map(|e| e.owner).collect();
    let leaders: Vec<_> = entries.iter().map(|e| e.leader).collect();
    let units: Vec<_> = entries.iter().map(|e| e.unit).collect();
    let tiers: Vec<_> = entries.iter().map(|e| e.tier.clone()).collect();
    let submitted: Vec<_> = entries.iter().map(|e| e.submitted).collect();
    let typists: Vec<_> = entries.iter().map(|e| e.entered_by).collect();
    let terms: Vec<_> = entries.iter().map(|e| text(&e.terms)).collect();
    let prints: Vec<_> = entries.iter().map(|e| text(&e.prints)).collect();
    sqlx::query!(
        "insert into search_entries (tenant_id, kind, subject_id, place, campaign_id, owner_id, leader_id, unit_id, tier,
            submitted, entered_by, terms, prints)
         select $1, $2, e.id, e.place, e.campaign, e.owner, e.leader, e.unit, e.tier, e.submitted, e.typist, e.terms::bigint[],
            e.prints::bigint[]
         from unnest($3::uuid[], $4::bigint[], $5::uuid[], $6::uuid[], $7::uuid[], $8::uuid[], $9::text[], $10::bool[],
                $11::uuid[], $12::text[], $13::text[])
              as e (id, place, campaign, owner, leader, unit, tier, submitted, typist, terms, prints)
         on conflict on constraint search_entries_pk do update set place = excluded.place,
            campaign_id = excluded.campaign_id, owner_id = excluded.owner_id, leader_id = excluded.leader_id,
            unit_id = excluded.unit_id, tier = excluded.tier, submitted = excluded.submitted,
            entered_by = excluded.entered_by, terms = excluded.terms, prints = excluded.prints",
        tenant.0,
        kind.code(),
        &ids,
        &places,
        &campaigns as &[Option<Uuid>],
        &owners as &[Option<Uuid>],
        &leaders as &[Option<Uuid>],
        &units as &[Option<Uuid>],
        &tiers as &[Option<String>],
        &submitted,
        &typists as &[Option<Uuid>],
        &terms,
        &prints
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// What is found no more.
///
/// # Errors
/// When the database refuses.
pub async fn remove(tx: &mut Tx, kind: Kind, subjects: &[Uuid]) -> Result<(), DbError> {
    let tenant = tx.tenant();
    sqlx::query!(
        "delete from search_entries where tenant_id = $1 and kind = $2 and subject_id = any($3)",
        tenant.0,
        kind.code(),
        subjects
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
