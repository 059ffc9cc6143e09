//! SQL of the library of reasons.

use chrono::{DateTime, Utc};

use crate::domain::reasons::{Reason, Words};
use crate::kernel::ids::CampaignId;
use crate::platform::db::{DbError, Tx};

/// Every reason of a campaign by its two digits, also retired ones.
///
/// # Errors
/// When the database refuses.
pub async fn all(tx: &mut Tx, campaign: CampaignId) -> Result<Vec<Reason>, DbError> {
    let tenant = tx.tenant();
    // Taken back or not: an old return is read with its reasons still.
    let rows = sqlx::query!(
        r#"select t.code, t.label, t.label_en, t.bad, t.good, t.retired_at is not null as "retired!",
              exists (select 1 from verdict_reasons r join verdicts v on v.tenant_id = $1 and v.id = r.verdict_id
                 join problems p on p.tenant_id = $1 and p.id = v.problem_id
                 where r.tenant_id = $1 and r.code = t.code and p.campaign_id = $2)
              or exists (select 1 from received_reasons r where r.tenant_id = $1 and r.code = t.code) as "used!"
           from terms t where t.tenant_id = $1 and t.campaign_id = $2 and t.kind = 'reason' order by t.code"#,
        tenant.0,
        campaign.0
    )
    .fetch_all(&mut **tx)
    .await?;
    let read = rows.into_iter().map(|row| Reason {
        code: row.code,
        words: Words {
            label: row.label,
            label_en: row.label_en,
            bad: row.bad,
            good: row.good,
        },
        retired: row.retired,
        used: row.used,
    });
    Ok(read.collect())
}

/// Nobody else changes the library until the transaction ends: two additions must not take the same digits.
pub(in crate::domain::reasons) async fn lock(tx: &mut Tx, campaign: CampaignId) -> Result<(), DbError> {
    let tenant = tx.tenant();
    sqlx::query!(
        "select id from campaigns where tenant_id = $1 and id = $2 for update",
        tenant.0,
        campaign.0
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(())
}

pub(in crate::domain::reasons) async fn add(
    tx: &mut Tx,
    campaign: CampaignId,
    (code, sort_no): (&str, i32),
    words: &Words,
) -> Result<(), DbError> {
    let tenant = tx.tenant();
    sqlx::query!(
        "insert into terms (tenant_id, campaign_id, kind, code, label, label_en, bad, good, sort_no)
         values ($1, $2, 'reason', $3, $4, $5, $6, $7, $8)",
        tenant.0,
        campaign.0,
        code,
        words.label,
        words.label_en,
        words.bad,
        words.good,
        sort_no
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

pub(in crate::domain::reasons) async fn change(
    tx: &mut Tx,
    campaign: CampaignId,
    code: &str,
    words: &Words,
) -> Result<(), DbError> {
    let tenant = tx.tenant();
    sqlx::query!(
        "update terms set label = $4, label_en = $5, bad = $6, good = $7
         where tenant_id = $1 and campaign_id = $2 and kind = 'reason' and code = $3",
        tenant.0,
        campaign.0,
        code,
        words.label,
        words.label_en,
        words.bad,
        words.good
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

pub(in crate::domain::reasons) async fn retire(
    tx: &mut Tx,
    campaign: CampaignId,
    code: &str,
    at: Option<DateTime<Utc>>,
) -> Result<(), DbError> {
    let tenant = tx.tenant();
    sqlx::query!(
        "update terms set retired_at = $4
         where tenant_id = $1 and campaign_id = $2 and kind = 'reason' and code = $3",
        tenant.0,
        campaign.0,
        code,
        at
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
