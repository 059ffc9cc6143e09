//! Words that every storey uses: ids, scope, clock, languages, field problems. No SQL statement and no HTTP
//! belongs here.

pub mod clock;
pub mod digest;
pub mod fields;
pub mod ids;
pub mod locale;
pub mod messages;
pub mod normal;
pub mod scope;
pub mod text;
