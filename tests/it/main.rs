//! The integration tests: one binary, one module per area.

mod assets;
mod commands;
mod imports;
mod ledger;
mod lists;
mod messages;
mod postgres;
mod rectification;
mod review;
mod rights;
mod session;
mod signing;
mod support;
mod tenancy;
mod units;
