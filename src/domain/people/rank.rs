//! 职务层次: the six ranks of the roster and the three tiers that figures speak of.

use crate::kernel::text::code_text;

/// A rank tier. Ordered, so that "县处级以上" is `tier >= Tier::County`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Tier {
    /// 乡科级.
    Township,
    /// 县处级.
    County,
    /// 市级(厅局级).
    City,
}

impl Tier {
    /// The code kept in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Township => "township",
            Self::County => "county",
            Self::City => "city",
        }
    }

    /// The Chinese name.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Township => "乡科级",
            Self::County => "县处级",
            Self::City => "市级(厅局级)",
        }
    }
}

/// A rank: a tier, principal or deputy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Rank {
    /// 厅局级正职.
    CityPrincipal,
    /// 厅局级副职.
    CityDeputy,
    /// 县处级正职.
    CountyPrincipal,
    /// 县处级副职.
    CountyDeputy,
    /// 乡科级正职.
    TownshipPrincipal,
    /// 乡科级副职.
    TownshipDeputy,
}

impl Rank {
    /// Every rank, the highest first.
    pub const ALL: [Self; 6] = [
        Self::CityPrincipal,
        Self::CityDeputy,
        Self::CountyPrincipal,
        Self::CountyDeputy,
        Self::TownshipPrincipal,
        Self::TownshipDeputy,
    ];

    /// The tier this rank belongs to.
    pub const fn tier(self) -> Tier {
        match self {
            Self::CityPrincipal | Self::CityDeputy => Tier::City,
            Self::CountyPrincipal | Self::CountyDeputy => Tier::County,
            Self::TownshipPrincipal | Self::TownshipDeputy => Tier::Township,
        }
    }

    /// The code kept in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::CityPrincipal => "city_principal",
            Self::CityDeputy => "city_deputy",
            Self::CountyPrincipal => "county_principal",
            Self::CountyDeputy => "county_deputy",
            Self::TownshipPrincipal => "township_principal",
            Self::TownshipDeputy => "township_deputy",
        }
    }

    /// The Chinese name, as the roster writes it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::CityPrincipal => "厅局级正职",
            Self::CityDeputy => "厅局级副职",
            Self::CountyPrincipal => "县处级正职",
            Self::CountyDeputy => "县处级副职",
            Self::TownshipPrincipal => "乡科级正职",
            Self::TownshipDeputy => "乡科级副职",
        }
    }

    /// The rank with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rank| rank.code() == code)
    }

    /// The rank an office's words mean: 县处级正职, 正处级, 处级正职, 副县级, 正科 …,
    /// and the non-leading posts that the law equates with a rank (调研员 = 县处级正职).
    pub fn from_text(text: &str) -> Option<Self> {
        let word = code_text(text);
        Self::from_post(&word).or_else(|| {
            let core: String = word.chars().filter(|c| !"级职()".contains(*c)).collect();
            let (principal, level) = side(&core)?;
            Some(match (level, principal) {
                ("厅局" | "地厅" | "司局" | "厅" | "局", true) => Self::CityPrincipal,
                ("厅局" | "地厅" | "司局" | "厅" | "局", false) => Self::CityDeputy,
                ("县处" | "县" | "处", true) => Self::CountyPrincipal,
                ("县处" | "县" | "处", false) => Self::CountyDeputy,
                ("乡科" | "乡" | "科", true) => Self::TownshipPrincipal,
                ("乡科" | "乡" | "科", false) => Self::TownshipDeputy,
                _ => return None,
            })
        })
    }

    fn from_post(word: &str) -> Option<Self> {
        Some(match word {
            "巡视员" => Self::CityPrincipal,
            "副巡视员" => Self::CityDeputy,
            "调研员" => Self::CountyPrincipal,
            "副调研员" => Self::CountyDeputy,
            "主任科员" => Self::TownshipPrincipal,
            "副主任科员" => Self::TownshipDeputy,
            _ => return None,
        })
    }
}

/// Takes 正 or 副 off either end: is it the principal, and of what level.
fn side(core: &str) -> Option<(bool, &str)> {
    let strip = |side: char| core.strip_prefix(side).or_else(|| core.strip_suffix(side));
    strip('正')
        .map(|level| (true, level))
        .or_else(|| strip('副').map(|level| (false, level)))
}

#[cfg(test)]
mod tests {
    use super::{Rank, Tier};

    #[test]
    fn labels_and_codes_lead_back() {
        for rank in Rank::ALL {
            assert_eq!(Rank::from_text(rank.label()), Some(rank));
            assert_eq!(Rank::from_code(rank.code()), Some(rank));
        }
    }

    #[test]
    fn other_ways_to_say_it() {
        for (text, rank) in [
            ("正厅级", Rank::CityPrincipal),
            ("副局级", Rank::CityDeputy),
            ("正处级", Rank::CountyPrincipal),
            (" 副 县级", Rank::CountyDeputy),
            ("处级（副职）", Rank::CountyDeputy),
            ("处级正职", Rank::CountyPrincipal),
            ("正科", Rank::TownshipPrincipal),
            ("副主任科员", Rank::TownshipDeputy),
        ] {
            assert_eq!(Rank::from_text(text), Some(rank), "{text}");
        }
        for text in ["", "超级正职", "处级", "正副处级", "正", "一级正职", "县处级"] {
            assert_eq!(Rank::from_text(text), None, "{text}");
        }
    }

    #[test]
    fn tiers_are_ordered() {
        assert!(Rank::CityDeputy.tier() > Rank::CountyPrincipal.tier());
        assert!(Rank::CountyDeputy.tier() >= Tier::County && Rank::TownshipPrincipal.tier() < Tier::County);
    }
}
