//! What sort of node a unit is.

use crate::kernel::text::code_text;

/// The sort of a node of the organisation tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum UnitKind {
    /// 地区: the jurisdiction itself, the root of the tree.
    Region,
    /// 班子: a leading body, a list owner that is not a person.
    Body,
    /// 县(市、区).
    County,
    /// 部门(单位) of the city.
    Department,
    /// 下属单位: anything below a county or a department.
    Subordinate,
}

impl UnitKind {
    /// Every kind, in official order.
    pub const ALL: [Self; 5] = [
        Self::Region,
        Self::Body,
        Self::County,
        Self::Department,
        Self::Subordinate,
    ];

    /// The code kept in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Region => "region",
            Self::Body => "body",
            Self::County => "county",
            Self::Department => "department",
            Self::Subordinate => "subordinate",
        }
    }

    /// The Chinese name, as offices write it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Region => "地区",
            Self::Body => "班子",
            Self::County => "县(市、区)",
            Self::Department => "部门(单位)",
            Self::Subordinate => "下属单位",
        }
    }

    /// The kind with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// The kind that an office's word means, whatever its brackets, widths and spaces.
    pub fn from_text(text: &str) -> Option<Self> {
        let word: String = code_text(text)
            .chars()
            .filter(|c| !"()[]、,/和及".contains(*c))
            .collect();
        Some(match word.as_str() {
            "地区" | "辖区" | "本级" | "市本级" => Self::Region,
            "班子" | "领导班子" => Self::Body,
            "县市区" | "县区" | "区县" | "县" | "区" | "县级市" => Self::County,
            "部门单位" | "部门" | "单位" | "市直部门" | "市直单位" | "市直部门单位" => {
                Self::Department
            }
            "下属单位" | "下属" | "所属单位" | "直属单位" | "二级单位" => Self::Subordinate,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::UnitKind;

    #[test]
    fn labels_and_codes_lead_back() {
        for kind in UnitKind::ALL {
            assert_eq!(UnitKind::from_text(kind.label()), Some(kind));
            assert_eq!(UnitKind::from_code(kind.code()), Some(kind));
        }
    }

    #[test]
    fn brackets_and_spaces_do_not_matter() {
        assert_eq!(UnitKind::from_text(" 县（市、区）"), Some(UnitKind::County));
        assert_eq!(UnitKind::from_text("部 门（单位） "), Some(UnitKind::Department));
        assert_eq!(UnitKind::from_text("公司"), None);
    }
}
