//! SQL of how the people of units stand with their lists: numbers, no texts.

use chrono::NaiveDate;
use uuid::Uuid;

use crate::kernel::ids::{CampaignId, PersonId};
use crate::platform::db::{DbError, Tx};

/// One person of a unit and what waits for them.
#[derive(Clone, Debug)]
pub struct Standing {
    /// Who.
    pub person: PersonId,
    /// 人员编号
    pub staff_no: String,
    /// 姓名
    pub name: String,
    /// Unit of the main post.
    pub unit: String,
    /// 职务
    pub title: String,
    /// Whether at least one problem was ever submitted.
    pub filed: bool,
    /// 退回待改: sent back by a review or a check.
    pub returned: i64,
    /// Waits for their own signature.
    pub to_sign: i64,
    /// Past its date and not confirmed as done.
    pub overdue: i64,
}

/// Everybody whose main post is in one of these units or below it, in official order.
///
/// # Errors
/// When the database refuses.
pub async fn standing(
    tx: &mut Tx,
    campaign: CampaignId,
    units: &[Uuid],
    today: NaiveDate,
) -> Result<Vec<Standing>, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_as!(
        Standing,
        r#"select n.id as "person: PersonId", n.staff_no, n.name, u.name as unit, m.title, p.filed as "filed!",
            p.returned as "returned!", p.to_sign as "to_sign!", p.overdue as "overdue!"
           from (select distinct on (person_id) person_id, unit_id, title, sort_no from posts
                where tenant_id = $1 and to_at = 'infinity' order by person_id, position, from_at, id) m
           join units u on u.tenant_id = $1 and u.id = m.unit_id
           join units t on t.tenant_id = $1 and t.id = u.top_id
           join persons n on n.tenant_id = $1 and n.id = m.person_id
           cross join lateral (select coalesce(bool_or(revision > 0), false) as filed,
                count(*) filter (where state in ('returned', 'redo') or rectification = 'sent_back') as returned,
                count(*) filter (where state = 'awaiting_owner' or rectification = 'reported') as to_sign,
                count(*) filter (where state in ('awaiting_owner', 'awaiting_leader', 'claimed')
                    and cosigned_at is null and due_on < $4 and coalesce(deferred_until < $4, true)) as overdue
                from problems where tenant_id = $1 and campaign_id = $2 and owner_id = m.person_id
                    and not moved_out) p
           where u.id = any($3) or u.top_id = any($3) or u.parent_id = any($3)
           order by t.sort_no, t.name, u.sort_no, u.name, m.sort_no, n.staff_no"#,
        tenant.0,
        campaign.0,
        units,
        today
    )
    .fetch_all(&mut **tx)
    .await?)
}
