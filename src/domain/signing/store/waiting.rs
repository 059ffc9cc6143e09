//! What waits for somebody's signature.

use chrono::{DateTime, NaiveDate, Utc};

use crate::domain::lists::Tier;
use crate::domain::signing::{Purpose, SignerRole};
use crate::kernel::ids::{CampaignId, OwnerId, PersonId, ProblemId, UnitId};
use crate::kernel::scope::{Actor, BodyDuty};
use crate::platform::db::{DbError, Tx};

/// One problem that waits for a signature.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// Which.
    pub problem: ProblemId,
    /// Its number.
    pub number: String,
    /// Its sentence.
    pub title: String,
    /// The owner's tier: texts of guarded ones are not shown in passing.
    pub tier: Tier,
    /// Whose.
    pub owner: OwnerId,
    /// The owner's name.
    pub owner_name: String,
    /// The owner's unit.
    pub unit_name: String,
    /// Time limit.
    pub due_on: Option<NaiveDate>,
    /// Since when it waits.
    pub since: DateTime<Utc>,
    /// What the signature is for.
    pub purpose: Purpose,
    /// As what it is to be signed.
    pub role: SignerRole,
    /// Whether anybody is known who co-signs: else its owner can't sign either.
    pub led: bool,
    /// The leader in charge in whose stead.
    pub stead: Option<PersonId>,
}

/// For whom one signs besides oneself.
#[derive(Clone, Debug, Default)]
pub struct Others {
    /// Bodies whose principal one is.
    pub bodies: Vec<UnitId>,
    /// Leaders in charge in whose stead one was told to sign.
    pub leaders: Vec<PersonId>,
    /// Owners of whom one never signs as the leader, in whosever stead.
    pub never: Vec<OwnerId>,
}

impl Others {
    /// Those of whoever acts.
    pub fn of(actor: &Actor) -> Self {
        let signs = actor.stands_in.iter().filter(|one| one.signs);
        Self {
            bodies: actor.bodies_as(BodyDuty::Principal).collect(),
            leaders: signs.map(|one| one.leader).collect(),
            never: actor.never_leads().collect(),
        }
    }
}

/// What waits for `person`: their own first, that of bodies whose principal they are among it, then what they lead, then what
/// they sign in others' stead, in official order of units and people.
///
/// # Errors
/// When the database refuses.
pub async fn of_person(
    tx: &mut Tx,
    campaign: CampaignId,
    person: PersonId,
    others: &Others,
) -> Result<Vec<Waiting>, DbError> {
    let tenant = tx.tenant();
    let own: Vec<uuid::Uuid> = others
        .bodies
        .iter()
        .map(|body| body.0)
        .chain([person.0])
        .collect();
    let leaders: Vec<uuid::Uuid> = others
        .leaders
        .iter()
        .map(|leader| leader.0)
        .chain([person.0])
        .collect();
    let never: Vec<uuid::Uuid> = others.never.iter().map(|owner| owner.0).collect();
    let rows = sqlx::query!(
        r#"select p.id as "id: ProblemId", p.number, p.title, p.tier, p.owner_id as "owner: OwnerId",
           coalesce(n.name, b.name, '') as "owner_name!", u.name as unit_name, p.due_on, p.updated_at,
           p.state = 'claimed' as "complete!", p.owner_id = any($4) as "own!", p.leader_id is not null as "led!",
           case when p.leader_id <> $3 and p.owner_id <> all($4) then p.leader_id end as "stead?: PersonId"
           from problems p join units u on u.tenant_id = p.tenant_id and u.id = p.unit_id
           left join persons n on n.tenant_id = p.tenant_id and n.id = p.owner_id
           left join units b on b.tenant_id = p.tenant_id and b.id = p.owner_id
           where p.tenant_id = $1 and p.campaign_id = $2 and not p.moved_out and (
               (p.owner_id = any($4) and (p.state = 'awaiting_owner' or p.rectification = 'reported'))
               or (p.leader_id = any($5) and p.owner_id <> all($4) and (p.leader_id = $3 or p.owner_id <> all($6))
                   and (p.state = 'awaiting_leader' or p.rectification = 'awaiting_leader')))
           order by (p.owner_id = any($4)) desc, case when p.leader_id <> $3 and p.owner_id <> all($4) then p.leader_id end
              nulls first, u.sort_no, u.name, n.staff_no, p.owner_id, p.state = 'claimed', p.seq
           limit 1000"#,
        tenant.0,
        campaign.0,
        person.0,
        &own,
        &leaders,
        &never
    )
    .fetch_all(&mut **tx)
    .await?;
    let read = rows.into_iter().map(|r| Waiting {
        problem: r.id,
        number: r.number,
        title: r.title,
        tier: Tier::from_code(&r.tier).unwrap_or(Tier::City),
        owner: r.owner,
        owner_name: r.owner_name,
        unit_name: r.unit_name,
        due_on: r.due_on,
        since: r.updated_at,
        purpose: if r.complete {
            Purpose::Complete
        } else {
            Purpose::Claim
        },
        role: if r.own {
            SignerRole::Owner
        } else {
            SignerRole::Leader
        },
        led: r.led,
        stead: r.stead,
    });
    Ok(read.collect())
}

/// Whether anybody or any body of the jurisdiction has this id, and whether one of `leaders` leads anything of theirs that was submitted.
///
/// # Errors
/// When the database refuses.
pub async fn leads(
    tx: &mut Tx,
    campaign: CampaignId,
    owner: OwnerId,
    leaders: &[PersonId],
) -> Result<(bool, bool), DbError> {
    let tenant = tx.tenant();
    let leaders: Vec<uuid::Uuid> = leaders.iter().map(|leader| leader.0).collect();
    let row = sqlx::query!(
        r#"select exists (select 1 from persons where tenant_id = $1 and id = $3)
              or exists (select 1 from units where tenant_id = $1 and id = $3 and kind = 'body') as "known!",
           exists (select 1 from problems where tenant_id = $1 and campaign_id = $2 and owner_id = $3
              and leader_id = any($4) and leader_id <> owner_id and revision > 0) as "led!""#,
        tenant.0,
        campaign.0,
        owner.0,
        &leaders
    )
    .fetch_one(&mut **tx)
    .await?;
    Ok((row.known, row.led))
}

/// Whose sheets `signer` signed as the leader in charge since an instant, for what, and in whose stead; each once.
///
/// # Errors
/// When the database refuses.
pub async fn sheets_since(
    tx: &mut Tx,
    campaign: CampaignId,
    signer: PersonId,
    since: DateTime<Utc>,
) -> Result<Vec<(OwnerId, Purpose, Option<PersonId>)>, DbError> {
    let tenant = tx.tenant();
    let rows = sqlx::query!(
        r#"select distinct p.owner_id as "owner: OwnerId", s.purpose, s.acting_for as "stead: PersonId" from signatures s
           join problems p on p.tenant_id = s.tenant_id and p.id = s.problem_id
           where s.tenant_id = $1 and s.signer_id = $3 and s.signed_at >= $4 and s.role = 'leader' and p.campaign_id = $2"#,
        tenant.0,
        campaign.0,
        signer.0,
        since
    )
    .fetch_all(&mut **tx)
    .await?;
    let known = rows
        .into_iter()
        .map(|r| Some((r.owner, Purpose::from_code(&r.purpose)?, r.stead)));
    Ok(known.flatten().collect())
}
