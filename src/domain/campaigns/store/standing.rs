//! Who somebody is at this moment: asked at the beginning of every request, so in one query.

use chrono::NaiveDate;

use crate::domain::calendar::Calendar;
use crate::domain::campaigns::Campaign;
use crate::kernel::ids::{AccountId, CampaignId, GroupId, PersonId, UnitId};
use crate::kernel::scope::{Grant, Role};
use crate::platform::db::{DbError, Tx};

/// Roles, groups and the campaign.
#[derive(Clone, Debug)]
pub struct Standing {
    /// Roles that the account holds.
    pub grants: Vec<Grant>,
    /// Groups that the person is in, and whether as its head.
    pub groups: Vec<(GroupId, bool)>,
    /// The campaign that runs on the day, else the newest one.
    pub campaign: Option<Campaign>,
    /// Which days are worked, from the beginning of the campaign on.
    pub calendar: Calendar,
}

/// Asks it of an account and the person behind it.
///
/// # Errors
/// When the database refuses.
pub async fn standing(
    tx: &mut Tx,
    account: AccountId,
    person: Option<PersonId>,
    today: NaiveDate,
) -> Result<Standing, DbError> {
    let tenant = tx.tenant();
    let row = sqlx::query!(
        r#"select array(select g.role from grants g where g.tenant_id = $1 and g.account_id = $2 and g.to_at = 'infinity'
                order by g.role, g.id) as "roles!",
            array(select g.unit_id from grants g where g.tenant_id = $1 and g.account_id = $2 and g.to_at = 'infinity'
                order by g.role, g.id) as "units!: Vec<Option<uuid::Uuid>>",
            array(select m.group_id from group_members m where m.tenant_id = $1 and m.person_id = $3 and m.to_at = 'infinity'
                order by m.group_id, m.head) as "groups!",
            array(select m.head from group_members m where m.tenant_id = $1 and m.person_id = $3 and m.to_at = 'infinity'
                order by m.group_id, m.head) as "heads!",
            array(select d.day from calendar_days d where d.tenant_id = $1 and d.to_at = 'infinity' and d.day >= c.starts_on
                order by d.day) as "days!",
            array(select d.worked from calendar_days d where d.tenant_id = $1 and d.to_at = 'infinity' and d.day >= c.starts_on
                order by d.day) as "worked!",
            c.id as "id?: CampaignId", c.name as "name?", c.starts_on as "starts_on?",
            c.filing_ends_on as "filing_ends_on?", c.ends_on as "ends_on?"
           from (select) one left join lateral (
                select id, name, starts_on, filing_ends_on, ends_on from campaigns where tenant_id = $1
                order by ($4 between starts_on and ends_on) desc, starts_on desc, id limit 1) c on true"#,
        tenant.0,
        account.0,
        person.map(|person| person.0),
        today
    )
    .fetch_one(&mut **tx)
    .await?;
    let grants = row.roles.iter().zip(row.units).filter_map(|(role, unit)| {
        let unit = unit.map(UnitId);
        Role::from_code(role).map(|role| Grant { role, unit })
    });
    let groups = row.groups.into_iter().map(GroupId).zip(row.heads);
    let dates = (row.starts_on, row.filing_ends_on, row.ends_on);
    let campaign = match (row.id, row.name, dates) {
        (Some(id), Some(name), (Some(starts_on), Some(filing_ends_on), Some(ends_on))) => Some(Campaign {
            id,
            name,
            starts_on,
            filing_ends_on,
            ends_on,
        }),
        _ => None,
    };
    Ok(Standing {
        grants: grants.collect(),
        groups: groups.collect(),
        campaign,
        calendar: Calendar::weekends().with(row.days.into_iter().zip(row.worked)),
    })
}
