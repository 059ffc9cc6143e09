//! SQL of opinion sheets.

use std::collections::HashMap;

use crate::domain::campaigns::Stage;
use crate::domain::reasons::sheets::{Desk, Entry, SheetOf};
use crate::domain::review::{GivenReason, Ruling};
use crate::kernel::ids::{CampaignId, OwnerId, ProblemId, UnitId, VerdictId};
use crate::platform::db::{DbError, Tx};

/// Units whose sheets a desk opens, in official order, with what stands on them. What of a unit its reader may not read is not counted.
///
/// # Errors
/// When the database refuses.
pub async fn units(tx: &mut Tx, campaign: CampaignId, desk: &Desk) -> Result<Vec<SheetOf>, DbError> {
    let tenant = tx.tenant();
    let watched: Vec<uuid::Uuid> = desk.watched.iter().map(|unit| unit.0).collect();
    Ok(sqlx::query_as!(
        SheetOf,
        r#"select u.id as "unit: UnitId", u.name, coalesce(s.people, 0) as "people!", coalesce(s.standing, 0) as "standing!",
              coalesce(s.ever, 0) as "ever!"
           from units u left join (
              select p.top_unit_id, count(*) as ever,
                 count(*) filter (where p.state in ('returned', 'redo') and v.revision = p.revision) as standing,
                 count(distinct p.owner_id) filter (where p.state in ('returned', 'redo') and v.revision = p.revision) as people
              from verdicts v join problems p on p.tenant_id = $1 and p.id = v.problem_id
              where v.tenant_id = $1 and p.campaign_id = $2 and v.verdict <> 'approved' and not p.moved_out
              and not exists (select 1 from verdict_revocations x where x.tenant_id = $1 and x.verdict_id = v.id)
              and (p.top_unit_id = any($3) or $5 or p.tier not in ('body', 'city'))
              group by p.top_unit_id) s on s.top_unit_id = u.id
           where u.tenant_id = $1 and u.kind in ('body', 'county', 'department') and u.withdrawn_at is null
           and ($4 or u.id = any($3)) order by u.sort_no, u.name, u.id"#,
        tenant.0,
        campaign.0,
        &watched,
        desk.office,
        desk.named
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// Returns of a top unit, person by person in official order: those that stand, or all that were ever given. Whether each may be read
/// is still to be asked.
///
/// # Errors
/// When the database refuses.
pub async fn entries(
    tx: &mut Tx,
    campaign: CampaignId,
    unit: UnitId,
    ever: bool,
    limit: i64,
) -> Result<Vec<Entry>, DbError> {
    let tenant = tx.tenant();
    let rows = sqlx::query!(
        r#"select v.id as "id: VerdictId", p.id as "problem: ProblemId", p.owner_id as "owner: OwnerId",
              coalesce(n.name, b.name, '') as "owner_name!", u.name as unit_name, p.number, v.revision, t.content,
              v.verdict, v.stage, g.name as "group_name?", v.words, v.at
           from verdicts v join problems p on p.tenant_id = $1 and p.id = v.problem_id
           join revisions t on t.tenant_id = $1 and t.problem_id = v.problem_id and t.revision = v.revision
           join units u on u.tenant_id = $1 and u.id = p.unit_id
           left join persons n on n.tenant_id = $1 and n.id = p.owner_id
           left join units b on b.tenant_id = $1 and b.id = p.owner_id
           left join supervision_groups g on g.tenant_id = $1 and g.id = v.group_id
           where v.tenant_id = $1 and p.campaign_id = $2 and p.top_unit_id = $3 and v.verdict <> 'approved' and not p.moved_out
           and not exists (select 1 from verdict_revocations x where x.tenant_id = $1 and x.verdict_id = v.id)
           and ($4 or p.state in ('returned', 'redo') and v.revision = p.revision)
           order by u.sort_no, n.staff_no, p.owner_id, p.seq, v.at limit $5"#,
        tenant.0,
        campaign.0,
        unit.0,
        ever,
        limit
    )
    .fetch_all(&mut **tx)
    .await?;
    let ids: Vec<uuid::Uuid> = rows.iter().map(|row| row.id.0).collect();
    let mut reasons = reasons(tx, &ids).await?;
    let read = rows.into_iter().map(|row| Entry {
        reasons: reasons.remove(&row.id).unwrap_or_default(),
        id: row.id,
        problem: row.problem,
        owner: row.owner,
        owner_name: row.owner_name,
        unit_name: row.unit_name,
        number: row.number,
        revision: row.revision,
        content: row.content,
        ruling: Ruling::from_code(&row.verdict).unwrap_or(Ruling::Returned),
        stage: Stage::from_code(&row.stage).unwrap_or(Stage::Group),
        group_name: row.group_name,
        words: row.words,
        at: row.at,
    });
    Ok(read.collect())
}

async fn reasons(
    tx: &mut Tx,
    verdicts: &[uuid::Uuid],
) -> Result<HashMap<VerdictId, Vec<GivenReason>>, DbError> {
    let tenant = tx.tenant();
    let rows = sqlx::query!(
        r#"select verdict_id as "verdict: VerdictId", code, field, quote, words from verdict_reasons
           where tenant_id = $1 and verdict_id = any($2) order by verdict_id, position"#,
        tenant.0,
        verdicts
    )
    .fetch_all(&mut **tx)
    .await?;
    let mut reasons: HashMap<VerdictId, Vec<GivenReason>> = HashMap::new();
    for row in rows {
        reasons.entry(row.verdict).or_default().push(GivenReason {
            code: row.code,
            field: row.field,
            quote: row.quote,
            words: row.words,
        });
    }
    Ok(reasons)
}
