//! SQL of taking an import back.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::Why;
use crate::kernel::ids::{PersonId, ProblemId, UnitId, fresh};
use crate::platform::db::{DbError, Tx};

/// Which of these units something hangs on.
///
/// # Errors
/// When the database refuses.
pub(super) async fn units_in_use(tx: &mut Tx, units: &[Uuid]) -> Result<Vec<(UnitId, Why)>, DbError> {
    let tenant = tx.tenant();
    let rows = sqlx::query!(
        r#"select u.id as "id!: UnitId",
            exists (select from posts where tenant_id = $1 and unit_id = u.id and to_at = 'infinity') as "members!",
            exists (select from problems where tenant_id = $1 and (unit_id = u.id or owner_id = u.id)
                and state <> 'withdrawn') as "problems!",
            exists (select from group_units where tenant_id = $1 and unit_id = u.id and to_at = 'infinity')
                or exists (select from grants where tenant_id = $1 and unit_id = u.id and to_at = 'infinity')
                or exists (select from body_duties where tenant_id = $1 and body_id = u.id and to_at = 'infinity')
                or exists (select from cohort_members where tenant_id = $1 and owner_id = u.id and to_at = 'infinity')
                as "assigned!"
           from unnest($2::uuid[]) as u (id)"#,
        tenant.0,
        units
    )
    .fetch_all(&mut **tx)
    .await?;
    let used = rows.into_iter().filter_map(|row| {
        let why = match (row.members, row.problems, row.assigned) {
            (true, ..) => Why::Members,
            (_, true, _) => Why::Problems,
            (_, _, true) => Why::Assigned,
            _ => return None,
        };
        Some((row.id, why))
    });
    Ok(used.collect())
}

/// Which of these people something hangs on.
///
/// # Errors
/// When the database refuses.
pub(super) async fn people_in_use(tx: &mut Tx, people: &[Uuid]) -> Result<Vec<(PersonId, Why)>, DbError> {
    let tenant = tx.tenant();
    let rows = sqlx::query!(
        r#"select n.id as "id!: PersonId",
            exists (select from accounts where tenant_id = $1 and person_id = n.id) as "account!",
            exists (select from problems where tenant_id = $1 and owner_id = n.id and state <> 'withdrawn') as "problems!",
            exists (select from side_states where tenant_id = $1 and person_id = n.id)
                or exists (select from handovers where tenant_id = $1 and (person_id = n.id or leader_id = n.id))
                or exists (select from delegations where tenant_id = $1 and (delegate_id = n.id or leader_id = n.id))
                as "aside!",
            exists (select from body_duties where tenant_id = $1 and person_id = n.id and to_at = 'infinity') as "leads!"
           from unnest($2::uuid[]) as n (id)"#,
        tenant.0,
        people
    )
    .fetch_all(&mut **tx)
    .await?;
    let used = rows.into_iter().filter_map(|row| {
        let why = match (row.account, row.problems, row.aside, row.leads) {
            (true, ..) => Why::Account,
            (_, true, ..) => Why::Problems,
            (_, _, true, _) => Why::Aside,
            (_, _, _, true) => Why::Leads,
            _ => return None,
        };
        Some((row.id, why))
    });
    Ok(used.collect())
}

