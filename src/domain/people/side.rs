//! Side states of a person: 移出, who counts no longer, and 暂缓, whose time does not run for a while (domain §3).

use chrono::NaiveDate;

/// Which.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    /// 移出
    MovedOut,
    /// 暂缓
    Deferred,
}

impl Side {
    /// The word that is stored.
    pub fn code(self) -> &'static str {
        match self {
            Self::MovedOut => "moved_out",
            Self::Deferred => "deferred",
        }
    }

    /// The side state of a stored word.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::MovedOut, Self::Deferred]
            .into_iter()
            .find(|side| side.code() == code)
    }
}

/// Why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Why {
    /// 退休
    Retired,
    /// 调离
    MovedAway,
    /// 去世
    Died,
    /// 接受审查调查
    Investigated,
    /// 病休
    Ill,
    /// 借调、挂职
    Seconded,
}

impl Why {
    /// All reasons.
    pub const ALL: [Self; 6] = [
        Self::Retired,
        Self::MovedAway,
        Self::Died,
        Self::Investigated,
        Self::Ill,
        Self::Seconded,
    ];

    /// The word that is stored.
    pub fn code(self) -> &'static str {
        match self {
            Self::Retired => "retired",
            Self::MovedAway => "moved_away",
            Self::Died => "died",
            Self::Investigated => "investigated",
            Self::Ill => "ill",
            Self::Seconded => "seconded",
        }
    }

    /// The reason of a stored word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|why| why.code() == code)
    }

    /// What it is a reason of.
    pub fn side(self) -> Side {
        match self {
            Self::Ill | Self::Seconded => Side::Deferred,
            _ => Side::MovedOut,
        }
    }
}

/// A side state to begin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewSide {
    /// Why; it says which.
    pub why: Why,
    /// The last day, of 暂缓.
    pub until: Option<NaiveDate>,
    /// In words.
    pub words: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_belong_to_one_side_and_lead_back() {
        let deferred = Why::ALL.iter().filter(|why| why.side() == Side::Deferred).count();
        assert_eq!((deferred, Why::ALL.len()), (2, 6));
        for why in Why::ALL {
            assert_eq!(Why::from_code(why.code()), Some(why));
            assert_eq!(Side::from_code(why.side().code()), Some(why.side()));
        }
    }
}
