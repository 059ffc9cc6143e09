//! zhenggai: a city's campaign against bad work style, from a problem to its percentage.

pub mod domain;
pub mod imports;
pub mod kernel;
