//! The organisation tree: what a unit is and how it is identified.

pub mod credit_code;
pub mod kind;

pub use kind::UnitKind;
