//! What a signature binds.
//!
//! Its digest is also the challenge that a passkey signs. It holds what the challenge of a signature has to hold, and more of the
//! same kind: a word of its own (`kind`, the domain's tag), the statement's digest, the signer, the nonce; and the signer's role, the
//! name where the statement names another, by which order in whose stead, and the version of the words. So the signer's device signs exactly this content, as exactly this signer.

use serde::{Deserialize, Serialize};

use super::{Sheet, Signer, SignerRole};
use crate::kernel::digest::{self, Digest};
use crate::kernel::ids::{DelegationId, PersonId};

/// Tells these bytes from any others that might be hashed.
pub(super) const KIND: &str = "zhenggai.signature";

/// What a signature binds: this statement, to this signer, in this role, once.
#[derive(Debug, Serialize)]
#[expect(
    missing_docs,
    reason = "columns of the table signatures, where each has its comment"
)]
pub struct Binding<'a> {
    pub kind: &'static str,
    pub statement_sha256: String,
    pub signer: PersonId,
    pub role: SignerRole,
    /// Name and title, where the statement names somebody else in this role. Other bindings say nothing of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub signed_as: Option<&'a str>,
    pub acting_for: Option<PersonId>,
    /// In another's stead: by which order, and what is declared of it. Other bindings say nothing of either.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delegation: Option<DelegationId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub declared: Option<&'a str>,
    pub wording_version: i32,
    pub nonce: &'a str,
}

impl<'a> Binding<'a> {
    /// The binding of a sheet to its signer; `nonce` in hexadecimal.
    pub fn new(sheet: &Sheet, signer: &'a Signer, nonce: &'a str) -> Self {
        let stead = signer.stead.as_ref();
        Self {
            kind: KIND,
            statement_sha256: hex::encode(sheet.sha256),
            signer: signer.person,
            role: signer.role,
            signed_as: signer.signed_as.as_deref(),
            acting_for: stead.map(|stead| stead.leader),
            delegation: stead.map(|stead| stead.delegation),
            declared: stead.map(|stead| stead.declared.as_str()),
            wording_version: sheet.statement.wording.version,
            nonce,
        }
    }

    /// SHA-256 of its canonical JSON.
    ///
    /// # Errors
    /// Never in practice; the serialiser's own otherwise.
    pub fn digest(&self) -> Result<Digest, serde_json::Error> {
        Ok(digest::sha256(digest::canonical(self)?.as_bytes()))
    }
}

/// Tells these bytes from any others that might be hashed.
const KIND_TOGETHER: &str = "zhenggai.signatures";

/// Bindings that a passkey signs with one gesture: those of the statements on one person's sheet. The challenge is the digest of this
/// list, so that the device signs exactly these statements; each signature stays one of its own, and is checked by its binding and
/// this list, which says nothing of the other statements but that there were some.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Together {
    kind: String,
    bindings: Vec<String>,
}

impl Together {
    /// Of these binding digests, in the order of the sheet.
    pub fn of(bindings: &[Digest]) -> Self {
        Self {
            kind: KIND_TOGETHER.to_owned(),
            bindings: bindings.iter().map(hex::encode).collect(),
        }
    }

    /// Whether a binding, named by its digest in hexadecimal, is among them.
    pub fn has(&self, binding: &str) -> bool {
        self.kind == KIND_TOGETHER && self.bindings.iter().any(|one| one == binding)
    }

    /// Its canonical JSON (RFC 8785).
    ///
    /// # Errors
    /// Never in practice; the serialiser's own otherwise.
    pub fn text(&self) -> Result<String, serde_json::Error> {
        digest::canonical(self)
    }

    /// SHA-256 of its canonical JSON: what the device signs.
    ///
    /// # Errors
    /// As [`Self::text`].
    pub fn digest(&self) -> Result<Digest, serde_json::Error> {
        Ok(digest::sha256(self.text()?.as_bytes()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bound(signer: PersonId, stead: Option<(PersonId, DelegationId, &str)>) -> Binding<'_> {
        Binding {
            kind: KIND,
            statement_sha256: "00".to_owned(),
            signer,
            role: SignerRole::Leader,
            signed_as: None,
            acting_for: stead.map(|(leader, ..)| leader),
            delegation: stead.map(|(_, order, _)| order),
            declared: stead.map(|(.., declared)| declared),
            wording_version: 1,
            nonce: "01",
        }
    }

    #[test]
    fn a_list_of_bindings_is_of_these_in_this_order_and_is_no_binding() {
        let (a, b) = ([1; 32], [2; 32]);
        let list = Together::of(&[a, b]);
        assert!(list.has(&hex::encode(a)) && list.has(&hex::encode(b)) && !list.has(&hex::encode([3; 32])));
        let digest = |of: &[Digest]| Together::of(of).digest().expect("json");
        assert_eq!(digest(&[a, b]), list.digest().expect("json"));
        for other in [&[a][..], &[b, a], &[a, b, b], &[]] {
            assert_ne!(digest(other), digest(&[a, b]));
        }
        assert_ne!(digest(&[a]), a);
        let foreign = list.text().expect("json").replace(KIND_TOGETHER, KIND);
        let foreign: Together = serde_json::from_str(&foreign).expect("json");
        assert!(!foreign.has(&hex::encode(a)), "another kind of list");
    }

    #[test]
    fn a_signature_is_bound_to_signer_role_and_nonce() {
        let bind = |signer, role, nonce| {
            let binding = Binding {
                kind: KIND,
                statement_sha256: "00".to_owned(),
                signer,
                role,
                signed_as: None,
                acting_for: None,
                delegation: None,
                declared: None,
                wording_version: 1,
                nonce,
            };
            binding.digest().expect("json")
        };
        let (a, b) = (PersonId::fresh(), PersonId::fresh());
        assert!(
            !digest::canonical(&bound(a, None)).expect("json").contains("dele"),
            "as ever where nobody stands in"
        );
        let order = DelegationId::fresh();
        let stead = |leader, declared| bound(a, Some((leader, order, declared))).digest().expect("json");
        let in_stead = stead(b, "for b");
        assert_ne!(in_stead, bound(a, None).digest().expect("json"));
        assert_ne!(in_stead, stead(a, "for b"));
        assert_ne!(in_stead, stead(b, "for another"));
        let named = |name| {
            let bound = Binding {
                signed_as: Some(name),
                ..bound(a, None)
            };
            bound.digest().expect("json")
        };
        assert_ne!(named("A"), bound(a, None).digest().expect("json"));
        assert_ne!(named("A"), named("B"));
        let one = bind(a, SignerRole::Owner, "01");
        assert_eq!(one, bind(a, SignerRole::Owner, "01"));
        assert_ne!(one, bind(b, SignerRole::Owner, "01"));
        assert_ne!(one, bind(a, SignerRole::Leader, "01"));
        assert_ne!(one, bind(a, SignerRole::Owner, "02"));
    }
}
