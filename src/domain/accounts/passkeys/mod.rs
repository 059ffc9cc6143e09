//! Passkeys (WebAuthn): keys that only the devices of an account's owner hold. They sign in without a password, and they sign
//! statements (the room `signing`).
//!
//! Registration and every answer go through the library `webauthn-rs`; every answer also through the project's own check
//! ([`assertion`]), which needs nothing but bytes. Each question is answered once, within [`PATIENCE`]; the device verifies its user
//! each time, so a passkey counts as both factors. What it answers to a signature is kept, to be checked offline.

pub mod actions;
pub mod assertion;
mod challenge;
pub mod key;
mod sign;
mod sign_in;
mod site;
#[cfg(test)]
mod softkey;
pub mod store;

pub use actions::{Answer, Question, begin, finish, remove, rename};
pub use assertion::Assertion;
pub use key::PublicKey;
pub use sign::{Asserted, ask_to_sign, asserted};
pub use sign_in::{ask, sign_in};
pub use site::{Site, SiteError};

use chrono::{DateTime, TimeDelta, Utc};
use webauthn_rs::prelude::{Credential, Passkey};

use super::AccountError;
use crate::kernel::ids::AccountId;

/// How long one may take for the answer.
pub const PATIENCE: TimeDelta = TimeDelta::minutes(5);
/// Longest name of a passkey, in characters.
pub const LONGEST_NAME: usize = 40;
/// Most passkeys of an account: a person has a few devices.
const MOST: usize = 20;

/// A passkey as it is listed.
#[derive(Clone, Debug)]
pub struct Listed {
    /// Its id.
    pub id: uuid::Uuid,
    /// What its owner calls it.
    pub name: String,
    /// Since when.
    pub created_at: DateTime<Utc>,
    /// When it last signed in or signed.
    pub last_used_at: Option<DateTime<Utc>>,
    /// Since when there may be a copy of it.
    pub suspect_at: Option<DateTime<Utc>>,
}

/// A passkey as it is checked.
#[derive(Clone, Debug)]
pub struct Kept {
    /// Its id.
    pub id: uuid::Uuid,
    /// Whose.
    pub account: AccountId,
    /// What the library keeps.
    pub passkey: Passkey,
    /// The device's counter when it was last used.
    pub counter: u32,
}

impl Kept {
    /// Its public half.
    ///
    /// # Errors
    /// [`AccountError::Denied`] for one of a kind that this program does not check; none such is taken in.
    pub fn key(&self) -> Result<PublicKey, AccountError> {
        PublicKey::of(self.passkey.get_public_key()).ok_or(AccountError::Denied)
    }
}

/// The device's counter at the registration.
fn first_counter(passkey: &Passkey) -> u32 {
    Credential::from(passkey.clone()).counter
}
