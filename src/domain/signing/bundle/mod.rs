//! One file with all that is needed to check the signatures of a sheet without this program, and the check itself: a pure function
//! over its bytes, by the same rules that anybody can write again from the words in it.

mod check;
mod make;

pub use check::{Checked, PaperFound, check};
pub use make::make;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Together;
use super::countersign::{Countersigned, CountersignedBreak};
use crate::domain::accounts::passkeys::{Assertion, PublicKey};
use crate::kernel::ids::AccountId;

/// Tells this file from any other.
pub(super) const KIND: &str = "zhenggai.signed-sheet";

/// How the parts hang together, for whoever reads the file.
const HOW: [&str; 7] = [
    "statement: the text that was shown and signed (canonical JSON, RFC 8785, UTF-8); sha256 and sm3 are its digests.",
    "binding: what the signature binds. binding_sha256 = SHA-256 of its canonical JSON; binding.statement_sha256 = sha256. binding.signed_as: name and title of the signer, where the statement names somebody else in this role.",
    "passkey: the challenge in client_data_json is binding_sha256 (base64url); where several statements of one person were signed with one gesture, it is SHA-256 of the canonical JSON of passkey.together, in whose bindings binding_sha256 stands. signature is over authenticator_data followed by SHA-256(client_data_json), under public_key (JWK). Flags: user present and verified.",
    "countersignature.signature: Ed25519 over the canonical JSON of countersignature.signed, under the server key of that id. assertion_sha256 = SHA-256(authenticator_data, SHA-256(client_data_json), passkey.signature).",
    "paper: of a signature on paper, the date on it, who entered it (name, and the account that is countersigned as entered_by), and SHA-256 of the scan as it is kept and handed out. What of it stands in countersignature.signed (basis_sha256, signed_on, entered_by) is proven; the name is what the program calls the account.",
    "broken: when and why the signature lost its force. broken.countersignature.signature: Ed25519 over the canonical JSON of broken.countersignature.signed, in which reason_sha256 = SHA-256 of the reason (UTF-8). Without it, the file says so and nothing proves it.",
    "server_keys: id = first 16 hexadecimal digits of SHA-256(public_key). Whether a key is the office's own has to be asked of the office.",
];

/// The file.
#[derive(Debug, Serialize, Deserialize)]
pub struct Bundle {
    kind: String,
    version: u32,
    how: Vec<String>,
    /// Each signature, oldest first; broken ones too.
    pub signatures: Vec<Entry>,
    /// Public keys by which servers countersigned.
    pub server_keys: Vec<ServerKey>,
}

/// One signature.
#[derive(Debug, Serialize, Deserialize)]
#[expect(missing_docs, reason = "said in HOW, which stands in the file")]
pub struct Entry {
    pub method: String,
    pub signed_at: String,
    pub statement: String,
    pub sha256: String,
    pub sm3: String,
    pub binding: serde_json::Value,
    pub binding_sha256: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub passkey: Option<Passkey>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub countersignature: Option<Countersignature>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paper: Option<Paper>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub broken: Option<Broken>,
}

/// What was entered of a signature on paper; of one that came in with history, the scan alone.
#[derive(Debug, Serialize, Deserialize)]
#[expect(missing_docs, reason = "said in HOW, which stands in the file")]
pub struct Paper {
    pub scan_sha256: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signed_on: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entered_by: Option<EnteredBy>,
}

/// Who entered it.
#[derive(Debug, Serialize, Deserialize)]
#[expect(missing_docs, reason = "said in HOW, which stands in the file")]
pub struct EnteredBy {
    pub account: AccountId,
    pub name: String,
}

/// What a passkey answered, and on which site.
#[derive(Debug, Serialize, Deserialize)]
#[expect(missing_docs, reason = "said in HOW, which stands in the file")]
pub struct Passkey {
    #[serde(flatten)]
    pub assertion: Assertion,
    pub public_key: PublicKey,
    pub rp_id: String,
    pub origin: String,
    /// Where one gesture signed several statements: the bindings of all of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub together: Option<Together>,
}

/// What the server signed.
#[derive(Debug, Serialize, Deserialize)]
#[expect(missing_docs, reason = "said in HOW, which stands in the file")]
pub struct Countersignature {
    pub signed: Countersigned,
    pub signature: String,
}

/// Why and when a signature lost its force.
#[derive(Debug, Serialize, Deserialize)]
#[expect(missing_docs, reason = "as on the page")]
pub struct Broken {
    pub at: String,
    pub reason: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub countersignature: Option<BreakCountersignature>,
}

/// What the server signed of a break.
#[derive(Debug, Serialize, Deserialize)]
#[expect(missing_docs, reason = "said in HOW, which stands in the file")]
pub struct BreakCountersignature {
    pub signed: CountersignedBreak,
    pub signature: String,
}

/// A server's public key, in hexadecimal.
#[derive(Debug, Serialize, Deserialize)]
#[expect(missing_docs, reason = "said in HOW, which stands in the file")]
pub struct ServerKey {
    pub id: String,
    pub public_key: String,
}
