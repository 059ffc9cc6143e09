//! SQL of all that a signature can be checked by.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::domain::accounts::passkeys::Asserted;
use crate::domain::signing::Purpose;
use crate::kernel::ids::{AccountId, DelegationId, PersonId, ProblemId};
use crate::platform::db::{DbError, Tx};

/// A signature with what it can be checked by.
#[derive(Clone, Debug)]
#[expect(
    missing_docs,
    reason = "columns of the tables signatures and signature_assertions, where each has its comment"
)]
pub struct Evidence {
    pub role: String,
    pub signer: PersonId,
    pub signed_as: Option<String>,
    pub acting_for: Option<PersonId>,
    pub delegation: Option<DelegationId>,
    pub declared: Option<String>,
    pub method: String,
    pub wording_version: i32,
    pub statement: String,
    pub statement_sm3: Vec<u8>,
    pub nonce: Vec<u8>,
    pub binding_sha256: Vec<u8>,
    pub signed_at: DateTime<Utc>,
    pub basis_sha256: Option<Vec<u8>>,
    pub countersigned_by: Option<String>,
    pub countersignature: Option<Vec<u8>>,
    pub credential_id: Option<Vec<u8>>,
    pub public_key: Option<String>,
    pub rp_id: Option<String>,
    pub origin: Option<String>,
    pub authenticator_data: Option<Vec<u8>>,
    pub client_data_json: Option<Vec<u8>>,
    pub signature: Option<Vec<u8>>,
    pub together: Option<String>,
    pub broken_at: Option<DateTime<Utc>>,
    pub broken_because: Option<String>,
    pub break_countersigned_by: Option<String>,
    pub break_countersignature: Option<Vec<u8>>,
    pub signed_on: Option<NaiveDate>,
    pub entered_by: Option<AccountId>,
    pub entered_by_name: Option<String>,
}

/// All signatures of a problem for a purpose, broken ones and earlier cycles too, oldest first.
///
/// # Errors
/// When the database refuses.
pub async fn evidence(tx: &mut Tx, problem: ProblemId, purpose: Purpose) -> Result<Vec<Evidence>, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_as!(
        Evidence,
        r#"select s.role, s.signer_id as "signer: PersonId", s.signed_as, s.acting_for as "acting_for: PersonId",
           s.delegation_id as "delegation: DelegationId", s.declared, s.method, s.wording_version, s.statement,
           s.statement_sm3, s.nonce, s.binding_sha256, s.signed_at, s.basis_sha256, s.countersigned_by, s.countersignature,
           a.credential_id as "credential_id?", a.public_key as "public_key?", a.rp_id as "rp_id?", a.origin as "origin?",
           a.authenticator_data as "authenticator_data?", a.client_data_json as "client_data_json?",
           a.signature as "signature?", a.together as "together?", b.at as "broken_at?", b.reason as "broken_because?",
           b.countersigned_by as "break_countersigned_by?", b.countersignature as "break_countersignature?",
           w.signed_on as "signed_on?", w.account_id as "entered_by?: AccountId", n.display_name as "entered_by_name?"
           from signatures s
           left join signature_assertions a on a.tenant_id = s.tenant_id and a.signature_id = s.id
           left join signature_breaks b on b.tenant_id = s.tenant_id and b.signature_id = s.id
           left join paper_signatures w on w.tenant_id = s.tenant_id and w.signature_id = s.id
           left join accounts n on n.tenant_id = w.tenant_id and n.id = w.account_id
           where s.tenant_id = $1 and s.problem_id = $2 and s.purpose = $3 order by s.signed_at, s.id"#,
        tenant.0,
        problem.0,
        purpose.code()
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// Writes what a passkey answered, and which bindings it signed together, if several.
///
/// # Errors
/// When the database refuses.
pub async fn insert_assertion(
    tx: &mut Tx,
    signature: Uuid,
    (asserted, together): (&Asserted, Option<&str>),
    [rp_id, origin]: [&str; 2],
) -> Result<(), DbError> {
    let tenant = tx.tenant();
    let key = serde_json::to_string(&asserted.key).map_err(|error| sqlx::Error::Encode(Box::new(error)))?;
    let answer = &asserted.assertion;
    sqlx::query!(
        "insert into signature_assertions (tenant_id, signature_id, credential_id, public_key, rp_id, origin,
            authenticator_data, client_data_json, signature, together) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        tenant.0,
        signature,
        answer.credential_id,
        key,
        rp_id,
        origin,
        answer.authenticator_data,
        answer.client_data_json,
        answer.signature,
        together
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// A public key by which servers countersigned.
#[derive(Clone, Debug)]
pub struct PublicKey {
    /// Its id.
    pub id: String,
    /// Its 32 bytes.
    pub key: Vec<u8>,
    /// When it countersigned first.
    pub first_used_at: DateTime<Utc>,
}

/// All of them, in the order in which they came into use.
///
/// # Errors
/// When the database refuses.
pub async fn server_keys(tx: &mut PgConnection) -> Result<Vec<PublicKey>, DbError> {
    Ok(sqlx::query_as!(
        PublicKey,
        "select id, public_key as key, first_used_at from server_keys order by first_used_at, id"
    )
    .fetch_all(tx)
    .await?)
}
