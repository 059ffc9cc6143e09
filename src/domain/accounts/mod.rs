//! Logins, passwords, sessions, lock-out, roles.

pub mod actions;
pub mod factor;
mod lockout;
pub mod managing;
pub mod passkeys;
pub mod password;
pub mod session;
pub mod store;

use chrono::{DateTime, Utc};

use crate::kernel::ids::{AccountId, PersonId, TenantId};

/// A login.
#[derive(Clone, Debug)]
pub struct Account {
    /// Its id.
    pub id: AccountId,
    /// Whose.
    pub tenant: TenantId,
    /// Lower case.
    pub login: String,
    /// Name to show.
    pub display_name: String,
    /// The cadre behind it.
    pub person: Option<PersonId>,
    /// PHC string of argon2id; none until a password was set.
    pub password_hash: Option<String>,
    /// Whether the next sign-in must change it.
    pub must_change_password: bool,
    /// A one-time password is void after this.
    pub one_time_until: Option<DateTime<Utc>>,
    /// Whether it may sign in.
    pub disabled: bool,
}

/// Why an account or session verb was refused.
#[derive(Debug, thiserror::Error)]
pub enum AccountError {
    /// Name or password is wrong, or the account is locked or void: never told apart.
    #[error("the name or the password is not right")]
    Denied,
    /// The code of the second factor is wrong, where the password was right.
    #[error("the code is not right")]
    CodeDenied,
    /// Too many failures for the name typed, whether it exists or not.
    #[error("too many failed attempts; try again later")]
    Locked,
    /// Too many people sign in at this moment.
    #[error("too many sign-ins at this moment")]
    Busy,
    /// The new password is too short, too long, or too plain.
    #[error("{0}")]
    Weak(&'static str),
    /// The login name is taken in this tenant.
    #[error("the login name is taken")]
    LoginTaken,
    /// The login has other characters, or the name is empty or too long.
    #[error(
        "a login name has 1 to 64 letters a-z, digits, dots, hyphens and underscores and begins with a letter or a digit; a name has 1 to 60 characters"
    )]
    Malformed,
    /// One of the three administrators with another role, or as a cadre.
    #[error(
        "an administrator (sysadmin, secadmin, auditor) holds that one role only and is no cadre of the roster"
    )]
    Mixed,
    /// A role that reaches only its holder's unit or group, for somebody who has none.
    #[error("this role goes by its holder's unit or group: it needs somebody of the roster who has a post")]
    Placeless,
    /// No such person, account, role or unit.
    #[error("no such {0}")]
    Unknown(&'static str),
    /// The counter of a passkey's device went back: somebody may hold a copy.
    #[error("the counter of the passkey went back: there may be a copy of it")]
    Copied,
    /// A device that is registered already.
    #[error("the passkey is registered already")]
    KeyTaken,
    /// An account with more passkeys than anybody has devices.
    #[error("there are too many passkeys already")]
    TooMany,
    /// The ledger refused.
    #[error(transparent)]
    Act(#[from] crate::domain::ledger::ActError),
    /// The database refused.
    #[error(transparent)]
    Db(#[from] crate::platform::db::DbError),
}

impl From<sqlx::Error> for AccountError {
    fn from(error: sqlx::Error) -> Self {
        Self::Db(error.into())
    }
}

/// What the library says of an answer: it does not hold. Why is not told apart, as with passwords.
impl From<webauthn_rs::prelude::WebauthnError> for AccountError {
    fn from(_: webauthn_rs::prelude::WebauthnError) -> Self {
        Self::Denied
    }
}
