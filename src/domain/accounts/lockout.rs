//! Under which keys failures are counted: of a name typed at sign-in, of a password typed again, of a code.

use crate::kernel::digest::{Digest, sha256};
use crate::kernel::ids::AccountId;

/// Of what was typed at sign-in, whether an account of that name exists or not.
pub(super) fn sign_in_key(slug: Option<&str>, login: &str) -> Digest {
    sha256(format!("{}\n{login}", slug.unwrap_or("")).as_bytes())
}

/// Of the password typed again before something that binds.
pub(super) fn confirm_key(account: AccountId) -> Digest {
    sha256(format!("confirm:{account}").as_bytes())
}

/// Of codes of the second factor.
pub(super) fn factor_key(account: AccountId) -> Digest {
    sha256(format!("factor:{account}").as_bytes())
}

/// Of answers by a passkey that did not hold.
pub(super) fn passkey_key(account: AccountId) -> Digest {
    sha256(format!("passkey:{account}").as_bytes())
}

/// What keeps somebody from signing in by a passkey: also a name that was locked by passwords typed for it.
pub(super) fn ways_in(slug: &str, login: &str, account: AccountId) -> [Digest; 3] {
    [
        sign_in_key(None, login),
        sign_in_key(Some(slug), login),
        passkey_key(account),
    ]
}

/// All that may lock an account out.
pub(super) fn keys(slug: &str, login: &str, account: AccountId) -> [Digest; 5] {
    [
        sign_in_key(None, login),
        sign_in_key(Some(slug), login),
        confirm_key(account),
        factor_key(account),
        passkey_key(account),
    ]
}
