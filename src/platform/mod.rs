//! The outside world: database, private PostgreSQL, keys in files.

pub mod db;
pub mod keys;
pub mod postgres;
