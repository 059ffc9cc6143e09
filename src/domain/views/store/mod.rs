//! SQL of saved views.

mod sharing;

pub use sharing::{Reach, all_shared};
pub(super) use sharing::{keep, pin, unpin, withdraw};

use uuid::Uuid;

use super::{Shared, View, ViewError};
use crate::domain::ledger::Act;
use crate::kernel::fields::FieldProblems;
use crate::kernel::ids::{AccountId, GroupId, UnitId, ViewId};
use crate::kernel::messages::msg;
use crate::kernel::scope::Actor;
use crate::platform::db::{DbError, Tx, constraint};

struct Row {
    id: ViewId,
    account: AccountId,
    by: String,
    list: String,
    name: String,
    query: String,
    shared: String,
    unit_id: Option<UnitId>,
    group_id: Option<GroupId>,
    opens_list: bool,
    pinned: bool,
    withdrawn: bool,
}

impl From<Row> for View {
    fn from(row: Row) -> Self {
        let shared = match (row.shared.as_str(), row.unit_id, row.group_id) {
            ("unit", Some(unit), _) => Shared::Unit(unit),
            ("group", _, Some(group)) => Shared::Group(group),
            ("everybody", ..) => Shared::Everybody,
            _ => Shared::Nobody,
        };
        Self {
            id: row.id,
            account: row.account,
            by: row.by,
            list: row.list,
            name: row.name,
            query: row.query,
            shared,
            opens_list: row.opens_list,
            pinned: row.pinned,
            withdrawn: row.withdrawn,
        }
    }
}

/// Views that somebody finds, one's own first and then those that they pinned, of one list or (`None`) of all: whether they may open a list is not asked here. At most 200.
///
/// # Errors
/// When the database refuses.
pub async fn found(
    tx: &mut Tx,
    actor: &Actor,
    account: AccountId,
    list: Option<&str>,
) -> Result<Vec<View>, DbError> {
    let tenant = tx.tenant();
    let (groups, units) = stands_in(actor);
    let rows = sqlx::query_as!(
        Row,
        r#"select v.id as "id: ViewId", v.account_id as "account: AccountId", coalesce(a.display_name, '') as "by!", v.list, v.name,
            v.query, v.shared, v.unit_id as "unit_id: UnitId", v.group_id as "group_id: GroupId", v.opens_list,
            v.withdrawn_at is not null as "withdrawn!",
            exists (select from view_pins k where k.tenant_id = $1 and k.account_id = $2 and k.view_id = v.id) as "pinned!"
           from saved_views v left join accounts a on a.id = v.account_id and a.tenant_id = v.tenant_id
           where v.tenant_id = $1 and ($3::text is null or v.list = $3) and (v.account_id = $2 or v.shared = 'everybody'
              or v.shared = 'group' and v.group_id = any($4)
              or v.shared = 'unit' and v.unit_id in (
                 select x.id from units u, lateral (values (u.id), (u.top_id), (case when u.top_id <> u.id then u.parent_id end)) x (id)
                 where u.tenant_id = $1 and (u.id = any($5) or u.id in (
                    select p.unit_id from posts p where p.tenant_id = $1 and p.person_id = $6 and p.to_at = 'infinity'))))
           order by v.account_id <> $2, 12 desc, v.list, v.name, v.id limit 200"#,
        tenant.0,
        account.0,
        list as Option<&str>,
        &groups,
        &units,
        actor.person.map(|person| person.0) as Option<Uuid>
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().map(View::from).collect())
}

