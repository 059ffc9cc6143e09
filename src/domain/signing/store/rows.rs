//! SQL of signatures and their breaks: both only ever added.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::domain::signing::countersign::Countersigner;
use crate::domain::signing::{Break, Method, OnPaper, Purpose, Signature, Signer, SignerRole, Stead};
use crate::kernel::digest::Digest;
use crate::kernel::ids::{AccountId, PersonId, ProblemId};
use crate::platform::db::{DbError, Tx};

/// A signature to write.
#[derive(Debug)]
#[expect(
    missing_docs,
    reason = "columns of the table signatures, where each has its comment"
)]
pub struct NewSignature<'a> {
    pub problem: ProblemId,
    pub cycle: i32,
    pub revision: i32,
    pub purpose: Purpose,
    pub signer: &'a Signer,
    pub account: Option<AccountId>,
    pub method: Method,
    pub wording_version: i32,
    pub statement: &'a str,
    pub sha256: Digest,
    pub sm3: Digest,
    pub nonce: Digest,
    pub binding: Digest,
    pub basis: Option<Digest>,
    pub countersigned: Option<(&'a Countersigner, [u8; 64])>,
    pub at: DateTime<Utc>,
}

/// Writes a signature and gives its id.
///
/// # Errors
/// When the database refuses.
pub async fn insert(tx: &mut Tx, new: &NewSignature<'_>) -> Result<Uuid, DbError> {
    let (tenant, id) = (tx.tenant(), crate::kernel::ids::fresh());
    let stead = new.signer.stead.as_ref();
    let key = new.countersigned.map(|(key, _)| key);
    sqlx::query!(
        // The server's public key comes along, the first time that it signs here.
        "with key as (insert into server_keys (id, public_key, first_used_at) select $22::text, $23::bytea, $18
             where $22::text is not null on conflict on constraint server_keys_pk do nothing)
         insert into signatures (tenant_id, id, problem_id, cycle, revision, purpose, role, signer_id, acting_for,
            account_id, method, wording_version, statement, statement_sha256, statement_sm3, nonce, binding_sha256,
            signed_at, delegation_id, declared, basis_sha256, countersigned_by, countersignature, signed_as)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $24, $25)",
        tenant.0,
        id,
        new.problem.0,
        new.cycle,
        new.revision,
        new.purpose.code(),
        new.signer.role.code(),
        new.signer.person.0,
        stead.map(|stead| stead.leader.0),
        new.account.map_or(Uuid::nil(), |account| account.0),
        new.method.code(),
        new.wording_version,
        new.statement,
        &new.sha256[..],
        &new.sm3[..],
        &new.nonce[..],
        &new.binding[..],
        new.at,
        stead.map(|stead| stead.delegation.0),
        stead.map(|stead| stead.declared.as_str()),
        new.basis.as_ref().map(|basis| &basis[..]),
        key.map(Countersigner::id),
        key.map(|key| key.public().to_vec()),
        new.countersigned.as_ref().map(|(_, signature)| &signature[..]),
        new.signer.signed_as
    )
    .execute(&mut **tx)
    .await?;
    Ok(id)
}

/// All signatures of a problem, broken ones too, oldest first.
///
/// # Errors
/// When the database refuses.
pub async fn of_problem(tx: &mut Tx, problem: ProblemId) -> Result<Vec<Signature>, DbError> {
    of_problems(tx, &[problem.0]).await
}

