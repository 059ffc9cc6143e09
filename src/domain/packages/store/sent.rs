//! SQL of what a city handed up.

use chrono::{DateTime, Utc};

use crate::domain::packages::{Package, PackageError, Sent};
use crate::kernel::digest::Digest;
use crate::kernel::ids::{AccountId, CampaignId, PackageId, ProblemId, VerdictId};
use crate::platform::db::{DbError, Tx};

/// Problems that wait for pre-review and are in no package with their present revision: id, number.
///
/// # Errors
/// When the database refuses.
pub async fn to_hand_up(tx: &mut Tx, campaign: CampaignId) -> Result<Vec<(ProblemId, String)>, DbError> {
    let tenant = tx.tenant();
    let rows = sqlx::query!(
        r#"select p.id as "id: ProblemId", p.number from problems p
           join units u on u.tenant_id = p.tenant_id and u.id = p.top_unit_id
           where p.tenant_id = $1 and p.campaign_id = $2 and p.state = 'submitted' and p.stage = 'province' and not p.moved_out
             and not exists (select 1 from package_entries e where e.tenant_id = $1 and e.problem_id = p.id
                and e.revision = p.revision)
           order by u.sort_no, p.owner_id, p.seq"#,
        tenant.0,
        campaign.0
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.number)).collect())
}

