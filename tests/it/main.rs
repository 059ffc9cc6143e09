//! The integration tests: one binary, one module per area.

mod assets;
mod imports;
mod ledger;
mod messages;
mod postgres;
mod review;
mod session;
mod support;
mod tenancy;
mod units;
