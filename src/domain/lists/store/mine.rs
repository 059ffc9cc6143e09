//! SQL of one person's own ledger.

use chrono::{DateTime, NaiveDate, Utc};

use crate::domain::lists::state::State;
use crate::kernel::ids::{CampaignId, OwnerId, PersonId, ProblemId};
use crate::platform::db::{DbError, Tx};

/// A problem in its owner's own list.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "columns of the table problems")]
pub struct Line {
    pub id: ProblemId,
    pub number: String,
    pub title: String,
    pub state: String,
    pub rectification: Option<String>,
    pub revision: i32,
    pub due_on: Option<NaiveDate>,
    pub draft_saved_at: DateTime<Utc>,
    pub submitted_at: Option<DateTime<Utc>>,
    pub approved_at: Option<DateTime<Utc>>,
    pub claimed_at: Option<DateTime<Utc>>,
    pub cosigned_at: Option<DateTime<Utc>>,
    pub closed_at: Option<DateTime<Utc>>,
    pub updated_at: DateTime<Utc>,
}

impl Line {
    /// The state; the column's check knows exactly these words.
    pub fn filing(&self) -> State {
        State::from_code(&self.state).unwrap_or(State::Draft)
    }
}

/// All problems of an owner in a campaign, in order of number.
///
/// # Errors
/// When the database refuses.
pub async fn mine(tx: &mut Tx, campaign: CampaignId, owner: OwnerId) -> Result<Vec<Line>, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_as!(
        Line,
        r#"select id as "id: ProblemId", number, title, state, rectification, revision, due_on, draft_saved_at, submitted_at,
           approved_at, claimed_at, cosigned_at, closed_at, updated_at
           from problems where tenant_id = $1 and campaign_id = $2 and owner_id = $3 order by seq limit 500"#,
        tenant.0,
        campaign.0,
        owner.0
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// How many problems wait for `leader`'s signature.
///
/// # Errors
/// When the database refuses.
pub async fn waiting_for_leader(tx: &mut Tx, leader: PersonId) -> Result<i64, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_scalar!(
        r#"select count(*) as "n!" from problems
           where tenant_id = $1 and leader_id = $2 and (state = 'awaiting_leader' or rectification = 'awaiting_leader')"#,
        tenant.0,
        leader.0
    )
    .fetch_one(&mut **tx)
    .await?)
}
