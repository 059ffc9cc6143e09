//! SQL of what reasons mean, by example.

use crate::domain::campaigns::{Example, Examples};
use crate::kernel::ids::CampaignId;
use crate::platform::db::{DbError, Tx};

/// The examples of a campaign's reasons of return; reasons without any are left out.
///
/// # Errors
/// When the database refuses.
pub async fn examples(tx: &mut Tx, campaign: CampaignId) -> Result<Examples, DbError> {
    let tenant = tx.tenant();
    let rows = sqlx::query!(
        "select code, bad, good from terms
         where tenant_id = $1 and campaign_id = $2 and kind = 'reason' and (bad <> '' or good <> '')",
        tenant.0,
        campaign.0
    )
    .fetch_all(&mut **tx)
    .await?;
    let pair = |(code, bad, good)| (code, Example { bad, good });
    let rows = rows.into_iter().map(|row| pair((row.code, row.bad, row.good)));
    Ok(Examples(rows.collect()))
}

pub(in crate::domain::campaigns) async fn set_example(
    tx: &mut Tx,
    campaign: CampaignId,
    (code, bad, good): (&str, &str, &str),
) -> Result<(), DbError> {
    let tenant = tx.tenant();
    sqlx::query!(
        "update terms set bad = $4, good = $5 where tenant_id = $1 and campaign_id = $2 and kind = 'reason' and code = $3",
        tenant.0,
        campaign.0,
        code,
        bad,
        good
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
