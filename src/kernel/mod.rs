//! What every floor may use: no SQL, no HTTP.

pub mod text;
