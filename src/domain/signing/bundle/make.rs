//! Gathers the file from what is stored.

use chrono::{DateTime, SecondsFormat, Utc};

use super::{
    BreakCountersignature, Broken, Bundle, Countersignature, EnteredBy, Entry, HOW, KIND, Paper, Passkey,
    ServerKey,
};
use crate::domain::accounts::passkeys::Assertion;
use crate::domain::lists::Problem;
use crate::domain::signing::countersign::{Countersigned, CountersignedBreak};
use crate::domain::signing::store::{self, Evidence, PublicKey};
use crate::domain::signing::{Binding, Method, Purpose, SignerRole, SigningError};
use crate::kernel::digest::{Digest, sha256};
use crate::platform::db::Tx;

/// The file of a problem's signatures for a purpose.
///
/// # Errors
/// [`SigningError::Damaged`] when what is stored does not fit together: such a file would only say what the page says already.
pub async fn make(tx: &mut Tx, problem: &Problem, purpose: Purpose) -> Result<Bundle, SigningError> {
    let evidence = store::evidence(tx, problem.id, purpose).await?;
    let used: Vec<_> = evidence
        .iter()
        .flat_map(|one| [&one.countersigned_by, &one.break_countersigned_by])
        .flatten()
        .cloned()
        .collect();
    let mut keys = store::server_keys(tx).await?;
    keys.retain(|key| used.contains(&key.id));
    let signatures = evidence.into_iter().map(|one| entry(one, &keys));
    let signatures = signatures.collect::<Result<_, _>>()?;
    let keys = keys.into_iter().map(|key| ServerKey {
        id: key.id,
        public_key: hex::encode(key.key),
    });
    Ok(Bundle {
        kind: KIND.to_owned(),
        version: 1,
        how: HOW.map(ToOwned::to_owned).to_vec(),
        signatures,
        server_keys: keys.collect(),
    })
}

fn entry(of: Evidence, keys: &[PublicKey]) -> Result<Entry, SigningError> {
    let sha256 = sha256(of.statement.as_bytes());
    let method = Method::from_code(&of.method).ok_or(SigningError::Damaged)?;
    let nonce = hex::encode(&of.nonce);
    let binding = Binding {
        kind: super::super::binding::KIND,
        statement_sha256: hex::encode(sha256),
        signer: of.signer,
        role: SignerRole::from_code(&of.role).ok_or(SigningError::Damaged)?,
        signed_as: of.signed_as.as_deref(),
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
    let countersignature = countersignature(&of, method, assertion.as_ref(), keys);
    let paper = paper(&of);
    let broken = broken(&of);
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
        paper,
        broken,
    })
}

/// What the server countersigned: of a signature on paper that was entered before the date on it was countersigned, not that date.
fn countersignature(
    of: &Evidence,
    method: Method,
    assertion: Option<&Digest>,
    keys: &[PublicKey],
) -> Option<Countersignature> {
    let (key, signature) = of.countersigned_by.as_ref().zip(of.countersignature.as_ref())?;
    let parts = [assertion.map(|bytes| &bytes[..]), of.basis_sha256.as_deref()];
    let bare = Countersigned::new(key, &of.binding_sha256, (method, of.signed_at), parts);
    let whole = bare.clone().entered(of.signed_on.zip(of.entered_by));
    let public = keys.iter().find(|known| known.id == *key);
    let is_whole = public.is_some_and(|public| whole.is_signed_by(&public.key, signature));
    Some(Countersignature {
        signed: if is_whole { whole } else { bare },
        signature: hex::encode(signature),
    })
}

fn paper(of: &Evidence) -> Option<Paper> {
    let name = of.entered_by_name.clone().unwrap_or_default();
    Some(Paper {
        scan_sha256: hex::encode(of.basis_sha256.as_ref()?),
        signed_on: of.signed_on,
        entered_by: of.entered_by.map(|account| EnteredBy { account, name }),
    })
}

fn broken(of: &Evidence) -> Option<Broken> {
    let (at, reason) = of.broken_at.zip(of.broken_because.as_deref())?;
    let sealed = of
        .break_countersigned_by
        .as_ref()
        .zip(of.break_countersignature.as_ref());
    Some(Broken {
        at: instant(at),
        reason: reason.to_owned(),
        countersignature: sealed.map(|(key, signature)| BreakCountersignature {
            signed: CountersignedBreak::new(key, &of.binding_sha256, (reason, at)),
            signature: hex::encode(signature),
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
