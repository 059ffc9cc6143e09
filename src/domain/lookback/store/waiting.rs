//! SQL of what waits to be looked at.

use crate::domain::lists::Tier;
use crate::domain::rectification::Seat;
use crate::kernel::ids::{CampaignId, LookBackId};
use crate::platform::db::{DbError, Tx};

/// An entry that waits to be looked at.
#[derive(Clone, Debug)]
pub struct ToLook {
    /// Of which draw.
    pub draw: LookBackId,
    /// The draw's number.
    pub no: i32,
    /// Its place there.
    pub place: i32,
    /// The problem's number.
    pub number: String,
    /// The owner's tier.
    pub tier: Tier,
    /// The owner's name.
    pub owner_name: String,
    /// The owner's unit.
    pub unit_name: String,
}

/// What waits to be looked at by the office as which somebody sits there, in its own draws, oldest first.
///
/// # Errors
/// When the database refuses.
pub async fn to_look(
    tx: &mut Tx,
    campaign: CampaignId,
    seat: &Seat,
    limit: i64,
) -> Result<Vec<ToLook>, DbError> {
    let (tenant, seat) = (tx.tenant(), seat.bound());
    let rows = sqlx::query!(
        r#"select d.id as "draw: LookBackId", d.draw_no, e.place, p.number, p.tier, coalesce(n.name, b.name, '') as "owner_name!",
           u.name as unit_name
           from look_back_entries e join look_backs d on d.tenant_id = e.tenant_id and d.id = e.look_back_id
           join problems p on p.tenant_id = e.tenant_id and p.id = e.problem_id
           join units u on u.tenant_id = p.tenant_id and u.id = p.unit_id
           left join persons n on n.tenant_id = p.tenant_id and n.id = p.owner_id
           left join units b on b.tenant_id = p.tenant_id and b.id = p.owner_id
           where e.tenant_id = $1 and e.campaign_id = $2 and not e.looked and p.cycle = e.cycle and p.rectification = 'closed'
             and ($3 and d.county_id is null or d.county_id = any($4)) and p.owner_id <> all($5)
             and coalesce(p.leader_id <> $6, true) and coalesce(p.leader_id <> all($7), true)
           order by d.draw_no, e.place limit $8"#,
        tenant.0,
        campaign.0,
        seat.office,
        &seat.counties,
        &seat.own,
        seat.person,
        &seat.stands_in,
        limit
    )
    .fetch_all(&mut **tx)
    .await?;
    let read = rows.into_iter().map(|r| ToLook {
        draw: r.draw,
        no: r.draw_no,
        place: r.place,
        number: r.number,
        // The column's check knows exactly these words.
        tier: Tier::from_code(&r.tier).unwrap_or(Tier::City),
        owner_name: r.owner_name,
        unit_name: r.unit_name,
    });
    Ok(read.collect())
}
