//! What roles and ranks are called.

use crate::domain::people::Rank;
use crate::kernel::messages::n_;
use crate::kernel::scope::Role;

/// The role's name, to be translated.
pub fn role_label(role: Role) -> &'static str {
    match role {
        Role::Reviewer => n_("督察指导组成员"),
        Role::GroupHead => n_("督察指导组组长"),
        Role::Liaison => n_("联络员"),
        Role::UnitHead => n_("单位主要负责人"),
        Role::UnitAdmin => n_("单位账号管理员"),
        Role::CountyOffice => n_("县活动办"),
        Role::Office => n_("市活动办"),
        Role::OfficeHead => n_("市活动办负责人"),
        Role::CityReader => n_("可阅市级领导清单"),
        Role::Province => n_("省活动办"),
        Role::Figures => n_("领导查阅"),
        Role::SysAdmin => n_("系统管理员"),
        Role::SecAdmin => n_("安全管理员"),
        Role::Auditor => n_("审计管理员"),
    }
}

/// The rank's name, to be translated.
pub fn rank_label(rank: Rank) -> &'static str {
    match rank {
        Rank::CityPrincipal => n_("厅局级正职"),
        Rank::CityDeputy => n_("厅局级副职"),
        Rank::CountyPrincipal => n_("县处级正职"),
        Rank::CountyDeputy => n_("县处级副职"),
        Rank::TownshipPrincipal => n_("乡科级正职"),
        Rank::TownshipDeputy => n_("乡科级副职"),
    }
}
