//! Verbs: make an account and slips in batches, sign in and out, change and confirm a password, give roles, disable.

mod confirm;
mod create;
mod password;
mod roles;
mod sign_in;
mod slips;
mod stand;

pub use confirm::confirm_again;
pub use create::{NewAccount, create, create_with_code};
pub use password::{change, confirm, reset};
pub use roles::{give, take};
pub use sign_in::{Credentials, Entry, SignedIn, sign_in, sign_out};
pub(super) use sign_in::{LIMIT, LOCK};
pub use slips::{Slip, make, renew};
pub use stand::{Changed, after_roster, disable, enable, leave, reset_factor, unlock};
