//! SQL of the list of accounts that an administrator sees.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::domain::accounts::lockout;
use crate::kernel::ids::{AccountId, PersonId};
use crate::kernel::scope::Role;
use crate::platform::db::{DbError, Tx};

/// An account and how it stands.
#[derive(Clone, Debug)]
pub struct Line {
    /// Its id.
    pub id: AccountId,
    /// The name typed at sign-in.
    pub login: String,
    /// Name to show.
    pub name: String,
    /// The cadre behind it.
    pub person: Option<PersonId>,
    /// Unit of the main post.
    pub unit: Option<String>,
    /// 职务
    pub title: Option<String>,
    /// Words of the roles held, comma separated.
    pub roles: String,
    /// Why nobody signs in with it any more.
    pub disabled_why: Option<String>,
    /// Whether it ever got a password.
    pub has_password: bool,
    /// Whether that is still the one of the slip.
    pub must_change: bool,
    /// When the slip goes void.
    pub one_time_until: Option<DateTime<Utc>>,
    /// Whether there is a second factor of codes, or a passkey.
    pub factor: bool,
}

impl Line {
    /// Roles held.
    pub fn roles(&self) -> Vec<Role> {
        self.roles.split(',').filter_map(Role::from_code).collect()
    }
}

/// What is looked for; what is empty asks for nothing.
#[derive(Clone, Debug, Default)]
pub struct Search {
    /// Part of a login or a name.
    pub text: String,
    /// `fresh`, `void`, `none`, `disabled`, or a role's word.
    pub state: String,
}

/// Accounts within units (`None`: all), by login, after one on.
///
/// # Errors
/// When the database refuses.
pub async fn search(
    tx: &mut Tx,
    within: Option<&[Uuid]>,
    search: &Search,
    (after, limit): (&str, i64),
    at: DateTime<Utc>,
) -> Result<Vec<Line>, DbError> {
    lines(tx, within, search, (after, limit), (None, at)).await
}

/// One account, if it is within units.
///
/// # Errors
/// When the database refuses.
pub async fn find(
    tx: &mut Tx,
    within: Option<&[Uuid]>,
    account: AccountId,
    at: DateTime<Utc>,
) -> Result<Option<Line>, DbError> {
    let one = (Some(account.0), at);
    let found = lines(tx, within, &Search::default(), ("", 1), one).await?;
    Ok(found.into_iter().next())
}

/// The account of a person, if they have one.
///
/// # Errors
/// When the database refuses.
pub async fn of_person(tx: &mut Tx, person: PersonId, at: DateTime<Utc>) -> Result<Option<Line>, DbError> {
    let tenant = tx.tenant();
    let account = sqlx::query_scalar!(
        r#"select id as "id: AccountId" from accounts where tenant_id = $1 and person_id = $2 order by created_at limit 1"#,
        tenant.0,
        person.0
    )
    .fetch_optional(&mut **tx)
    .await?;
    match account {
        Some(account) => find(tx, None, account, at).await,
        None => Ok(None),
    }
}

async fn lines(
    tx: &mut Tx,
    within: Option<&[Uuid]>,
    search: &Search,
    (after, limit): (&str, i64),
    (one, at): (Option<Uuid>, DateTime<Utc>),
) -> Result<Vec<Line>, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_as!(
        Line,
        r#"select a.id as "id: AccountId", a.login, a.display_name as name, a.person_id as "person: PersonId",
            u.name as "unit?", p.title as "title?", r.roles as "roles!",
            case when a.disabled_at is not null then coalesce(a.disabled_why, 'administrator') end as disabled_why,
            a.password_hash is not null as "has_password!", a.must_change_password as must_change, a.one_time_until,
            exists (select 1 from second_factors f where f.account_id = a.id and f.confirmed_at is not null)
                or exists (select 1 from passkeys k where k.account_id = a.id) as "factor!"
           from accounts a
           left join lateral (select unit_id, title from posts where tenant_id = $1 and person_id = a.person_id
                and to_at = 'infinity' order by position, from_at, id limit 1) p on true
           left join units u on u.tenant_id = $1 and u.id = p.unit_id
           cross join lateral (select coalesce(string_agg(distinct role, ',' order by role), '') as roles from grants
                where tenant_id = $1 and account_id = a.id and to_at = 'infinity') r
           where a.tenant_id = $1
             and ($2::uuid[] is null or u.id = any($2) or u.top_id = any($2) or u.parent_id = any($2))
             and ($3 = '' or position(lower($3) in a.login) > 0 or position($3 in a.display_name) > 0)
             and case $4::text when '' then true when 'disabled' then a.disabled_at is not null
                when 'none' then a.password_hash is null and a.disabled_at is null
                when 'fresh' then a.must_change_password and a.one_time_until > $7 and a.disabled_at is null
                when 'void' then a.must_change_password and a.one_time_until <= $7 and a.disabled_at is null
                else $4 = any(string_to_array(r.roles, ',')) end
             and a.login > $5 and ($8::uuid is null or a.id = $8)
           order by a.login limit $6"#,
        tenant.0,
        within as Option<&[Uuid]>,
        search.text,
        search.state,
        after,
        limit,
        at,
        one as Option<Uuid>
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// An account whose name is locked after too many failures.
#[derive(Clone, Debug)]
pub struct Locked {
    /// Which.
    pub id: AccountId,
    /// Its name.
    pub login: String,
    /// Name to show.
    pub name: String,
    /// Until when, without anybody's doing.
    pub until: DateTime<Utc>,
}

/// All of them.
///
/// # Errors
/// When the database refuses.
pub async fn locked(tx: &mut Tx, slug: &str, at: DateTime<Utc>) -> Result<Vec<Locked>, DbError> {
    let tenant = tx.tenant();
    let locks = sqlx::query!(
        r#"select key, locked_until as "until!" from sign_in_attempts where locked_until > $1"#,
        at
    )
    .fetch_all(&mut **tx)
    .await?;
    if locks.is_empty() {
        return Ok(Vec::new());
    }
    let until = |key: &[u8]| locks.iter().find(|lock| lock.key == key).map(|lock| lock.until);
    let accounts = sqlx::query_as!(
        Named,
        r#"select id as "id: AccountId", login, display_name as name from accounts where tenant_id = $1 order by login"#,
        tenant.0
    )
    .fetch_all(&mut **tx)
    .await?;
    let locked = |row: Named| {
        let keys = lockout::keys(slug, &row.login, row.id);
        Some(Locked {
            until: keys.iter().filter_map(|key| until(key)).max()?,
            id: row.id,
            login: row.login,
            name: row.name,
        })
    };
    Ok(accounts.into_iter().filter_map(locked).collect())
}

struct Named {
    id: AccountId,
    login: String,
    name: String,
}
