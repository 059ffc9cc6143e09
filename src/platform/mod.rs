//! The outside world: database, private PostgreSQL, keys in files, files that people hand in.

pub mod db;
pub mod files;
pub mod keys;
pub mod postgres;
