//! SQL of what leaders in charge outside the roster are to sign on paper.

use chrono::{DateTime, Utc};

use crate::domain::signing::Purpose;
use crate::kernel::ids::{CampaignId, PersonId, ProblemId};
use crate::platform::db::{DbError, Tx};

/// A problem that waits for a signature on paper.
#[derive(Clone, Debug)]
pub struct OnPaper {
    /// Which.
    pub problem: ProblemId,
    /// Its number.
    pub number: String,
    /// The owner's name.
    pub owner: String,
    /// The owner's unit.
    pub unit: String,
    /// Who is to sign: name, and what they are.
    pub leader: [String; 2],
    /// What the signature is for.
    pub purpose: Purpose,
    /// Since when it waits.
    pub since: DateTime<Utc>,
}

/// All of them but the actor's own, those that wait longest first, as far as `most`.
///
/// # Errors
/// When the database refuses.
pub async fn outside(
    tx: &mut Tx,
    campaign: CampaignId,
    actor: Option<PersonId>,
    most: i64,
) -> Result<Vec<OnPaper>, DbError> {
    let tenant = tx.tenant();
    let rows = sqlx::query!(
        r#"select p.id as "id: ProblemId", p.number, coalesce(n.name, b.name, '') as "owner!", u.name as unit, l.name as leader,
            l.outside_title as "title!", p.state = 'claimed' as "complete!", p.updated_at
           from problems p join persons l on l.tenant_id = $1 and l.id = p.leader_id and l.outside_title is not null
           join units u on u.tenant_id = $1 and u.id = p.unit_id
           left join persons n on n.tenant_id = $1 and n.id = p.owner_id
           left join units b on b.tenant_id = $1 and b.id = p.owner_id
           where p.tenant_id = $1 and p.campaign_id = $2 and not p.moved_out and p.owner_id is distinct from $3
             and (p.state = 'awaiting_leader' or p.rectification = 'awaiting_leader')
           order by p.updated_at, p.seq limit $4"#,
        tenant.0,
        campaign.0,
        actor.map(|person| person.0),
        most
    )
    .fetch_all(&mut **tx)
    .await?;
    let read = rows.into_iter().map(|r| OnPaper {
        problem: r.id,
        number: r.number,
        owner: r.owner,
        unit: r.unit,
        leader: [r.leader, r.title],
        purpose: if r.complete {
            Purpose::Complete
        } else {
            Purpose::Claim
        },
        since: r.updated_at,
    });
    Ok(read.collect())
}
