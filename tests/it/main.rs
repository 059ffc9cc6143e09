//! The integration tests: one binary, one module per area.

mod assets;
mod messages;
mod postgres;
mod session;
mod support;
mod tenancy;
