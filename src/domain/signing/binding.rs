//! What a signature binds.
//!
//! Its digest is also the challenge that a passkey signs. It holds what the challenge of a signature has to hold, and more of the
//! same kind: a word of its own (`kind`, the domain's tag), the statement's digest, the signer, the nonce; and the signer's role, by
//! which order in whose stead, and the version of the words. So the signer's device signs exactly this content, as exactly this signer.

use serde::Serialize;

use super::stead::InStead;
use super::{Sheet, SignerRole};
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
    pub fn new(
        sheet: &Sheet,
        (signer, role): (PersonId, SignerRole),
        stead: Option<&'a InStead>,
        nonce: &'a str,
    ) -> Self {
        Self {
            kind: KIND,
            statement_sha256: hex::encode(sheet.sha256),
            signer,
            role,
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

#[cfg(test)]
mod tests {
    use super::*;

    fn bound(signer: PersonId, stead: Option<(PersonId, DelegationId, &str)>) -> Binding<'_> {
        Binding {
            kind: KIND,
            statement_sha256: "00".to_owned(),
            signer,
            role: SignerRole::Leader,
            acting_for: stead.map(|(leader, ..)| leader),
            delegation: stead.map(|(_, order, _)| order),
            declared: stead.map(|(.., declared)| declared),
            wording_version: 1,
            nonce: "01",
        }
    }

    #[test]
    fn a_signature_is_bound_to_signer_role_and_nonce() {
        let bind = |signer, role, nonce| {
            let binding = Binding {
                kind: KIND,
                statement_sha256: "00".to_owned(),
                signer,
                role,
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
        let one = bind(a, SignerRole::Owner, "01");
        assert_eq!(one, bind(a, SignerRole::Owner, "01"));
        assert_ne!(one, bind(b, SignerRole::Owner, "01"));
        assert_ne!(one, bind(a, SignerRole::Leader, "01"));
        assert_ne!(one, bind(a, SignerRole::Owner, "02"));
    }
}
