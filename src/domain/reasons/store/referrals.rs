//! SQL of clues that were handed over.

use crate::domain::ledger::Act;
use crate::domain::lists::Problem;
use crate::domain::reasons::referrals::{Looking, Referral, Seat};
use crate::kernel::ids::{GroupId, ProblemId, ReferralId};
use crate::platform::db::{DbError, Tx};

pub(in crate::domain::reasons) async fn add(
    tx: &mut Tx,
    act: &Act,
    (id, group): (ReferralId, Option<GroupId>),
    problem: &Problem,
    words: &str,
) -> Result<(), DbError> {
    let tenant = tx.tenant();
    sqlx::query!(
        "insert into referrals (tenant_id, id, campaign_id, problem_id, revision, group_id, words, account_id, person_id, at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        tenant.0,
        id.0,
        problem.campaign.0,
        problem.id.0,
        problem.revision,
        group.map(|group| group.0),
        words,
        act.actor.account.map_or(uuid::Uuid::nil(), |account| account.0),
        act.actor.person.map(|person| person.0),
        act.at
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

fn own(seat: &Seat) -> Vec<uuid::Uuid> {
    seat.own.iter().map(|unit| unit.0).collect()
}

/// What a seat reads, newest first: of the groups whose head it is, or all; never what concerns itself, those it leads, or its own unit. At
/// most `limit` after one of them, or (`only`) one alone.
///
/// # Errors
/// When the database refuses.
pub async fn seen(
    tx: &mut Tx,
    (campaign, seat): Looking<'_>,
    only: Option<ReferralId>,
    (after, limit): (Option<ReferralId>, i64),
) -> Result<Vec<Referral>, DbError> {
    let tenant = tx.tenant();
    let heads: Vec<uuid::Uuid> = seat.heads.iter().map(|group| group.0).collect();
    let stands_in: Vec<uuid::Uuid> = seat.stands_in.iter().map(|leader| leader.0).collect();
    Ok(sqlx::query_as!(
        Referral,
        r#"select r.id as "id: ReferralId", p.id as "problem: ProblemId", p.number, coalesce(n.name, b.name, '') as "owner_name!",
              u.name as unit_name, r.revision, r.words, coalesce(w.name, a.display_name, '') as "by!", g.name as "group_name?", r.at
           from referrals r join problems p on p.tenant_id = $1 and p.id = r.problem_id
           join units u on u.tenant_id = $1 and u.id = p.unit_id
           left join persons n on n.tenant_id = $1 and n.id = p.owner_id
           left join units b on b.tenant_id = $1 and b.id = p.owner_id
           left join persons w on w.tenant_id = $1 and w.id = r.person_id
           left join accounts a on a.tenant_id = $1 and a.id = r.account_id
           left join supervision_groups g on g.tenant_id = $1 and g.id = r.group_id
           where r.tenant_id = $1 and r.campaign_id = $2 and ($3 or r.group_id = any($4))
           and ($5::uuid is null or p.owner_id <> $5 and p.leader_id is distinct from $5) and p.top_unit_id <> all($6)
           and coalesce(p.leader_id <> all($7), true)
           and not exists (select 1 from posts o where o.tenant_id = $1 and o.person_id = p.owner_id and o.leader_id = $5
              and o.to_at = 'infinity')
           and not exists (select 1 from body_duties d where d.tenant_id = $1 and d.body_id = p.owner_id and d.person_id = $5
              and d.to_at = 'infinity')
           and ($8::uuid is null or r.id = $8) and ($9::uuid is null or r.id < $9)
           order by r.id desc limit $10"#,
        tenant.0,
        campaign.0,
        seat.office,
        &heads,
        seat.person.map(|person| person.0),
        &own(seat),
        &stands_in,
        only.map(|id| id.0),
        after.map(|id| id.0),
        limit
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// Whether there is such a referral here at all.
///
/// # Errors
/// When the database refuses.
pub async fn exists(tx: &mut Tx, id: ReferralId) -> Result<bool, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_scalar!(
        r#"select exists (select 1 from referrals where tenant_id = $1 and id = $2) as "is!""#,
        tenant.0,
        id.0
    )
    .fetch_one(&mut **tx)
    .await?)
}
