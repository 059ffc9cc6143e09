//! SQL of exports.

use crate::domain::lists::{Content, Draft, State, Tier};
use crate::kernel::ids::{CampaignId, OwnerId, PersonId, ProblemId, UnitId};
use crate::platform::db::{DbError, Tx};

/// A problem, as far as the right to read it depends on it.
#[derive(Clone, Debug)]
pub(super) struct Listed {
    pub(super) id: ProblemId,
    pub(super) owner: OwnerId,
    pub(super) leader: Option<PersonId>,
    tier: String,
    state: String,
    pub(super) top_unit: UnitId,
    pub(super) revision: i32,
}

impl Listed {
    /// The column's check knows exactly these words.
    pub(super) fn tier(&self) -> Tier {
        Tier::from_code(&self.tier).unwrap_or(Tier::Body)
    }

    pub(super) fn is_filing(&self) -> bool {
        State::from_code(&self.state).is_some_and(State::is_filing)
    }
}

/// All problems of a campaign in official order, without texts.
///
/// # Errors
/// When the database refuses.
pub(super) async fn problems(tx: &mut Tx, campaign: CampaignId) -> Result<Vec<Listed>, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_as!(
        Listed,
        r#"select p.id as "id: ProblemId", p.owner_id as "owner: OwnerId", p.leader_id as "leader: PersonId", p.tier, p.state,
           p.top_unit_id as "top_unit: UnitId", p.revision
           from problems p
           join units t on t.tenant_id = p.tenant_id and t.id = p.top_unit_id
           join units u on u.tenant_id = p.tenant_id and u.id = p.unit_id
           left join persons n on n.tenant_id = p.tenant_id and n.id = p.owner_id
           where p.tenant_id = $1 and p.campaign_id = $2 and p.state <> 'withdrawn'
           order by t.sort_no, t.name, u.sort_no, u.name, n.staff_no nulls first, p.owner_id, p.seq"#,
        tenant.0,
        campaign.0
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// A problem with its texts.
#[derive(Clone, Debug)]
pub(in crate::imports) struct Told {
    pub(in crate::imports) id: ProblemId,
    pub(in crate::imports) number: String,
    /// None of a body.
    pub(in crate::imports) staff_no: Option<String>,
    /// Of the person or the body.
    pub(in crate::imports) name: String,
    pub(in crate::imports) unit: String,
    pub(in crate::imports) leader: Option<String>,
    pub(in crate::imports) version: i32,
    pub(in crate::imports) closed: bool,
    state: String,
    draft: Option<String>,
    content: Option<String>,
}

impl Told {
    /// Where it stands.
    pub(in crate::imports) fn state(&self) -> State {
        State::from_code(&self.state).unwrap_or(State::Submitted)
    }

    /// Whether it was never submitted.
    pub(in crate::imports) fn is_draft(&self) -> bool {
        self.content.is_none()
    }

    /// What it says: as submitted, else as typed so far.
    pub(in crate::imports) fn says(&self) -> Draft {
        let content = self.content.as_deref().and_then(|text| Content::read(text).ok());
        match content {
            Some(content) => Draft::of(&content),
            None => Draft::read(self.draft.as_deref().unwrap_or_default()),
        }
    }
}

macro_rules! told {
    ($tail:literal, $($arg:expr),*) => {
        sqlx::query_as!(
            Told,
            r#"select p.id as "id: ProblemId", p.number, n.staff_no as "staff_no?", coalesce(n.name, b.name, '') as "name!",
               u.name as unit, l.name as "leader?", p.version, p.closed_at is not null as "closed!", p.state,
               case when p.revision = 0 then p.draft end as draft, r.content as "content?"
               from problems p
               join units u on u.tenant_id = p.tenant_id and u.id = p.unit_id
               left join revisions r on r.tenant_id = p.tenant_id and r.problem_id = p.id and r.revision = p.revision
               left join persons n on n.tenant_id = p.tenant_id and n.id = p.owner_id
               left join units b on b.tenant_id = p.tenant_id and b.id = p.owner_id
               left join persons l on l.tenant_id = p.tenant_id and l.id = p.leader_id
               where p.tenant_id = $1 and p.campaign_id = $2 and p.state <> 'withdrawn' and "# + $tail,
            $($arg),*
        )
    };
}

/// These, in no order.
///
/// # Errors
/// When the database refuses.
pub(super) async fn told(
    tx: &mut Tx,
    campaign: CampaignId,
    ids: &[uuid::Uuid],
) -> Result<Vec<Told>, DbError> {
    let tenant = tx.tenant();
    Ok(told!("p.id = any($3)", tenant.0, campaign.0, ids)
        .fetch_all(&mut **tx)
        .await?)
}

/// Those with these numbers, in no order.
///
/// # Errors
/// When the database refuses.
pub(in crate::imports) async fn numbered(
    tx: &mut Tx,
    campaign: CampaignId,
    numbers: &[String],
) -> Result<Vec<Told>, DbError> {
    let tenant = tx.tenant();
    Ok(told!("p.number = any($3)", tenant.0, campaign.0, numbers)
        .fetch_all(&mut **tx)
        .await?)
}
