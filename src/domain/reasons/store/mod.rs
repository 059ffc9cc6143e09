//! SQL of the library, of what reasons add up to, of opinion sheets and of clues handed over.

pub mod library;
pub mod referrals;
pub mod sheets;
pub mod statistics;
