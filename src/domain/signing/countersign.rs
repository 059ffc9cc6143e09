//! The server's own signature beside each signature: Ed25519, by a key that is kept outside the database. Whoever could write into
//! the database could otherwise write a signature that nobody put.
//!
//! It covers what the signature binds, in which way it was put, when, what a passkey answered, and of a signature on paper the scan, the
//! date on it and who entered it. That a signature lost its force, and why, is countersigned in the same way.
//! It does not make a password a "reliable electronic signature": that stays 电子确认.

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use serde::{Deserialize, Serialize};

use super::Method;
use crate::kernel::digest::{self, Digest, sha256};
use crate::kernel::ids::AccountId;

/// Tells these bytes from any others that might be signed.
const KIND: &str = "zhenggai.countersignature";

/// The server's key.
pub struct Countersigner {
    key: SigningKey,
    id: String,
}

impl std::fmt::Debug for Countersigner {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Countersigner({})", self.id)
    }
}

/// What is countersigned: its canonical JSON (RFC 8785).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Countersigned {
    kind: String,
    /// Id of the key.
    pub key: String,
    /// Of the signature's binding, in hexadecimal.
    pub binding_sha256: String,
    /// In which way it was put.
    pub method: String,
    /// When, in UTC with microseconds.
    pub signed_at: String,
    /// Of a passkey's assertion.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assertion_sha256: Option<String>,
    /// Of the scan that shows a signature on paper.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis_sha256: Option<String>,
    /// The date on that paper; of those that were entered before this was countersigned, nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signed_on: Option<NaiveDate>,
    /// The account that entered it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entered_by: Option<AccountId>,
}

impl Countersigned {
    /// Of one signature, by the key of this id.
    pub fn new(
        key: &str,
        binding: &[u8],
        (method, at): (Method, DateTime<Utc>),
        [assertion, basis]: [Option<&[u8]>; 2],
    ) -> Self {
        Self {
            kind: KIND.to_owned(),
            key: key.to_owned(),
            binding_sha256: hex::encode(binding),
            method: method.code().to_owned(),
            signed_at: at.to_rfc3339_opts(SecondsFormat::Micros, true),
            assertion_sha256: assertion.map(hex::encode),
            basis_sha256: basis.map(hex::encode),
            signed_on: None,
            entered_by: None,
        }
    }

    /// The same of one that was entered from paper: the date on it, and by whom.
    #[must_use]
    pub fn entered(self, paper: Option<(NaiveDate, AccountId)>) -> Self {
        let (signed_on, entered_by) = paper.unzip();
        Self {
            signed_on,
            entered_by,
            ..self
        }
    }

    /// Whether `signature` is that of this public key over it. A malformed one is not.
    pub fn is_signed_by(&self, public: &[u8], signature: &[u8]) -> bool {
        self.kind == KIND && self.key == key_id(public) && holds(self, public, signature)
    }
}

/// Tells these bytes from any others that might be signed.
const KIND_BREAK: &str = "zhenggai.break";

/// What is countersigned when a signature loses its force: its canonical JSON (RFC 8785).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CountersignedBreak {
    kind: String,
    /// Id of the key.
    pub key: String,
    /// Of the signature's binding, in hexadecimal.
    pub binding_sha256: String,
    /// When it lost its force, in UTC with microseconds.
    pub broken_at: String,
    /// Of the reason, in hexadecimal.
    pub reason_sha256: String,
}

impl CountersignedBreak {
    /// Of one signature, by the key of this id.
    pub fn new(key: &str, binding: &[u8], (reason, at): (&str, DateTime<Utc>)) -> Self {
        Self {
            kind: KIND_BREAK.to_owned(),
            key: key.to_owned(),
            binding_sha256: hex::encode(binding),
            broken_at: at.to_rfc3339_opts(SecondsFormat::Micros, true),
            reason_sha256: hex::encode(sha256(reason.as_bytes())),
        }
    }

    /// Whether `signature` is that of this public key over it. A malformed one is not.
    pub fn is_signed_by(&self, public: &[u8], signature: &[u8]) -> bool {
        self.kind == KIND_BREAK && self.key == key_id(public) && holds(self, public, signature)
    }
}