/// The same of several problems.
///
/// # Errors
/// When the database refuses.
pub async fn of_problems(tx: &mut Tx, problems: &[Uuid]) -> Result<Vec<Signature>, DbError> {
    let tenant = tx.tenant();
    let rows = sqlx::query!(
        r#"select s.id, s.problem_id as "problem: ProblemId", s.cycle, s.revision, s.purpose, s.role, s.signer_id as "signer: PersonId", coalesce(s.signed_as, trim(n.name || ' ' || coalesce(n.outside_title, ''))) as "name!", s.method,
           s.statement, s.statement_sha256, s.statement_sm3, s.binding_sha256, s.signed_at, s.countersigned_by,
           b.reason as "reason?", b.at as "broken_at?", l.name as "leader?", s.declared, w.signed_on as "signed_on?",
           a.display_name as "entered_by?"
           from signatures s
           join persons n on n.tenant_id = s.tenant_id and n.id = s.signer_id
           left join persons l on l.tenant_id = s.tenant_id and l.id = s.acting_for
           left join signature_breaks b on b.tenant_id = s.tenant_id and b.signature_id = s.id
           left join paper_signatures w on w.tenant_id = s.tenant_id and w.signature_id = s.id
           left join accounts a on a.tenant_id = w.tenant_id and a.id = w.account_id
           where s.tenant_id = $1 and s.problem_id = any($2) order by s.signed_at, s.id"#,
        tenant.0,
        problems
    )
    .fetch_all(&mut **tx)
    .await?;
    let read = rows.into_iter().filter_map(|r| {
        // The columns' checks know exactly these words.
        Some(Signature {
            id: r.id,
            problem: r.problem,
            cycle: r.cycle,
            revision: r.revision,
            purpose: Purpose::from_code(&r.purpose)?,
            role: SignerRole::from_code(&r.role)?,
            signer: r.signer,
            signer_name: r.name,
            stead: r
                .leader
                .zip(r.declared)
                .map(|(leader, declared)| Stead { leader, declared }),
            method: Method::from_code(&r.method)?,
            statement: r.statement,
            sha256: r.statement_sha256,
            sm3: r.statement_sm3,
            binding: r.binding_sha256,
            paper: r.signed_on.map(|signed_on| OnPaper {
                signed_on,
                entered_by: r.entered_by.unwrap_or_default(),
            }),
            countersigned_by: r.countersigned_by,
            signed_at: r.signed_at,
            broken: r.reason.zip(r.broken_at).map(|(reason, at)| Break { reason, at }),
        })
    });
    Ok(read.collect())
}

/// Every unbroken signature of a problem's cycle, or those for one purpose, with its binding's digest.
///
/// # Errors
/// When the database refuses.
pub async fn unbroken(
    tx: &mut Tx,
    problem: (ProblemId, i32),
    purpose: Option<Purpose>,
) -> Result<Vec<(Uuid, Vec<u8>)>, DbError> {
    let tenant = tx.tenant();
    let rows = sqlx::query!(
        "select s.id, s.binding_sha256 from signatures s
         where s.tenant_id = $1 and s.problem_id = $2 and s.cycle = $3 and ($4::text is null or s.purpose = $4)
           and not exists (select 1 from signature_breaks b where b.tenant_id = $1 and b.signature_id = s.id)
         order by s.signed_at, s.id",
        tenant.0,
        problem.0.0,
        problem.1,
        purpose.map(Purpose::code)
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.binding_sha256)).collect())
}

/// Breaks signatures, each with its countersignature where the server has a key.
///
/// # Errors
/// When the database refuses, as where one is broken already.
pub async fn break_each(
    tx: &mut Tx,
    signatures: &[Uuid],
    reason: &str,
    (server, sealed): (Option<&Countersigner>, &[Vec<u8>]),
    by: (Option<AccountId>, DateTime<Utc>),
) -> Result<(), DbError> {
    let tenant = tx.tenant();
    sqlx::query!(
        // The server's public key comes along, the first time that it signs here.
        "with key as (insert into server_keys (id, public_key, first_used_at) select $6::text, $7::bytea, $5
             where $6::text is not null on conflict on constraint server_keys_pk do nothing)
         insert into signature_breaks (tenant_id, signature_id, reason, account_id, at, countersigned_by, countersignature)
         select $1, b.id, $3, $4, $5, $6, b.sealed
         from unnest($2::uuid[], $8::bytea[]) as b (id, sealed)",
        tenant.0,
        signatures,
        reason,
        by.0.map_or(Uuid::nil(), |account| account.0),
        by.1,
        server.map(Countersigner::id),
        server.map(|server| server.public().to_vec()),
        sealed
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