/// The number after the last package's; whoever asks waits for whoever asked before.
pub(in crate::domain::packages) async fn next_seq(tx: &mut Tx, campaign: CampaignId) -> Result<i32, DbError> {
    let tenant = tx.tenant();
    sqlx::query!(
        "select id from campaigns where tenant_id = $1 and id = $2 for update",
        tenant.0,
        campaign.0
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(sqlx::query_scalar!(
        r#"select coalesce(max(seq), 0) + 1 as "n!" from packages where tenant_id = $1 and campaign_id = $2"#,
        tenant.0,
        campaign.0
    )
    .fetch_one(&mut **tx)
    .await?)
}

pub(in crate::domain::packages) async fn add_package(
    tx: &mut Tx,
    (campaign, seq): (CampaignId, i32),
    package: &Package,
    entries: &[(ProblemId, i32)],
    (account, at): (Option<AccountId>, DateTime<Utc>),
) -> Result<(), DbError> {
    let tenant = tx.tenant();
    sqlx::query!(
        "insert into packages (tenant_id, id, campaign_id, seq, number, manifest, sha256, sm3, account_id, frozen_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        tenant.0,
        package.id.0,
        campaign.0,
        seq,
        package.number,
        package.manifest,
        &package.sha256[..],
        &package.sm3[..],
        account.map_or(uuid::Uuid::nil(), |account| account.0),
        at
    )
    .execute(&mut **tx)
    .await?;
    let problems: Vec<uuid::Uuid> = entries.iter().map(|(problem, _)| problem.0).collect();
    let revisions: Vec<i32> = entries.iter().map(|(_, revision)| *revision).collect();
    sqlx::query!(
        "insert into package_entries (tenant_id, package_id, position, problem_id, revision)
         select $1, $2, e.n::int, e.problem, e.revision
         from unnest($3::uuid[], $4::int[]) with ordinality as e (problem, revision, n)",
        tenant.0,
        package.id.0,
        &problems,
        &revisions
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// A package of one's own as it was frozen.
///
/// # Errors
/// [`PackageError::NotFound`].
pub async fn package(tx: &mut Tx, id: PackageId) -> Result<Package, PackageError> {
    let tenant = tx.tenant();
    let row = sqlx::query!(
        "select number, manifest, sha256, sm3 from packages where tenant_id = $1 and id = $2",
        tenant.0,
        id.0
    )
    .fetch_optional(&mut **tx)
    .await?
    .ok_or(PackageError::NotFound)?;
    let digest = |bytes: Vec<u8>| Digest::try_from(bytes).unwrap_or_default();
    Ok(Package {
        id,
        number: row.number,
        manifest: row.manifest,
        sha256: digest(row.sha256),
        sm3: digest(row.sm3),
    })
}

/// Which packages are asked for.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wanted<'a> {
    /// This one only.
    pub one: Option<PackageId>,
    /// `waiting` for those with an entry that has no verdict yet, `returned` for those with one that came back; else all.
    pub only: &'a str,
}

/// Packages of a campaign, the newest first, from after (older than) one on.
///
/// # Errors
/// When the database refuses.
pub async fn sent(
    tx: &mut Tx,
    campaign: CampaignId,
    wanted: Wanted<'_>,
    (after, limit): (Option<PackageId>, i64),
) -> Result<Vec<Sent>, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_as!(
        Sent,
        r#"select p.id as "id: PackageId", p.number, p.sha256, p.sm3, p.frozen_at, p.delivered_at,
              count(*) as "entries!", count(*) filter (where v.verdict = 'approved') as "passed!",
              count(*) filter (where v.verdict <> 'approved') as "returned!"
           from packages p join package_entries e on e.tenant_id = p.tenant_id and e.package_id = p.id
           left join verdicts v on v.tenant_id = e.tenant_id and v.id = e.verdict_id
           where p.tenant_id = $1 and p.campaign_id = $2 and ($3::uuid is null or p.id = $3)
              and ($4::uuid is null or p.seq < (select o.seq from packages o where o.tenant_id = $1 and o.campaign_id = $2 and o.id = $4))
           group by p.tenant_id, p.id
           having case $5::text when 'waiting' then count(*) filter (where v.verdict is null) > 0
              when 'returned' then count(*) filter (where v.verdict <> 'approved') > 0 else true end
           order by p.seq desc limit $6"#,
        tenant.0,
        campaign.0,
        wanted.one.map(|id| id.0),
        after.map(|id| id.0),
        wanted.only,
        limit
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// An entry of a package that was handed up.
#[derive(Clone, Debug)]
pub struct Packed {
    /// Its place in the manifest.
    pub position: i32,
    /// Number of the problem.
    pub number: String,
    /// Which revision.
    pub revision: i32,
    /// Digest of its content.
    pub digest: Vec<u8>,
    /// Word of the verdict that came back.
    pub verdict: Option<String>,
}

/// Entries of a package in the order of its manifest, after a place: all, or only those that `waiting`, `passed` or were `returned`.
///
/// # Errors
/// When the database refuses.
pub async fn entries_of(
    tx: &mut Tx,
    package: PackageId,
    only: &str,
    (after, limit): (Option<i32>, i64),
) -> Result<Vec<Packed>, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_as!(
        Packed,
        r#"select e.position, p.number, e.revision, r.digest, v.verdict as "verdict?"
           from package_entries e join problems p on p.tenant_id = e.tenant_id and p.id = e.problem_id
           join revisions r on r.tenant_id = e.tenant_id and r.problem_id = e.problem_id and r.revision = e.revision
           left join verdicts v on v.tenant_id = e.tenant_id and v.id = e.verdict_id
           where e.tenant_id = $1 and e.package_id = $2 and ($3::int is null or e.position > $3)
              and case $4::text when 'waiting' then v.verdict is null when 'passed' then coalesce(v.verdict = 'approved', false)
                 when 'returned' then coalesce(v.verdict <> 'approved', false) else true end
           order by e.position limit $5"#,
        tenant.0,
        package.0,
        after,
        only,
        limit
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// The problem and revision of an entry, and the verdict that came back already; locked.
pub(in crate::domain::packages) async fn entry_of(
    tx: &mut Tx,
    package: PackageId,
    position: i32,
) -> Result<Option<(ProblemId, i32, Option<VerdictId>)>, DbError> {
    let tenant = tx.tenant();
    let row = sqlx::query!(
        r#"select problem_id as "problem: ProblemId", revision, verdict_id as "verdict: VerdictId" from package_entries
           where tenant_id = $1 and package_id = $2 and position = $3 for update"#,
        tenant.0,
        package.0,
        position
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(row.map(|row| (row.problem, row.revision, row.verdict)))
}

pub(in crate::domain::packages) async fn settle(
    tx: &mut Tx,
    (package, position): (PackageId, i32),
    verdict: VerdictId,
) -> Result<(), DbError> {
    let tenant = tx.tenant();
    sqlx::query!(
        "update package_entries set verdict_id = $4 where tenant_id = $1 and package_id = $2 and position = $3",
        tenant.0,
        package.0,
        position,
        verdict.0
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Says that a package arrived; gives whether that was news.
pub(in crate::domain::packages) async fn arrived(
    tx: &mut Tx,
    package: PackageId,
    at: DateTime<Utc>,
) -> Result<bool, DbError> {
    let tenant = tx.tenant();
    let done = sqlx::query!(
        "update packages set delivered_at = $3 where tenant_id = $1 and id = $2 and delivered_at is null",
        tenant.0,
        package.0,
        at
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() > 0)
}
