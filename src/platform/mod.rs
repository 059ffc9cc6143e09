//! The outside world: the database, files, mail, telemetry. No rules of the domain.

pub mod postgres;
