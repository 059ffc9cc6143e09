//! Verbs: make an account, sign in and out, change and confirm a password.

mod confirm;
mod create;
mod password;
mod sign_in;

pub use confirm::confirm_again;
pub use create::{NewAccount, create};
pub use password::{change, confirm, reset};
pub use sign_in::{Credentials, Entry, SignedIn, sign_in, sign_out};
pub(super) use sign_in::{LIMIT, LOCK};
