//! Public keys as JSON Web Keys (RFC 7517), so that any tool can check what they signed.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::signature::{
    ECDSA_P256_SHA256_ASN1, ECDSA_P384_SHA384_ASN1, ED25519, RSA_PKCS1_2048_8192_SHA256,
    RsaPublicKeyComponents, UnparsedPublicKey,
};
use serde::{Deserialize, Serialize};
use webauthn_rs::prelude::{COSEAlgorithm, COSEKey, COSEKeyType, ECDSACurve, EDDSACurve};

/// The public half of a passkey. Values are base64url without padding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "alg", deny_unknown_fields)]
pub enum PublicKey {
    /// ECDSA on P-256 with SHA-256: what nearly every device has.
    #[serde(rename = "ES256")]
    Es256(Point),
    /// ECDSA on P-384 with SHA-384.
    #[serde(rename = "ES384")]
    Es384(Point),
    /// RSA PKCS #1 v1.5 with SHA-256: older Windows Hello.
    #[serde(rename = "RS256")]
    Rs256(Rsa),
    /// Ed25519.
    #[serde(rename = "EdDSA")]
    EdDsa(Octets),
}

/// A point of a curve.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "members of a JSON Web Key, RFC 7518 6.2")]
pub struct Point {
    pub kty: String,
    pub crv: String,
    pub x: String,
    pub y: String,
}

/// A modulus and an exponent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "members of a JSON Web Key, RFC 7518 6.3")]
pub struct Rsa {
    pub kty: String,
    pub n: String,
    pub e: String,
}

/// A point as one coordinate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "members of a JSON Web Key, RFC 8037")]
pub struct Octets {
    pub kty: String,
    pub crv: String,
    pub x: String,
}

impl PublicKey {
    /// The key of a registered passkey; none of a kind that this program does not check.
    pub fn of(key: &COSEKey) -> Option<Self> {
        let text = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
        let point = |curve: &str, x: &[u8], y: &[u8]| Point {
            kty: "EC".to_owned(),
            crv: curve.to_owned(),
            x: text(x),
            y: text(y),
        };
        match (&key.type_, &key.key) {
            (COSEAlgorithm::ES256, COSEKeyType::EC_EC2(ec)) if ec.curve == ECDSACurve::SECP256R1 => {
                Some(Self::Es256(point("P-256", &ec.x, &ec.y)))
            }
            (COSEAlgorithm::ES384, COSEKeyType::EC_EC2(ec)) if ec.curve == ECDSACurve::SECP384R1 => {
                Some(Self::Es384(point("P-384", &ec.x, &ec.y)))
            }
            (COSEAlgorithm::RS256, COSEKeyType::RSA(rsa)) => Some(Self::Rs256(Rsa {
                kty: "RSA".to_owned(),
                n: text(&rsa.n),
                e: text(&rsa.e),
            })),
            (COSEAlgorithm::EDDSA, COSEKeyType::EC_OKP(okp)) if okp.curve == EDDSACurve::ED25519 => {
                Some(Self::EdDsa(Octets {
                    kty: "OKP".to_owned(),
                    crv: "Ed25519".to_owned(),
                    x: text(&okp.x),
                }))
            }
            _ => None,
        }
    }

    /// Whether `signature` is this key's over `message`. A malformed key verifies nothing.
    pub fn verifies(&self, message: &[u8], signature: &[u8]) -> bool {
        self.try_verify(message, signature).is_some()
    }

