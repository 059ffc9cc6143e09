//! The real program, as people and scripts call it.

mod accounts;
mod demo;
mod exports;
mod figures;
mod imports;
mod language;
mod places;
pub mod program;
mod refused;
mod slips;
mod usage;
