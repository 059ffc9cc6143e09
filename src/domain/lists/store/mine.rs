//! SQL of one person's own ledger.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

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
    pub moved_out: bool,
    /// Whether anybody is known who co-signs.
    pub led: bool,
    /// Who typed it, while its owner has not confirmed it.
    pub entered_who: Option<String>,
    /// Whether the owner gave that back.
    pub entry_returned: bool,
    pub deferred_until: Option<NaiveDate>,
    pub updated_at: DateTime<Utc>,
}

impl Line {
    /// The time limit as it binds on a day: none while the owner is deferred, or moved out.
    pub fn limit(&self, today: NaiveDate) -> Option<NaiveDate> {
        let runs = !self.moved_out && self.deferred_until.is_none_or(|until| until < today);
        self.due_on.filter(|_| runs)
    }

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
           approved_at, claimed_at, cosigned_at, closed_at, moved_out, leader_id is not null as "led!", deferred_until, updated_at,
           (select a.display_name from accounts a where a.id = entered_by and a.tenant_id = $1) as entered_who,
           exists (select 1 from entries e where e.tenant_id = $1 and e.problem_id = problems.id
                and e.returned_at is not null) as "entry_returned!"
           from problems where tenant_id = $1 and campaign_id = $2 and owner_id = $3 and state <> 'withdrawn'
           order by seq limit 500"#,
        tenant.0,
        campaign.0,
        owner.0
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// What waits for somebody as leader in charge.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ForLeader {
    /// Submitted problems that wait to be read by them.
    pub to_read: i64,
    /// Problems that wait for their signature.
    pub signatures: i64,
    /// People who went over to them and whom they did not acknowledge yet.
    pub handovers: i64,
}

/// What waits for `leader`, without what belongs to one of `never`: owners of whom somebody who stands in never acts as leader.
///
/// # Errors
/// When the database refuses.
pub async fn waiting_for_leader(tx: &mut Tx, leader: PersonId, never: &[Uuid]) -> Result<ForLeader, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_as!(
        ForLeader,
        r#"select (select count(*) from problems where tenant_id = $1 and leader_id = $2 and not moved_out
                and owner_id <> all($3) and state = 'submitted' and stage = 'leader') as "to_read!",
            (select count(*) from problems where tenant_id = $1 and leader_id = $2 and not moved_out and owner_id <> all($3)
                and (state = 'awaiting_leader' or rectification = 'awaiting_leader')) as "signatures!",
            (select count(*) from handovers h where h.tenant_id = $1 and h.leader_id = $2 and h.acknowledged_at is null and h.person_id <> all($3)
                and not exists (select 1 from handovers o where o.tenant_id = $1 and o.person_id = h.person_id
                    and (o.at, o.id) > (h.at, h.id))) as "handovers!""#,
        tenant.0,
        leader.0,
        never
    )
    .fetch_one(&mut **tx)
    .await?)
}
