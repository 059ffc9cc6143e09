//! Pages, cut by area; the only storey that knows HTTP. An area's `mod.rs` holds all its routes on one screen,
//! each action stands in a file of its own, `form.rs` is what is posted, `view.rs` what is drawn.

pub mod accounts;
pub mod app;
pub mod calendar;
pub mod campaign;
pub mod figures;
pub mod home;
pub mod imports;
pub mod ledger;
pub mod lists;
pub mod lookback;
pub mod operation;
pub mod ours;
pub mod packages;
pub mod people;
pub mod reasons;
pub mod rectification;
pub mod review;
pub mod routes;
pub mod search;
pub mod session;
pub mod shell;
pub mod signing;
pub mod state;
pub mod telemetry;
pub mod units;
pub mod views;
