//! The integration tests: one binary, one module per area.

mod postgres;
mod session;
mod support;
