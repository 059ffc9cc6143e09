//! The second factor: a code of six digits that an app makes of a shared secret and the time (RFC 6238), or one of the
//! recovery codes that stand in for it. The password alone then opens nothing.

pub mod actions;
pub mod rule;
pub mod store;

use chrono::{DateTime, TimeDelta, Utc};
use totp_rs::{Builder, Secret};

use crate::kernel::digest::{random32, sha256};

/// How long one may take from the password to the code.
pub const PATIENCE: TimeDelta = TimeDelta::minutes(10);
/// For how long after a code further signatures of the same session need only the password.
pub const GRACE: TimeDelta = TimeDelta::minutes(10);
/// How many recovery codes are handed out.
const RECOVERY: usize = 8;

/// A shared secret, 160 bits as RFC 4226 recommends.
pub fn fresh_secret() -> [u8; 20] {
    let mut secret = [0; 20];
    secret.copy_from_slice(&random32()[..20]);
    secret
}

/// The step of 30 seconds that `code` belongs to: the present one, or one before or after for clocks that differ.
pub fn matching(secret: &[u8], code: &str, at: DateTime<Utc>) -> Option<i64> {
    let totp = Builder::new().with_secret(secret).build().ok()?;
    let seconds = u64::try_from(at.timestamp()).ok()?;
    totp.check(&digits(code), seconds)
        .and_then(|step| i64::try_from(step).ok())
}

/// Codes are read aloud and typed in groups.
fn digits(code: &str) -> String {
    code.chars().filter(|c| !c.is_whitespace() && *c != '-').collect()
}

/// Recovery codes as they are shown once, such as `k7qm-2xwp-e9ra`: 59 bits each.
fn fresh_recovery() -> Vec<String> {
    let group = |word: String| format!("{}-{}-{}", &word[..4], &word[4..8], &word[8..]);
    (0..RECOVERY)
        .map(|_| group(super::password::one_time()))
        .collect()
}

/// What the row of a recovery code holds.
fn recovery_hash(code: &str) -> [u8; 32] {
    sha256(digits(code).to_lowercase().as_bytes())
}

/// A secret in base32, as authenticator apps take it.
pub fn base32(secret: &[u8]) -> String {
    Secret::from(secret).to_base32()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 6238, appendix B, the last six digits for SHA-1.
    #[test]
    fn codes_are_those_of_the_standard() {
        let secret = b"12345678901234567890";
        for (seconds, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (2_000_000_000, "279037"),
        ] {
            let at = DateTime::from_timestamp(seconds, 0).expect("an instant");
            assert_eq!(matching(secret, code, at), Some(seconds / 30));
            assert_eq!(
                matching(secret, &format!("{} {}", &code[..3], &code[3..]), at),
                Some(seconds / 30)
            );
            assert_eq!(
                matching(secret, code, at + TimeDelta::seconds(30)),
                Some(seconds / 30)
            );
            assert_eq!(matching(secret, code, at + TimeDelta::seconds(90)), None);
        }
        let now = DateTime::from_timestamp(59, 0).expect("an instant");
        for wrong in ["", "287083", "28708", "2870822", "abcdef"] {
            assert_eq!(matching(secret, wrong, now), None, "{wrong}");
        }
    }

    /// RFC 4648, as the apps' own examples have it.
    #[test]
    fn secrets_are_written_as_apps_read_them() {
        assert_eq!(
            base32(b"12345678901234567890"),
            "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
        );
    }
}
