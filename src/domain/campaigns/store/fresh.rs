//! SQL of making a campaign.

use chrono::{DateTime, Utc};

use crate::domain::campaigns::{Campaign, TermKind};
use crate::kernel::ids::{CampaignId, fresh};
use crate::platform::db::{DbError, Tx};

pub(in crate::domain::campaigns) async fn add_campaign(
    tx: &mut Tx,
    campaign: &Campaign,
    at: DateTime<Utc>,
) -> Result<(), DbError> {
    let tenant = tx.tenant();
    sqlx::query!(
        "insert into campaigns (tenant_id, id, name, starts_on, filing_ends_on, ends_on, created_at)
         values ($1, $2, $3, $4, $5, $6, $7)",
        tenant.0,
        campaign.id.0,
        campaign.name,
        campaign.starts_on,
        campaign.filing_ends_on,
        campaign.ends_on,
        at
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

pub(in crate::domain::campaigns) async fn add_term(
    tx: &mut Tx,
    campaign: CampaignId,
    kind: TermKind,
    code: &str,
    (label, label_en): (&str, &str),
    sort_no: i32,
) -> Result<(), DbError> {
    let tenant = tx.tenant();
    sqlx::query!(
        "insert into terms (tenant_id, campaign_id, kind, code, label, label_en, sort_no)
         values ($1, $2, $3, $4, $5, $6, $7)",
        tenant.0,
        campaign.0,
        kind.code(),
        code,
        label,
        label_en,
        sort_no
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

pub(in crate::domain::campaigns) async fn add_cohort(
    tx: &mut Tx,
    campaign: CampaignId,
    code: &str,
    name: &str,
) -> Result<(), DbError> {
    let tenant = tx.tenant();
    sqlx::query!(
        "insert into cohorts (tenant_id, id, campaign_id, code, name) values ($1, $2, $3, $4, $5)",
        tenant.0,
        fresh(),
        campaign.0,
        code,
        name
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
