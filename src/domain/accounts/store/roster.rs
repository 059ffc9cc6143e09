//! SQL between the roster and accounts: who is to get one, who has left.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::kernel::ids::{AccountId, PersonId, UnitId};
use crate::platform::db::{DbError, Tx};

/// Somebody in post who can't sign in yet: without an account, without a password, or with a slip that went void unused.
#[derive(Clone, Debug)]
pub struct Wanting {
    /// Who.
    pub person: PersonId,
    /// 人员编号
    pub staff_no: String,
    /// 姓名
    pub name: String,
    /// Name of the unit of the main post.
    pub unit: String,
    /// Name of the county, department or body above it.
    pub top: String,
    /// The account, where there is one already.
    pub account: Option<AccountId>,
}

/// Of a unit counted by itself: how many of these there are.
#[derive(Clone, Debug)]
pub struct Missing {
    /// Which.
    pub unit: UnitId,
    /// Its name.
    pub name: String,
    /// How many.
    pub people: i64,
}

macro_rules! wanting {
    ($row:ty, $head:literal, $tail:literal, $($arg:expr),*) => {
        sqlx::query_as!(
            $row,
            $head + r#"
            from (select distinct on (person_id) person_id, unit_id, sort_no from posts
                where tenant_id = $1 and to_at = 'infinity' order by person_id, position, from_at, id) m
            join persons n on n.tenant_id = $1 and n.id = m.person_id
            join units u on u.tenant_id = $1 and u.id = m.unit_id
            join units t on t.tenant_id = $1 and t.id = u.top_id
            left join accounts a on a.tenant_id = $1 and a.person_id = m.person_id
            where (a.id is null and not exists (
                    select 1 from accounts o left join persons g on g.tenant_id = $1 and g.id = o.person_id
                    where o.tenant_id = $1 and o.login = lower(n.staff_no) and g.withdrawn_at is null)
                or a.disabled_at is null and (a.password_hash is null and a.id is not null
                    or a.must_change_password and a.one_time_until <= $2))
              and ($3::uuid[] is null or u.id = any($3) or u.top_id = any($3) or u.parent_id = any($3))
              and ($4::uuid is null or t.id = $4)"# + $tail,
            $($arg),*
        )
    };
}

/// Those within units (`None`: everywhere), of one county, department or body if that is given, in official order.
///
/// # Errors
/// When the database refuses.
pub async fn wanting(
    tx: &mut Tx,
    within: Option<&[Uuid]>,
    top: Option<UnitId>,
    limit: i64,
    at: DateTime<Utc>,
) -> Result<Vec<Wanting>, DbError> {
    let tenant = tx.tenant();
    Ok(wanting!(
        Wanting,
        r#"select n.id as "person: PersonId", n.staff_no, n.name, u.name as unit, t.name as top, a.id as "account?: AccountId""#,
        " order by t.sort_no, t.name, u.sort_no, u.name, m.sort_no, n.staff_no limit $5",
        tenant.0,
        at,
        within as Option<&[Uuid]>,
        top.map(|top| top.0) as Option<Uuid>,
        limit
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// How many there are in each county, department and body, in official order.
///
/// # Errors
/// When the database refuses.
pub async fn missing(
    tx: &mut Tx,
    within: Option<&[Uuid]>,
    top: Option<UnitId>,
    at: DateTime<Utc>,
) -> Result<Vec<Missing>, DbError> {
    let tenant = tx.tenant();
    Ok(wanting!(
        Missing,
        r#"select t.id as "unit: UnitId", t.name, count(*) as "people!""#,
        " group by t.id, t.name, t.sort_no order by t.sort_no, t.name",
        tenant.0,
        at,
        within as Option<&[Uuid]>,
        top.map(|top| top.0) as Option<Uuid>
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// Accounts in use of people who are not among `stated`, when these hold nine tenths or more of those who were in post before; and of
/// people who are in no post at all. Never that of whoever acts: `but`. Each with its name.
pub(in crate::domain::accounts) async fn left_out(
    tx: &mut Tx,
    (stated, before): (&[Uuid], &[Uuid]),
    but: Option<AccountId>,
) -> Result<Vec<(AccountId, String)>, DbError> {
    let tenant = tx.tenant();
    let rows = sqlx::query!(
        r#"with posted as (select distinct person_id from posts where tenant_id = $1 and to_at = 'infinity')
           select a.id as "id: AccountId", a.display_name as name from accounts a
           where a.tenant_id = $1 and a.person_id is not null and a.disabled_at is null and a.id is distinct from $4
             and (a.person_id not in (select person_id from posted)
                or cardinality($3::uuid[]) > 0 and a.person_id <> all($2)
                    and (select count(*) from unnest($3::uuid[]) b (id) where b.id = any($2)) * 10
                    >= cardinality($3::uuid[]) * 9)
           order by a.login"#,
        tenant.0,
        stated,
        before,
        but.map(|account| account.0) as Option<Uuid>
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}

/// Accounts that were disabled because their person had left, of people who are stated again.
pub(in crate::domain::accounts) async fn returned(
    tx: &mut Tx,
    stated: &[Uuid],
) -> Result<Vec<AccountId>, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_scalar!(
        r#"select id as "id: AccountId" from accounts
           where tenant_id = $1 and person_id = any($2) and disabled_why = 'left' order by login"#,
        tenant.0,
        stated
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// Nobody signs in with it any more: false when it was so already.
pub(in crate::domain::accounts) async fn disable(
    tx: &mut Tx,
    account: AccountId,
    why: &str,
    at: DateTime<Utc>,
) -> Result<bool, DbError> {
    let tenant = tx.tenant();
    let done = sqlx::query!(
        "update accounts set disabled_at = $3, disabled_why = $4
         where tenant_id = $1 and id = $2 and disabled_at is null",
        tenant.0,
        account.0,
        at,
        why
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Frees a login whose person came in with an import that was taken back: that account gets another one and is disabled.
pub(in crate::domain::accounts) async fn release(
    tx: &mut Tx,
    login: &str,
    at: DateTime<Utc>,
) -> Result<Option<(AccountId, String)>, DbError> {
    let tenant = tx.tenant();
    let row = sqlx::query!(
        r#"update accounts a set login = left(a.login, 40) || '.' || right(a.id::text, 12),
            disabled_at = coalesce(a.disabled_at, $3), disabled_why = coalesce(a.disabled_why, 'left')
           from persons n
           where a.tenant_id = $1 and a.login = $2 and n.tenant_id = $1 and n.id = a.person_id and n.withdrawn_at is not null
           returning a.id as "id: AccountId", a.login"#,
        tenant.0,
        login,
        at
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(row.map(|row| (row.id, row.login)))
}

/// The other way round.
pub(in crate::domain::accounts) async fn enable(tx: &mut Tx, account: AccountId) -> Result<bool, DbError> {
    let tenant = tx.tenant();
    let done = sqlx::query!(
        "update accounts set disabled_at = null, disabled_why = null
         where tenant_id = $1 and id = $2 and disabled_at is not null",
        tenant.0,
        account.0
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}