/// Which of these people have posts that began or ended after an instant.
///
/// # Errors
/// When the database refuses.
pub(super) async fn posted_since(
    tx: &mut Tx,
    people: &[Uuid],
    at: DateTime<Utc>,
) -> Result<Vec<PersonId>, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_scalar!(
        r#"select distinct person_id as "id: PersonId" from posts
           where tenant_id = $1 and person_id = any($2) and (from_at > $3 or (to_at > $3 and to_at <> 'infinity'))"#,
        tenant.0,
        people,
        at
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// Open posts that name one of these as leader in charge: leader, post.
///
/// # Errors
/// When the database refuses.
pub(super) async fn led_by(tx: &mut Tx, leaders: &[Uuid]) -> Result<Vec<(PersonId, Uuid)>, DbError> {
    let tenant = tx.tenant();
    let rows = sqlx::query!(
        r#"select leader_id as "leader!: PersonId", id from posts
           where tenant_id = $1 and leader_id = any($2) and to_at = 'infinity'"#,
        tenant.0,
        leaders
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().map(|row| (row.leader, row.id)).collect())
}

/// Where a problem stands.
#[derive(Clone, Debug)]
pub(super) struct Stands {
    pub(super) id: ProblemId,
    pub(super) number: String,
    pub(super) state: String,
    pub(super) version: i32,
}

impl Stands {
    /// Whether it is a draft that was not written on since it had this version.
    pub(super) fn is_draft(&self, version: i32) -> bool {
        self.state == "draft" && self.version == version
    }

    /// Whether nobody went on with it since it came in: every act adds to the version.
    pub(super) fn is_as_it_came(&self, version: i32) -> bool {
        let brought = ["draft", "submitted", "awaiting_owner", "claimed"];
        brought.contains(&self.state.as_str()) && self.version == version
    }
}

/// These problems, in no order.
///
/// # Errors
/// When the database refuses.
pub(super) async fn problems(tx: &mut Tx, ids: &[Uuid]) -> Result<Vec<Stands>, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_as!(
        Stands,
        r#"select id as "id: ProblemId", number, state, version from problems
           where tenant_id = $1 and id = any($2) and state <> 'withdrawn'"#,
        tenant.0,
        ids
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// Withdraws units and people.
///
/// # Errors
/// When the database refuses.
pub(super) async fn withdraw(
    tx: &mut Tx,
    (units, people): (&[Uuid], &[Uuid]),
    at: DateTime<Utc>,
) -> Result<(), DbError> {
    let tenant = tx.tenant();
    sqlx::query!(
        "update units set withdrawn_at = $3 where tenant_id = $1 and id = any($2)",
        tenant.0,
        units,
        at
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "update persons set withdrawn_at = $3 where tenant_id = $1 and id = any($2)",
        tenant.0,
        people,
        at
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Begins posts again that ended.
///
/// # Errors
/// When the database refuses.
pub(super) async fn reopen(tx: &mut Tx, posts: &[Uuid], at: DateTime<Utc>) -> Result<(), DbError> {
    let tenant = tx.tenant();
    let new: Vec<Uuid> = posts.iter().map(|_| fresh()).collect();
    sqlx::query!(
        "insert into posts (tenant_id, id, person_id, unit_id, title, rank, tier, leader_id, position, sort_no, since_on,
            from_at)
         select p.tenant_id, n.new, p.person_id, p.unit_id, p.title, p.rank, p.tier, p.leader_id, p.position, p.sort_no,
            p.since_on, $4
         from unnest($2::uuid[], $3::uuid[]) as n (old, new) join posts p on p.tenant_id = $1 and p.id = n.old
         on conflict (tenant_id, person_id, unit_id, title) where to_at = 'infinity' do nothing",
        tenant.0,
        posts,
        &new,
        at
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Owners leave the cohorts that they came into.
///
/// # Errors
/// When the database refuses.
pub(super) async fn leave(tx: &mut Tx, left: &[(Uuid, String)], at: DateTime<Utc>) -> Result<(), DbError> {
    let tenant = tx.tenant();
    let owners: Vec<Uuid> = left.iter().map(|(owner, _)| *owner).collect();
    let codes: Vec<String> = left.iter().map(|(_, code)| code.clone()).collect();
    sqlx::query!(
        "update cohort_members m set to_at = $4
         from cohorts c, unnest($2::uuid[], $3::text[]) as l (owner, code)
         where m.tenant_id = $1 and c.tenant_id = $1 and c.id = m.cohort_id and c.code = l.code and m.owner_id = l.owner
           and m.to_at = 'infinity'",
        tenant.0,
        &owners,
        &codes,
        at
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Forgets which rows became these problems, so that they may come in again.
///
/// # Errors
/// When the database refuses.
pub(super) async fn forget_rows(tx: &mut Tx, problems: &[Uuid]) -> Result<(), DbError> {
    let tenant = tx.tenant();
    sqlx::query!(
        "delete from imported_problems where tenant_id = $1 and problem_id = any($2)",
        tenant.0,
        problems
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
