//! What every floor may use: no SQL, no HTTP.

pub mod fields;
pub mod locale;
pub mod messages;