/// A view, whosever.
///
/// # Errors
/// When the database refuses.
pub async fn find(tx: &mut Tx, id: ViewId) -> Result<Option<View>, DbError> {
    let tenant = tx.tenant();
    let row = sqlx::query_as!(
        Row,
        r#"select v.id as "id: ViewId", v.account_id as "account: AccountId", coalesce(a.display_name, '') as "by!", v.list, v.name,
            v.query, v.shared, v.unit_id as "unit_id: UnitId", v.group_id as "group_id: GroupId", v.opens_list,
            v.withdrawn_at is not null as "withdrawn!", false as "pinned!"
           from saved_views v left join accounts a on a.id = v.account_id and a.tenant_id = v.tenant_id
           where v.tenant_id = $1 and v.id = $2"#,
        tenant.0,
        id.0
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(row.map(View::from))
}

/// With whom somebody may share, by name: units in which they hold a post or a role, their supervision groups.
///
/// # Errors
/// When the database refuses.
pub async fn circles(tx: &mut Tx, actor: &Actor) -> Result<Vec<(Shared, String)>, DbError> {
    let tenant = tx.tenant();
    let (groups, units) = stands_in(actor);
    let rows = sqlx::query!(
        r#"select t.id as "id!", t.name as "name!", true as "unit!", t.sort_no as "sort_no!" from units t
           where t.tenant_id = $1 and (t.id = any($2) or t.id in (
              select u.top_id from posts p join units u on u.tenant_id = $1 and u.id = p.unit_id
              where p.tenant_id = $1 and p.person_id = $3 and p.to_at = 'infinity'))
           union all
           select g.id, g.name, false, g.sort_no from supervision_groups g where g.tenant_id = $1 and g.id = any($4)
           order by 3 desc, 4, 2 limit 50"#,
        tenant.0,
        &units,
        actor.person.map(|person| person.0) as Option<Uuid>,
        &groups
    )
    .fetch_all(&mut **tx)
    .await?;
    let circle = |unit, id| {
        if unit {
            Shared::Unit(UnitId(id))
        } else {
            Shared::Group(GroupId(id))
        }
    };
    Ok(rows
        .into_iter()
        .map(|row| (circle(row.unit, row.id), row.name))
        .collect())
}

/// How many an account keeps.
pub(super) async fn count(tx: &mut Tx, account: AccountId) -> Result<i64, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_scalar!(
        r#"select count(*) as "n!" from saved_views where tenant_id = $1 and account_id = $2"#,
        tenant.0,
        account.0
    )
    .fetch_one(&mut **tx)
    .await?)
}

pub(super) async fn insert(
    tx: &mut Tx,
    act: &Act,
    id: ViewId,
    account: AccountId,
    (list, query, name): (&str, &str, &str),
) -> Result<(), ViewError> {
    let tenant = tx.tenant();
    sqlx::query!(
        "insert into saved_views (tenant_id, id, account_id, list, name, query, created_at, changed_at)
         values ($1, $2, $3, $4, $5, $6, $7, $7)",
        tenant.0,
        id.0,
        account.0,
        list,
        name,
        query,
        act.at
    )
    .execute(&mut **tx)
    .await
    .map_err(refused)?;
    Ok(())
}

pub(super) async fn update(
    tx: &mut Tx,
    act: &Act,
    id: ViewId,
    name: &str,
    shared: Shared,
    opens_list: bool,
) -> Result<(), ViewError> {
    let tenant = tx.tenant();
    let (unit, group) = match shared {
        Shared::Unit(unit) => (Some(unit.0), None),
        Shared::Group(group) => (None, Some(group.0)),
        Shared::Nobody | Shared::Everybody => (None, None),
    };
    sqlx::query!(
        "update saved_views set name = $3, shared = $4, unit_id = $5, group_id = $6, opens_list = $7, changed_at = $8
         where tenant_id = $1 and id = $2",
        tenant.0,
        id.0,
        name,
        shared.code(),
        unit,
        group,
        opens_list,
        act.at
    )
    .execute(&mut **tx)
    .await
    .map_err(refused)?;
    Ok(())
}

/// No other view of its owner opens the list any more.
pub(super) async fn close_others(tx: &mut Tx, act: &Act, view: &View) -> Result<(), DbError> {
    let tenant = tx.tenant();
    sqlx::query!(
        "update saved_views set opens_list = false, changed_at = $5
         where tenant_id = $1 and account_id = $2 and list = $3 and id <> $4 and opens_list",
        tenant.0,
        view.account.0,
        view.list,
        view.id.0,
        act.at
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

pub(super) async fn delete(tx: &mut Tx, id: ViewId) -> Result<(), DbError> {
    let tenant = tx.tenant();
    unpin(tx, id, None).await?;
    sqlx::query!(
        "delete from saved_views where tenant_id = $1 and id = $2",
        tenant.0,
        id.0
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

fn refused(error: sqlx::Error) -> ViewError {
    match constraint(&error) {
        Some("saved_views_name_unique") => {
            ViewError::Invalid(FieldProblems::at("name", msg("这个列表已经有同名的视图")))
        }
        Some("saved_views_withdrawn_is_private") => {
            ViewError::Invalid(FieldProblems::at("shared", super::withdrawn()))
        }
        _ => ViewError::Db(error.into()),
    }
}

/// The groups that somebody is in, and the units in which they have a role.
fn stands_in(actor: &Actor) -> (Vec<Uuid>, Vec<Uuid>) {
    let groups = actor.groups.iter().map(|(group, _)| group.0);
    let units = actor.grants.iter().filter_map(|grant| Some(grant.unit?.0));
    (groups.collect(), units.collect())
}
