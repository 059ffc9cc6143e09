//! The integration tests: one binary, one module per area.

mod assets;
mod imports;
mod ledger;
mod lists;
mod messages;
mod postgres;
mod review;
mod rights;
mod session;
mod signing;
mod support;
mod tenancy;
mod units;
