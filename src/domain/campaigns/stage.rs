//! Stages of a route of review (domain §3).

/// One step of a route of review.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stage {
    /// 分管领导审阅
    Leader,
    /// 初审 by unit or county office: remarks only
    Unit,
    /// 组审
    Group,
    /// 形式审查 by the city office
    Form,
    /// 预审 by the province
    Province,
}

impl Stage {
    /// All stages.
    pub const ALL: [Self; 5] = [Self::Leader, Self::Unit, Self::Group, Self::Form, Self::Province];

    /// The word that is stored.
    pub fn code(self) -> &'static str {
        match self {
            Self::Leader => "leader",
            Self::Unit => "unit",
            Self::Group => "group",
            Self::Form => "form",
            Self::Province => "province",
        }
    }

    /// The stage of a stored word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.code() == code)
    }
}
