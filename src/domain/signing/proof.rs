//! That the signer was just confirmed. Verbs that sign ask for it by value: signing without confirming does not
//! compile, and one confirmation serves one signature.

use super::Method;
use crate::domain::accounts::password::Passwords;
use crate::domain::accounts::{self, AccountError};
use crate::domain::ledger::Act;
use crate::platform::db::Tx;

/// A fresh confirmation of whoever acts.
#[derive(Debug)]
pub struct Proof {
    method: Method,
}

impl Proof {
    /// The actor's password, typed again: 电子确认.
    ///
    /// # Errors
    /// [`AccountError::Denied`] and [`AccountError::Locked`] after counting the failure, which lasts only if the
    /// caller commits; [`AccountError::Busy`].
    pub async fn by_password(
        tx: &mut Tx,
        act: &mut Act,
        passwords: &Passwords,
        password: String,
    ) -> Result<Self, AccountError> {
        accounts::actions::confirm_again(tx, act, passwords, password).await?;
        Ok(Self {
            method: Method::Password,
        })
    }

    /// For invented people of a demonstration, whom nobody can ask for a password.
    pub fn of_demonstration() -> Self {
        Self {
            method: Method::Password,
        }
    }

    pub(super) fn method(&self) -> Method {
        self.method
    }
}
