//! SQL of views as they are shared, pinned and taken down.

use uuid::Uuid;

use crate::domain::ledger::Act;
use crate::kernel::ids::{AccountId, ViewId};
use crate::platform::db::{DbError, Tx};

/// A view that is shared, as whoever looks after them sees it.
#[derive(Clone, Debug)]
pub struct Reach {
    /// Its id.
    pub id: ViewId,
    /// The owner's name.
    pub by: String,
    /// The word of the list.
    pub list: String,
    /// What it is called.
    pub name: String,
    /// Filters and columns as they stand in an address.
    pub query: String,
    /// The unit or group that finds it; none when everybody does.
    pub circle: Option<String>,
}

/// All views that others than this account share, whoever finds them, those changed last first.
///
/// # Errors
/// When the database refuses.
pub async fn all_shared(tx: &mut Tx, account: AccountId, limit: i64) -> Result<Vec<Reach>, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_as!(
        Reach,
        r#"select v.id as "id: ViewId", coalesce(a.display_name, '') as "by!", v.list, v.name, v.query,
            coalesce(u.name, g.name) as circle
           from saved_views v left join accounts a on a.id = v.account_id and a.tenant_id = v.tenant_id
           left join units u on u.tenant_id = v.tenant_id and u.id = v.unit_id
           left join supervision_groups g on g.tenant_id = v.tenant_id and g.id = v.group_id
           where v.tenant_id = $1 and v.shared <> 'nobody' and v.account_id <> $3 order by v.changed_at desc, v.id limit $2"#,
        tenant.0,
        limit,
        account.0
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// Whoever counts what an account keeps waits here until whoever came before has written.
pub(in crate::domain::views) async fn keep(tx: &mut Tx, account: AccountId) -> Result<(), DbError> {
    let key = format!("saved views of {account}");
    sqlx::query!("select pg_advisory_xact_lock(hashtextextended($1, 0))", key)
        .fetch_one(&mut **tx)
        .await?;
    Ok(())
}

/// Nobody but its owner finds it any more.
pub(in crate::domain::views) async fn withdraw(tx: &mut Tx, act: &Act, id: ViewId) -> Result<(), DbError> {
    let tenant = tx.tenant();
    sqlx::query!(
        "update saved_views set shared = 'nobody', unit_id = null, group_id = null, withdrawn_at = $3, changed_at = $3
         where tenant_id = $1 and id = $2",
        tenant.0,
        id.0,
        act.at
    )
    .execute(&mut **tx)
    .await?;
    unpin(tx, id, None).await
}

pub(in crate::domain::views) async fn pin(
    tx: &mut Tx,
    act: &Act,
    id: ViewId,
    account: AccountId,
) -> Result<(), DbError> {
    let tenant = tx.tenant();
    sqlx::query!(
        "insert into view_pins (tenant_id, account_id, view_id, pinned_at) values ($1, $2, $3, $4)
         on conflict on constraint view_pins_pk do nothing",
        tenant.0,
        account.0,
        id.0,
        act.at
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// It is pinned no more: by this account, or (`None`) by anybody.
pub(in crate::domain::views) async fn unpin(
    tx: &mut Tx,
    id: ViewId,
    account: Option<AccountId>,
) -> Result<(), DbError> {
    let tenant = tx.tenant();
    sqlx::query!(
        "delete from view_pins where tenant_id = $1 and view_id = $2 and ($3::uuid is null or account_id = $3)",
        tenant.0,
        id.0,
        account.map(|account| account.0) as Option<Uuid>
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
