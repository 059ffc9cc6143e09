//! Canonical JSON (RFC 8785) and the digests that are taken of it: SHA-256, and SM3 (GB/T 32905) beside it.

use serde::Serialize;
use sha2::Digest as _;

/// A 32-byte digest.
pub type Digest = [u8; 32];

/// Canonical JSON of `value`, RFC 8785: the same value always gives the same bytes.
///
/// # Errors
/// When the value has what JSON can't say, such as a map whose keys are not strings.
pub fn canonical<T: Serialize>(value: &T) -> Result<String, serde_json::Error> {
    serde_json_canonicalizer::to_string(value)
}

/// SHA-256 of `bytes`.
pub fn sha256(bytes: &[u8]) -> Digest {
    sha2::Sha256::digest(bytes).into()
}

/// SM3 of `bytes`.
pub fn sm3(bytes: &[u8]) -> Digest {
    sm3::Sm3::digest(bytes).into()
}

/// 32 random bytes from the operating system, for tokens and nonces.
pub fn random32() -> Digest {
    rand::random()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sm3_of_abc_is_the_standards_vector() {
        assert_eq!(
            hex::encode(sm3(b"abc")),
            "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
        );
    }

    #[test]
    fn canonical_json_sorts_keys() {
        let value = serde_json::json!({"b": 1, "a": "整改"});
        assert_eq!(canonical(&value).expect("json"), r#"{"a":"整改","b":1}"#);
    }
}
