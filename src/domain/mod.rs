//! Concepts, cut by the field's own words; knows no HTTP. Each room: types and pure rules in `mod.rs`,
//! SQL in `store`, verbs in `actions`. A verb writes its rows and its ledger event in one transaction.

pub mod accounts;
pub mod advice;
pub mod calendar;
pub mod campaigns;
pub mod figures;
pub mod files;
pub mod ledger;
pub mod likeness;
pub mod lists;
pub mod lookback;
pub mod packages;
pub mod people;
pub mod reasons;
pub mod rectification;
pub mod review;
pub mod search;
pub mod signing;
pub mod tenants;
pub mod units;
pub mod views;
pub mod waiting;