    fn try_verify(&self, message: &[u8], signature: &[u8]) -> Option<()> {
        let bytes = |text: &str| URL_SAFE_NO_PAD.decode(text).ok();
        let uncompressed = |point: &Point| Some([vec![4], bytes(&point.x)?, bytes(&point.y)?].concat());
        match self {
            Self::Es256(point) => {
                let key = UnparsedPublicKey::new(&ECDSA_P256_SHA256_ASN1, uncompressed(point)?);
                key.verify(message, signature).ok()
            }
            Self::Es384(point) => {
                let key = UnparsedPublicKey::new(&ECDSA_P384_SHA384_ASN1, uncompressed(point)?);
                key.verify(message, signature).ok()
            }
            Self::Rs256(rsa) => {
                let key = RsaPublicKeyComponents {
                    n: bytes(&rsa.n)?,
                    e: bytes(&rsa.e)?,
                };
                key.verify(&RSA_PKCS1_2048_8192_SHA256, message, signature).ok()
            }
            Self::EdDsa(octets) => {
                let key = UnparsedPublicKey::new(&ED25519, bytes(&octets.x)?);
                key.verify(message, signature).ok()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MESSAGE: &[u8] = b"the signed bytes";

    /// Made by OpenSSL: a key, and its signature of [`MESSAGE`].
    const SIGNED: [(&str, &str); 3] = [
        (
            r#"{"alg":"RS256","kty":"RSA","e":"AQAB","n":"qKOwXDVwZjYmElCznrqQwJzk96XF7isX0qgcpIAvVqj38al4e635P7DhnrFQakxVelvRcxcDQoQ8mbbCCyX70k9G5PMd5cB6MSEd3q9oOBsVVuVqhunIaDh9Jl2YqZDrnr7uMADnE0Zn2jyVxpse2X42s6tNmMyQHWxzlOyS8_EUF1mcrssIQQQ3lEhCmNn35MgMIgjeZJuASxWBLepltgZg6NnsYkB4XAV4__k5zE-WkDEJZwIqgEMs-VjBvtIpUFHvlpgyEsWtAvKgaNO6z9mrQMrEqQjzgFnbA4yZJizYejrtWIF02w8_R6PwMwcyKWFYmiI0qYyIaAQvK6rshQ"}"#,
            "BsiCQWfXm8c6YLWUjcJkigIzJm9UGCKUVZ1FrXW-cyyg5uO56ZmTfSX9HXn14RMqX1qz8znukJWFb0w0CAGbUhx1p_C2wOuE4HCrDbh6JXUGQCsZcacWBkMYFN1VIQI8-zT5atK0LYCQJXIGpS_gpMJII71csdoej23AVcpcUhlnDjJOVmnI-8wdvvYOEO5C-IpQeyAy7ti7eArwaStsRBN5SBqCwnlXW3IrsO-l5QyGdxuytDKCCKAx9QUS92yo3Ycxzv3qn7KARNCYgwnha8rfvqoQ4IRByl7jc5TPSEl0XvNvZlu0enNeRG4N4uZI8UdNKGZOrF3DSlEe2mLo3Q",
        ),
        (
            r#"{"alg":"EdDSA","kty":"OKP","crv":"Ed25519","x":"n91cQUUoyeveJVkHECrpEt4EcGG7uUXRDNAqqlWGzNA"}"#,
            "oSlUcaYlAnRH--xQ-cPBLTVcuB6B_YMTnltyZ4GYhUa9mVVEJk68BURi48iVes_CZYMll5E_yzb3wQ815G_sCg",
        ),
        (
            r#"{"alg":"ES384","kty":"EC","crv":"P-384","x":"x-cKTsZjjBGjijJqcPGYkmvuKImrs4o6CFXETtWa_7bD88FlPzSmgU__gxL23CPh","y":"TaMx1ApNHhJFiGwIrQ5hWaYL2bLoBQiAqlDzQfj0_5AZ4EUD2WfC4OkmgmZgmDBV"}"#,
            "MGQCMHf7dF-ClUJpGHGUVr-vZZjlKrUabl4DvEjm-5rk4_hTZyLenN28uQHmtYygbKc6rQIwUIxZovQZiZJl9jlCqqT43FFTnmrGc4nKHXLdQ9x1afGm7JjPeC0Ihvco0iGeUe5r",
        ),
    ];

    #[test]
    fn keys_of_each_kind_verify_what_others_signed_and_nothing_else() {
        for (key, signature) in SIGNED {
            let key: PublicKey = serde_json::from_str(key).expect("a key");
            let mut signature = URL_SAFE_NO_PAD.decode(signature).expect("base64url");
            assert!(key.verifies(MESSAGE, &signature), "{key:?}");
            assert!(!key.verifies(b"other bytes", &signature));
            assert!(!key.verifies(MESSAGE, &[]));
            let last = signature.len() - 1;
            signature[last] ^= 1;
            assert!(!key.verifies(MESSAGE, &signature));
        }
    }

    #[test]
    fn a_malformed_key_verifies_nothing() {
        let text = r#"{"alg":"ES256","kty":"EC","crv":"P-256","x":"!","y":"AA"}"#;
        let key: PublicKey = serde_json::from_str(text).expect("its form is right");
        assert!(!key.verifies(MESSAGE, &[0; 70]));
        assert!(serde_json::from_str::<PublicKey>(r#"{"alg":"none"}"#).is_err());
    }
}
