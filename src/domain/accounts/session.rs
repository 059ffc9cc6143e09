//! Sessions: a random token in the cookie, its SHA-256 in the row.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, TimeDelta, Utc};

use super::{AccountError, store};
use crate::kernel::digest::{random32, sha256};
use crate::kernel::ids::{AccountId, PersonId, TenantId};
use crate::platform::db::{GlobalTx, Tx};

/// Without a request for this long a session ends.
pub const IDLE: TimeDelta = TimeDelta::minutes(60);
/// After this long it ends in any case.
pub const ABSOLUTE: TimeDelta = TimeDelta::hours(12);
/// `seen_at` is written at most this often.
pub const TOUCH: TimeDelta = TimeDelta::seconds(60);

/// A token as it stands in the cookie; never logged, never stored.
#[derive(Clone)]
pub struct Token(String);

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Token(…)")
    }
}

impl Token {
    /// A new random one.
    pub fn fresh() -> Self {
        Self(URL_SAFE_NO_PAD.encode(random32()))
    }

    /// The one a cookie holds, if it has the form of one.
    pub fn from_cookie(value: &str) -> Option<Self> {
        (value.len() == 43).then(|| Self(value.to_owned()))
    }

    /// What the cookie is set to.
    pub fn cookie_value(&self) -> &str {
        &self.0
    }

    /// What the row holds.
    pub fn hash(&self) -> [u8; 32] {
        sha256(self.0.as_bytes())
    }
}

/// A live session and whose it is.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "a row that was read, not a state")]
pub struct Session {
    /// The login.
    pub account: AccountId,
    /// Whose.
    pub tenant: TenantId,
    /// With what they sign in.
    pub login: String,
    /// Name to show.
    pub display_name: String,
    /// The cadre behind it.
    pub person: Option<PersonId>,
    /// Whether a new password must be set before anything else.
    pub must_change_password: bool,
    /// Whether the tenant is a demonstration.
    pub demo: bool,
    /// 白城市
    pub tenant_name: String,
    /// What whoever signs in may name it by.
    pub tenant_slug: String,
    /// `city` or `province`.
    pub tenant_level: String,
    /// Last request that was written down.
    pub seen_at: DateTime<Utc>,
    /// Roles whose sign-in needs a second factor, comma separated.
    pub factor_roles: String,
    /// Whether a code of one is asked for at each sign-in, or this one was by a passkey: both are two factors.
    pub factor: bool,
    /// Whether the account has a second factor of codes.
    pub codes: bool,
    /// How many passkeys it has.
    pub passkeys: i64,
    /// When a code was last given for a signature in this session.
    pub factor_at: Option<DateTime<Utc>>,
}

/// The session that something is asked in, and when a code was last given in it.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// Its token.
    pub token: &'a Token,
    /// When a code was last given for a signature.
    pub factor_at: Option<DateTime<Utc>>,
}

/// Opens a session after the password was verified. A new token each time: nothing from before goes on.
///
/// # Errors
/// When the database refuses.
pub async fn open(
    tx: &mut GlobalTx,
    account: AccountId,
    agent: &str,
    at: DateTime<Utc>,
) -> Result<Token, AccountError> {
    insert(tx, (account, false), agent, at).await
}

/// The same after a passkey's answer was verified: as good as two factors.
pub(super) async fn open_by_passkey(
    tx: &mut GlobalTx,
    account: AccountId,
    agent: &str,
    at: DateTime<Utc>,
) -> Result<Token, AccountError> {
    insert(tx, (account, true), agent, at).await
}

async fn insert(
    tx: &mut GlobalTx,
    whose: (AccountId, bool),
    agent: &str,
    at: DateTime<Utc>,
) -> Result<Token, AccountError> {
    let token = Token::fresh();
    let agent: String = agent.chars().take(200).collect();
    store::insert_session(tx, &token.hash(), whose, &agent, [at, at + ABSOLUTE]).await?;
    Ok(token)
}

/// From now on the session is as good as one that a passkey opened: one was just made in it.
pub(super) async fn strengthen(tx: &mut Tx, token: &Token) -> Result<(), AccountError> {
    Ok(store::strengthen_session(tx, &token.hash()).await?)
}

/// The session of a token, unless it is unknown, idle too long, too old, or its account is disabled.
///
/// # Errors
/// When the database refuses.
pub async fn find(
    tx: &mut GlobalTx,
    token: &Token,
    at: DateTime<Utc>,
) -> Result<Option<Session>, AccountError> {
    Ok(store::live_session(tx, &token.hash(), at, at - IDLE).await?)
}
