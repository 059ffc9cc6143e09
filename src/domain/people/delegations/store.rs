//! SQL of who stands in for whom.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::{Delegation, NewDelegation};
use crate::kernel::ids::{AccountId, DelegationId, PersonId};
use crate::platform::db::{DbError, Tx};

/// Every select of an order asks the same of it.
macro_rules! select_delegation {
    ($tail:literal, $($arg:expr),*) => {
        sqlx::query_as!(
            Delegation,
            r#"select d.id as "id: DelegationId", d.leader_id as "leader: PersonId", l.name as leader_name,
               d.delegate_id as "delegate: PersonId", n.name as delegate_name, d.from_on, d.until_on, d.signs, d.reason,
               a.display_name as "who?", d.ended_at, d.ended_why
               from delegations d join persons l on l.tenant_id = $1 and l.id = d.leader_id
               join persons n on n.tenant_id = $1 and n.id = d.delegate_id
               left join accounts a on a.id = d.account_id and a.tenant_id = $1
               where d.tenant_id = $1 and "# + $tail,
            $($arg),*
        )
    };
}

/// One order.
///
/// # Errors
/// When the database refuses.
pub async fn find(tx: &mut Tx, id: DelegationId) -> Result<Option<Delegation>, DbError> {
    let tenant = tx.tenant();
    Ok(select_delegation!("d.id = $2", tenant.0, id.0)
        .fetch_optional(&mut **tx)
        .await?)
}

/// One order that holds on a day, kept from being ended until the transaction ends: whoever signs by it signs before its end or
/// not at all.
///
/// # Errors
/// When the database refuses.
pub async fn hold(tx: &mut Tx, id: DelegationId, today: NaiveDate) -> Result<Option<Delegation>, DbError> {
    let tenant = tx.tenant();
    Ok(select_delegation!(
        "d.id = $2 and d.ended_at is null and $3 between d.from_on and d.until_on for share of d",
        tenant.0,
        id.0,
        today
    )
    .fetch_optional(&mut **tx)
    .await?)
}

/// All orders in which a person is leader or delegate, the last day first.
///
/// # Errors
/// When the database refuses.
pub async fn of_person(tx: &mut Tx, person: PersonId) -> Result<Vec<Delegation>, DbError> {
    let tenant = tx.tenant();
    Ok(select_delegation!(
        "(d.leader_id = $2 or d.delegate_id = $2) order by d.until_on desc, d.at desc, d.id desc limit 200",
        tenant.0,
        person.0
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// How an order meets a new one in the same days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meets {
    /// Somebody stands in for the same leader.
    SameLeader,
    /// Somebody stands in for the delegate.
    DelegateAway,
    /// The leader stands in for somebody.
    LeaderStandsIn,
}

/// An order that a new one meets.
#[derive(Clone, Debug)]
pub struct Met {
    /// How.
    pub how: Meets,
    /// The other person of it.
    pub name: String,
    /// Its first day.
    pub from_on: NaiveDate,
    /// Its last day.
    pub until_on: NaiveDate,
}

/// Orders that are not ended and share a day with a new one, those for the same leader first.
///
/// # Errors
/// When the database refuses.
pub async fn meets(tx: &mut Tx, new: &NewDelegation) -> Result<Vec<Met>, DbError> {
    let tenant = tx.tenant();
    let rows = sqlx::query!(
        r#"select d.leader_id = $2 as "same!", d.leader_id = $3 as "away!", d.from_on, d.until_on,
            case when d.delegate_id = $2 then l.name else n.name end as "name!"
           from delegations d join persons l on l.tenant_id = $1 and l.id = d.leader_id
           join persons n on n.tenant_id = $1 and n.id = d.delegate_id
           where d.tenant_id = $1 and d.ended_at is null and d.from_on <= $5 and d.until_on >= $4
             and (d.leader_id in ($2, $3) or d.delegate_id = $2)
           order by d.leader_id = $2 desc, d.leader_id = $3 desc, d.from_on"#,
        tenant.0,
        new.leader.0,
        new.delegate.0,
        new.from,
        new.until
    )
    .fetch_all(&mut **tx)
    .await?;
    let met = rows.into_iter().map(|row| Met {
        how: match (row.same, row.away) {
            (true, _) => Meets::SameLeader,
            (_, true) => Meets::DelegateAway,
            _ => Meets::LeaderStandsIn,
        },
        name: row.name,
        from_on: row.from_on,
        until_on: row.until_on,
    });
    Ok(met.collect())
}

/// Writes an order and gives its id.
///
/// # Errors
/// When the database refuses.
pub async fn add(
    tx: &mut Tx,
    new: &NewDelegation,
    by: (Option<AccountId>, DateTime<Utc>),
) -> Result<DelegationId, DbError> {
    let (tenant, id) = (tx.tenant(), DelegationId::fresh());
    sqlx::query!(
        "insert into delegations (tenant_id, id, leader_id, delegate_id, from_on, until_on, signs, reason, account_id, at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        tenant.0,
        id.0,
        new.leader.0,
        new.delegate.0,
        new.from,
        new.until,
        new.signs,
        new.reason,
        by.0.map_or(Uuid::nil(), |account| account.0),
        by.1
    )
    .execute(&mut **tx)
    .await?;
    Ok(id)
}

/// Ends an order; false when it was ended before.
///
/// # Errors
/// When the database refuses.
pub async fn end(
    tx: &mut Tx,
    id: DelegationId,
    why: &str,
    by: (Option<AccountId>, DateTime<Utc>),
) -> Result<bool, DbError> {
    let tenant = tx.tenant();
    let done = sqlx::query!(
        "update delegations set ended_at = $4, ended_by = $5, ended_why = $3
         where tenant_id = $1 and id = $2 and ended_at is null",
        tenant.0,
        id.0,
        why,
        by.1,
        by.0.map_or(Uuid::nil(), |account| account.0)
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() > 0)
}
