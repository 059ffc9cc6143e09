//! 性别.

use crate::kernel::text::code_text;

/// The sex stated in a roster.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sex {
    /// 男.
    Male,
    /// 女.
    Female,
}

impl Sex {
    /// The code kept in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Male => "m",
            Self::Female => "f",
        }
    }

    /// The Chinese word.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Male => "男",
            Self::Female => "女",
        }
    }

    /// The sex that a roster's word means.
    pub fn from_text(text: &str) -> Option<Self> {
        match code_text(text).to_uppercase().as_str() {
            "男" | "男性" | "M" => Some(Self::Male),
            "女" | "女性" | "F" => Some(Self::Female),
            _ => None,
        }
    }
}
