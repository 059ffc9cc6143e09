//! The outside world: database, private PostgreSQL, telemetry.

pub mod db;
pub mod postgres;
