//! The project's own check of an assertion: a pure function over bytes, that needs neither the database nor the library
//! by which passkeys are registered, and by which a kept assertion is checked years later, offline.
//!
//! It follows the Web Authentication specification (Level 2, 7.2), all that can be judged from the answer alone.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};

use super::key::PublicKey;
use crate::kernel::digest::{Digest, sha256};

/// The person was there.
const PRESENT: u8 = 0x01;
/// The person was verified by the device: PIN, finger, face.
const VERIFIED: u8 = 0x04;
/// More follows the 37 bytes: data of a new credential, or of extensions.
const MORE: u8 = 0xc0;
/// Digest of the relying party, flags, counter.
const LEAST: usize = 37;

/// What a device answered, byte for byte; in JSON each as base64url without padding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assertion {
    /// Which key.
    #[serde(with = "base64url")]
    pub credential_id: Vec<u8>,
    /// What the device says of itself, signed.
    #[serde(with = "base64url")]
    pub authenticator_data: Vec<u8>,
    /// What the browser says of the page and the challenge; its SHA-256 is signed.
    #[serde(with = "base64url")]
    pub client_data_json: Vec<u8>,
    /// Over both.
    #[serde(with = "base64url")]
    pub signature: Vec<u8>,
}

impl Assertion {
    /// The bytes that the device signed.
    fn signed(&self) -> Vec<u8> {
        [&self.authenticator_data[..], &sha256(&self.client_data_json)].concat()
    }

    /// SHA-256 of what was signed and its signature: what a countersignature names it by.
    pub fn digest(&self) -> Digest {
        sha256(&[self.signed(), self.signature.clone()].concat())
    }
}

/// What an answer has to be an answer to.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// The relying party, a host name.
    pub rp_id: &'a str,
    /// Where the page stands, such as `https://zhenggai.example`.
    pub origin: &'a str,
    /// What was to be signed.
    pub challenge: &'a [u8],
    /// The key's public half.
    pub key: &'a PublicKey,
    /// The counter when the key was last used; none where that is not known, as offline.
    pub counter: Option<u32>,
}

/// Why an answer is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Wrong {
    /// Not the form that the specification gives it.
    #[error("the answer is malformed")]
    Malformed,
    /// Made for something else than an assertion.
    #[error("the answer is no assertion")]
    Kind,
    /// Over another challenge.
    #[error("another challenge was signed")]
    Challenge,
    /// On another site, or inside one.
    #[error("it was signed on another site")]
    Origin,
    /// For another relying party.
    #[error("it was signed for another relying party")]
    Party,
    /// Nobody was there.
    #[error("nobody confirmed it")]
    Absent,
    /// The device did not check who was there.
    #[error("the device did not verify its user")]
    Unverified,
    /// Not by this key.
    #[error("the signature is not of this key")]
    Signature,
    /// The counter went back: there may be a copy of the key.
    #[error("the device's counter went back: the key may have been copied")]
    Counter,
}

/// What the browser writes, as far as it is checked.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ClientData {
    #[serde(rename = "type")]
    kind: String,
    challenge: String,
    origin: String,
    #[serde(default)]
    cross_origin: bool,
}

/// Whether `answer` is this key's assertion over the challenge, with the user verified, on this site. Gives the device's counter.
///
/// # Errors
/// The first thing that is wrong.
pub fn check(answer: &Assertion, asked: &Asked<'_>) -> Result<u32, Wrong> {
    let client: ClientData =
        serde_json::from_slice(&answer.client_data_json).map_err(|_| Wrong::Malformed)?;
    let challenge = URL_SAFE_NO_PAD
        .decode(&client.challenge)
        .map_err(|_| Wrong::Malformed)?;
    let data = &answer.authenticator_data;
    let (party, flags) = match (data.get(..32), data.get(32)) {
        (Some(party), Some(flags)) if data.len() == LEAST || (data.len() > LEAST && flags & MORE != 0) => {
            (party, *flags)
        }
        _ => return Err(Wrong::Malformed),
    };
    let counter = data.get(33..LEAST).and_then(|bytes| bytes.try_into().ok());
    let counter = counter.map(u32::from_be_bytes).ok_or(Wrong::Malformed)?;
    let rules = [
        (client.kind == "webauthn.get", Wrong::Kind),
        (challenge == asked.challenge, Wrong::Challenge),
        (
            client.origin == asked.origin && !client.cross_origin,
            Wrong::Origin,
        ),
        (party == sha256(asked.rp_id.as_bytes()), Wrong::Party),
        (flags & PRESENT != 0, Wrong::Absent),
        (flags & VERIFIED != 0, Wrong::Unverified),
        (
            asked.key.verifies(&answer.signed(), &answer.signature),
            Wrong::Signature,
        ),
        (
            // A device that does not count says 0 each time.
            asked
                .counter
                .is_none_or(|known| counter > known || (counter == 0 && known == 0)),
            Wrong::Counter,
        ),
    ];
    match rules.into_iter().find(|(holds, _)| !holds) {
        Some((_, wrong)) => Err(wrong),
        None => Ok(counter),
    }
}

/// Bytes in JSON.
pub mod base64url {
    use base64::Engine as _;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD;
    use serde::{Deserialize as _, Deserializer, Serializer, de::Error as _};

    /// As base64url without padding.
    ///
    /// # Errors
    /// The serialiser's own.
    pub fn serialize<S: Serializer>(bytes: &[u8], to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&URL_SAFE_NO_PAD.encode(bytes))
    }

    /// Back.
    ///
    /// # Errors
    /// When it is no such text.
    pub fn deserialize<'d, D: Deserializer<'d>>(from: D) -> Result<Vec<u8>, D::Error> {
        let text = String::deserialize(from)?;
        URL_SAFE_NO_PAD.decode(text).map_err(D::Error::custom)
    }
}
