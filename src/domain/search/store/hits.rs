//! The functions that ask the index. What they give is of the transaction's own tenant, whatever they are asked.

use uuid::Uuid;

use crate::domain::lists::reading::Sight;
use crate::domain::search::{Kind, Place};
use crate::kernel::ids::CampaignId;
use crate::platform::db::{DbError, Tx};

/// Problems of a campaign that hold all terms, at most those within a sight, behind a place.
///
/// # Errors
/// When the database refuses.
pub async fn problems(
    tx: &mut Tx,
    terms: &[i64],
    campaign: CampaignId,
    sight: &Sight,
    after: Option<Place>,
    most: i64,
) -> Result<Vec<Place>, DbError> {
    Ok(sqlx::query_as!(
        Place,
        r#"select place as "place!", subject_id as "id!"
           from search_problems($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)"#,
        terms,
        campaign.0,
        &sight.owners,
        &sight.leaders,
        &sight.watched,
        &sight.counties,
        sight.office,
        sight.named,
        sight.typist.map(|account| account.0) as Option<Uuid>,
        after.map(|at| at.place) as Option<i64>,
        after.map(|at| at.id) as Option<Uuid>,
        most
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// People or units that hold all terms, within units (`None`: everywhere), behind a place.
///
/// # Errors
/// When the database refuses.
pub async fn names(
    tx: &mut Tx,
    terms: &[i64],
    kind: Kind,
    within: Option<&[Uuid]>,
    after: Option<Place>,
    most: i64,
) -> Result<Vec<Place>, DbError> {
    Ok(sqlx::query_as!(
        Place,
        r#"select place as "place!", subject_id as "id!" from search_names($1, $2, $3, $4, $5, $6)"#,
        terms,
        kind.code(),
        within as Option<&[Uuid]>,
        after.map(|at| at.place) as Option<i64>,
        after.map(|at| at.id) as Option<Uuid>,
        most
    )
    .fetch_all(&mut **tx)
    .await?)
}