fn holds(what: &impl Serialize, public: &[u8], signature: &[u8]) -> bool {
    let public = <[u8; 32]>::try_from(public).ok();
    let public = public.and_then(|bytes| VerifyingKey::from_bytes(&bytes).ok());
    let signature = Signature::from_slice(signature).ok();
    match (public, signature, digest::canonical(what)) {
        (Some(public), Some(signature), Ok(text)) => {
            public.verify_strict(text.as_bytes(), &signature).is_ok()
        }
        _ => false,
    }
}

impl Countersigner {
    /// The key of a seed.
    pub fn new(seed: &Digest) -> Self {
        let key = SigningKey::from_bytes(seed);
        let id = key_id(key.verifying_key().as_bytes());
        Self { key, id }
    }

    /// The key's id.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Its public half.
    pub fn public(&self) -> [u8; 32] {
        self.key.verifying_key().to_bytes()
    }

    /// Signs.
    ///
    /// # Errors
    /// Never in practice; the serialiser's own otherwise.
    pub fn sign(&self, what: &Countersigned) -> Result<[u8; 64], serde_json::Error> {
        self.seal(what)
    }

    /// Signs that a signature lost its force.
    ///
    /// # Errors
    /// As [`Self::sign`].
    pub fn sign_break(&self, what: &CountersignedBreak) -> Result<[u8; 64], serde_json::Error> {
        self.seal(what)
    }

    fn seal(&self, what: &impl Serialize) -> Result<[u8; 64], serde_json::Error> {
        Ok(self.key.sign(digest::canonical(what)?.as_bytes()).to_bytes())
    }
}

/// The id of a public key: the first 16 hexadecimal digits of its SHA-256.
pub fn key_id(public: &[u8]) -> String {
    hex::encode(&sha256(public)[..8])
}

#[cfg(test)]
mod tests {
    use chrono::TimeZone as _;

    use super::*;

    #[test]
    fn a_countersignature_covers_each_of_its_parts_and_holds_under_its_own_key_only() {
        let (server, other) = (Countersigner::new(&[1; 32]), Countersigner::new(&[2; 32]));
        let at = Utc
            .timestamp_micros(1_537_840_800_000_001)
            .single()
            .expect("an instant");
        let what = Countersigned::new(
            server.id(),
            &[3; 32],
            (Method::Passkey, at),
            [Some(&[4; 32]), None],
        );
        let signature = server.sign(&what).expect("signed");
        assert!(what.is_signed_by(&server.public(), &signature));
        assert!(what.signed_at.ends_with(".000001Z"), "{}", what.signed_at);
        assert!(!what.is_signed_by(&other.public(), &signature));
        let others: [fn(&mut Countersigned); 7] = [
            |w| w.kind.push('s'),
            |w| w.binding_sha256.replace_range(..1, "f"),
            |w| w.method = "password".to_owned(),
            |w| w.signed_at = "2018-09-25T02:00:00.000002Z".to_owned(),
            |w| w.assertion_sha256 = None,
            |w| w.basis_sha256 = Some("00".to_owned()),
            |w| w.signed_on = NaiveDate::from_ymd_opt(2018, 9, 25),
        ];
        for change in others {
            let mut changed = what.clone();
            change(&mut changed);
            assert!(!changed.is_signed_by(&server.public(), &signature), "{changed:?}");
        }
        let mut claimed = what;
        claimed.key = other.id().to_owned();
        assert!(!claimed.is_signed_by(&server.public(), &signature));
    }

    #[test]
    fn a_break_is_countersigned_with_its_time_and_its_reason() {
        let server = Countersigner::new(&[1; 32]);
        let at = Utc.timestamp_micros(1_537_840_800_000_001).single();
        let at = at.expect("an instant");
        let what = CountersignedBreak::new(server.id(), &[3; 32], ("写错了", at));
        let signature = server.sign_break(&what).expect("signed");
        assert!(what.is_signed_by(&server.public(), &signature));
        let others = [
            CountersignedBreak::new(server.id(), &[4; 32], ("写错了", at)),
            CountersignedBreak::new(server.id(), &[3; 32], ("没有写错", at)),
            CountersignedBreak::new(
                server.id(),
                &[3; 32],
                ("写错了", at + chrono::TimeDelta::seconds(1)),
            ),
        ];
        for other in others {
            assert!(!other.is_signed_by(&server.public(), &signature), "{other:?}");
        }
    }

    #[test]
    fn the_secret_is_shown_by_nothing() {
        let server = Countersigner::new(&[7; 32]);
        assert_eq!(format!("{server:?}"), format!("Countersigner({})", server.id()));
    }
}
