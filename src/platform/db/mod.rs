//! The database, reached in one way only: a transaction that carries the tenant.
//!
//! sqlx 0.9.0 can hand a connection back to its pool inside an open transaction when the future of `begin`
//! is dropped (a client hanging up). The defences: work of a request runs in a spawned task (`web`), a
//! ROLLBACK after each release, a time limit on idle transactions, policies that fail closed.

mod about;
pub mod bulk;
mod connect;
mod error;
mod guard;
mod place;
pub mod schema;
mod tx;

pub use about::{About, about};
pub use connect::{Db, Settings};
pub use error::{DbError, constraint};
pub use guard::{Bypass, refuse_bypass};
pub use tx::{GlobalTx, Tx};
