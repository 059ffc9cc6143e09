//! Gathers the file from what is stored.

use chrono::{DateTime, SecondsFormat, Utc};

use super::{Broken, Bundle, Countersignature, Entry, HOW, KIND, Passkey, ServerKey};
use crate::domain::accounts::passkeys::Assertion;
use crate::domain::lists::Problem;
use crate::domain::signing::countersign::Countersigned;
use crate::domain::signing::store::{self, Evidence};
use crate::domain::signing::{Binding, Method, Purpose, SignerRole, SigningError};
use crate::kernel::digest::sha256;
use crate::platform::db::Tx;

/// The file of a problem's signatures for a purpose.
///
/// # Errors
/// [`SigningError::Damaged`] when what is stored does not fit together: such a file would only say what the page says already.
pub async fn make(tx: &mut Tx, problem: &Problem, purpose: Purpose) -> Result<Bundle, SigningError> {
    let evidence = store::evidence(tx, problem.id, purpose).await?;
    let used: Vec<_> = evidence
        .iter()
        .filter_map(|one| one.countersigned_by.clone())
        .collect();
    let keys = store::server_keys(tx).await?.into_iter();
    let keys = keys.filter(|key| used.contains(&key.id)).map(|key| ServerKey {
        id: key.id,
        public_key: hex::encode(key.key),
    });
    Ok(Bundle {
        kind: KIND.to_owned(),
        version: 1,
        how: HOW.map(ToOwned::to_owned).to_vec(),
        signatures: evidence.into_iter().map(entry).collect::<Result<_, _>>()?,
        server_keys: keys.collect(),
    })
}

fn entry(of: Evidence) -> Result<Entry, SigningError> {
    let sha256 = sha256(of.statement.as_bytes());
    let method = Method::from_code(&of.method).ok_or(SigningError::Damaged)?;
    let nonce = hex::encode(&of.nonce);
    let binding = Binding {
        kind: super::super::binding::KIND,
        statement_sha256: hex::encode(sha256),
        signer: of.signer,
        role: SignerRole::from_code(&of.role).ok_or(SigningError::Damaged)?,
        acting_for: of.acting_for,
        delegation: of.delegation,
        declared: of.declared.as_deref(),
        wording_version: of.wording_version,
        nonce: &nonce,
    };
    if binding.digest()?[..] != of.binding_sha256[..] {
        return Err(SigningError::Damaged);
    }
    let binding = serde_json::to_value(&binding)?;
    let passkey = passkey(&of)?;
    let assertion = passkey.as_ref().map(|passkey| passkey.assertion.digest());
    let parts = [
        assertion.as_ref().map(|bytes| &bytes[..]),
        of.basis_sha256.as_deref(),
    ];
    let countersigned = of.countersigned_by.as_ref().zip(of.countersignature.as_ref());
    let countersignature = countersigned.map(|(key, signature)| Countersignature {
        signed: Countersigned::new(key, &of.binding_sha256, (method, of.signed_at), parts),
        signature: hex::encode(signature),
    });
    let broken = of.broken_at.zip(of.broken_because);
    Ok(Entry {
        method: of.method,
        signed_at: instant(of.signed_at),
        statement: of.statement,
        sha256: hex::encode(sha256),
        sm3: hex::encode(of.statement_sm3),
        binding,
        binding_sha256: hex::encode(of.binding_sha256),
        passkey,
        countersignature,
        broken: broken.map(|(at, reason)| Broken {
            at: instant(at),
            reason,
        }),
    })
}

/// All of its columns are there, or none.
fn passkey(of: &Evidence) -> Result<Option<Passkey>, SigningError> {
    let Some(public_key) = &of.public_key else {
        return Ok(None);
    };
    let bytes = |column: &Option<Vec<u8>>| column.clone().ok_or(SigningError::Damaged);
    let text = |column: &Option<String>| column.clone().ok_or(SigningError::Damaged);
    Ok(Some(Passkey {
        assertion: Assertion {
            credential_id: bytes(&of.credential_id)?,
            authenticator_data: bytes(&of.authenticator_data)?,
            client_data_json: bytes(&of.client_data_json)?,
            signature: bytes(&of.signature)?,
        },
        public_key: serde_json::from_str(public_key)?,
        rp_id: text(&of.rp_id)?,
        origin: text(&of.origin)?,
        together: of.together.as_deref().map(serde_json::from_str).transpose()?,
    }))
}

fn instant(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Micros, true)
}
