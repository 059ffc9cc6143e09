//! Words that every storey uses: ids, scope, clock. No SQL statement and no HTTP belongs here.

pub mod clock;
pub mod digest;
pub mod fields;
pub mod ids;
pub mod scope;
