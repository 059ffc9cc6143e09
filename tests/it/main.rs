//! The integration tests: one binary, one module per area.

mod accounts;
mod assets;
mod budgets;
mod campaign;
mod commands;
mod demo;
mod figures;
mod imports;
mod ledger;
mod lists;
mod messages;
mod operation;
mod ours;
mod packages;
mod people;
mod postgres;
mod rectification;
mod review;
mod rights;
mod session;
mod signing;
mod support;
mod templates;
mod tenancy;
mod units;
mod waiting;
