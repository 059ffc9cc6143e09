//! A statement that is signed, as pages of several areas draw it: its paper, its places for signatures, its address.

pub mod cells;
pub mod paper;

use crate::domain::signing::Purpose;

/// Where a sheet is.
pub fn path(problem: impl std::fmt::Display, purpose: Purpose) -> String {
    format!("/problems/{problem}/signatures/{}", purpose.code())
}
