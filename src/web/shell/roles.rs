//! What roles, ranks, tiers, duties and meetings are called.

use crate::domain::lists::Tier;
use crate::domain::lists::discussion::Kind;
use crate::domain::people::Rank;
use crate::kernel::messages::n_;
use crate::kernel::scope::{BodyDuty, Role};

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

/// 班子, 市级, 县处级, 乡科级; to be translated.
pub fn tier_label(tier: Tier) -> &'static str {
    match tier {
        Tier::Body => n_("班子"),
        Tier::City => n_("市级"),
        Tier::County => n_("县处级"),
        Tier::Township => n_("乡科级"),
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

/// What acting for a leading body is called, to be translated.
pub fn duty_label(duty: BodyDuty) -> &'static str {
    match duty {
        BodyDuty::Drafter => n_("班子承办人"),
        BodyDuty::Principal => n_("班子主要负责人"),
        BodyDuty::Superior => n_("班子的上级领导"),
    }
}

/// What a kind of meeting is called, to be translated.
pub fn meeting_label(kind: Kind) -> &'static str {
    match kind {
        Kind::Standing => n_("常委会会议"),
        Kind::PartyGroup => n_("党组会议"),
        Kind::Executive => n_("办公会议"),
        Kind::DemocraticLife => n_("民主生活会"),
        Kind::Other => n_("其他会议"),
    }
}
