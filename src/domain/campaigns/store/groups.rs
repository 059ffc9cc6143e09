//! Supervision groups and the units they watch.

use chrono::{DateTime, Utc};

use crate::kernel::ids::{CampaignId, GroupId, PersonId, UnitId};
use crate::platform::db::{DbError, Tx};

/// Groups that a person belongs to now, and whether as head.
///
/// # Errors
/// When the database refuses.
pub async fn of_person(tx: &mut Tx, person: PersonId) -> Result<Vec<(GroupId, bool)>, DbError> {
    let tenant = tx.tenant();
    let rows = sqlx::query!(
        r#"select group_id as "group_id: GroupId", head from group_members
           where tenant_id = $1 and person_id = $2 and to_at = 'infinity'"#,
        tenant.0,
        person.0
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().map(|row| (row.group_id, row.head)).collect())
}

/// The group that watches a top unit now: the one assigned, else the one for all units.
///
/// # Errors
/// When the database refuses.
pub async fn of_unit(
    tx: &mut Tx,
    campaign: CampaignId,
    top_unit: UnitId,
) -> Result<Option<GroupId>, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_scalar!(
        r#"select g.id as "id: GroupId" from supervision_groups g
           left join group_units u on u.tenant_id = g.tenant_id and u.group_id = g.id
                and u.unit_id = $3 and u.to_at = 'infinity'
           where g.tenant_id = $1 and g.campaign_id = $2 and (u.unit_id is not null or g.all_units)
           order by (u.unit_id is not null) desc, g.sort_no limit 1"#,
        tenant.0,
        campaign.0,
        top_unit.0
    )
    .fetch_optional(&mut **tx)
    .await?)
}

/// Counties, departments and bodies that any of these groups watches now, in official order: the rule of [`of_unit`]
/// for all units at once.
///
/// # Errors
/// When the database refuses.
pub async fn watched(tx: &mut Tx, campaign: CampaignId, groups: &[GroupId]) -> Result<Vec<UnitId>, DbError> {
    let tenant = tx.tenant();
    let groups: Vec<uuid::Uuid> = groups.iter().map(|group| group.0).collect();
    Ok(sqlx::query_scalar!(
        r#"select u.id as "id: UnitId" from units u
           left join (select w.unit_id, g.id from group_units w
                join supervision_groups g on g.tenant_id = w.tenant_id and g.id = w.group_id
                where w.tenant_id = $1 and w.to_at = 'infinity' and g.campaign_id = $2) a on a.unit_id = u.id
           where u.tenant_id = $1 and u.top_id = u.id and u.withdrawn_at is null and coalesce(a.id, (select id from supervision_groups
                where tenant_id = $1 and campaign_id = $2 and all_units order by sort_no limit 1)) = any($3)
           order by u.sort_no, u.name"#,
        tenant.0,
        campaign.0,
        &groups
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// Counties, departments and bodies with the name of the group that watches each now, by the same rule; those that
/// nobody watches are left out.
///
/// # Errors
/// When the database refuses.
pub async fn names_by_unit(tx: &mut Tx, campaign: CampaignId) -> Result<Vec<(UnitId, String)>, DbError> {
    let tenant = tx.tenant();
    let rows = sqlx::query!(
        r#"select u.id as "unit: UnitId", g.name from units u
           left join (select w.unit_id, a.id from group_units w
                join supervision_groups a on a.tenant_id = w.tenant_id and a.id = w.group_id
                where w.tenant_id = $1 and w.to_at = 'infinity' and a.campaign_id = $2) s on s.unit_id = u.id
           join supervision_groups g on g.tenant_id = $1 and g.id = coalesce(s.id, (
                select id from supervision_groups where tenant_id = $1 and campaign_id = $2 and all_units
                order by sort_no limit 1))
           where u.tenant_id = $1 and u.top_id = u.id and u.withdrawn_at is null
              and u.kind in ('body', 'county', 'department')"#,
        tenant.0,
        campaign.0
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().map(|row| (row.unit, row.name)).collect())
}

/// Adds a group.
///
/// # Errors
/// When the database refuses, as for a name taken.
pub async fn add(
    tx: &mut Tx,
    campaign: CampaignId,
    name: &str,
    all_units: bool,
    sort_no: i32,
) -> Result<GroupId, DbError> {
    let (tenant, id) = (tx.tenant(), GroupId::fresh());
    sqlx::query!(
        "insert into supervision_groups (tenant_id, id, campaign_id, name, all_units, sort_no)
         values ($1, $2, $3, $4, $5, $6)",
        tenant.0,
        id.0,
        campaign.0,
        name,
        all_units,
        sort_no
    )
    .execute(&mut **tx)
    .await?;
    Ok(id)
}

/// Makes a person a member; being one already changes nothing.
///
/// # Errors
/// When the database refuses.
pub async fn join(
    tx: &mut Tx,
    group: GroupId,
    person: PersonId,
    head: bool,
    at: DateTime<Utc>,
) -> Result<(), DbError> {
    let tenant = tx.tenant();
    sqlx::query!(
        "insert into group_members (tenant_id, group_id, person_id, head, from_at)
         select $1, $2, $3, $4, $5 where not exists (select 1 from group_members
            where tenant_id = $1 and group_id = $2 and person_id = $3 and to_at = 'infinity')",
        tenant.0,
        group.0,
        person.0,
        head,
        at
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Assigns a top unit to a group, ending what was assigned before.
///
/// # Errors
/// When the database refuses.
pub async fn watch(tx: &mut Tx, group: GroupId, unit: UnitId, at: DateTime<Utc>) -> Result<(), DbError> {
    let tenant = tx.tenant();
    sqlx::query!(
        "update group_units set to_at = $3 where tenant_id = $1 and unit_id = $2 and to_at = 'infinity'",
        tenant.0,
        unit.0,
        at
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "insert into group_units (tenant_id, unit_id, group_id, from_at) values ($1, $2, $3, $4)",
        tenant.0,
        unit.0,
        group.0,
        at
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// The group for all units, which a new campaign has.
///
/// # Errors
/// When the database refuses.
pub async fn default_group(tx: &mut Tx, campaign: CampaignId) -> Result<Option<GroupId>, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_scalar!(
        r#"select id as "id: GroupId" from supervision_groups
           where tenant_id = $1 and campaign_id = $2 and all_units order by sort_no limit 1"#,
        tenant.0,
        campaign.0
    )
    .fetch_optional(&mut **tx)
    .await?)
}

/// The name of the group that watches a top unit now.
///
/// # Errors
/// When the database refuses.
pub async fn name_of_unit(
    tx: &mut Tx,
    campaign: CampaignId,
    top_unit: UnitId,
) -> Result<Option<String>, DbError> {
    let tenant = tx.tenant();
    match of_unit(tx, campaign, top_unit).await? {
        None => Ok(None),
        Some(group) => Ok(sqlx::query_scalar!(
            "select name from supervision_groups where tenant_id = $1 and id = $2",
            tenant.0,
            group.0
        )
        .fetch_optional(&mut **tx)
        .await?),
    }
}
