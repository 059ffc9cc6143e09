//! Words for codes.

use chrono::{DateTime, Utc};

use crate::domain::campaigns::{Stage, Term};
use crate::domain::lists::Tier;
use crate::domain::review::Ruling;
use crate::kernel::clock::day_of;
use crate::kernel::messages::n_;
use crate::web::shell::{Locale, dates};

/// 班子, 市级, 县处级, 乡科级
pub(super) fn tier(tier: Tier) -> &'static str {
    match tier {
        Tier::Body => n_("班子"),
        Tier::City => n_("市级"),
        Tier::County => n_("县处级"),
        Tier::Township => n_("乡科级"),
    }
}

/// What was ruled.
pub(super) fn ruling(ruling: Ruling) -> &'static str {
    match ruling {
        Ruling::Approved => n_("审核通过"),
        Ruling::Returned => n_("退回修改"),
        Ruling::Redo => n_("推倒重来"),
    }
}

/// A reason's label in the visitor's language, as far as the office gave one.
pub(super) fn term(locale: Locale, term: &Term) -> String {
    if locale == Locale::En && !term.label_en.is_empty() {
        term.label_en.clone()
    } else {
        term.label.clone()
    }
}

/// 9月25日; a campaign is no longer than a year.
pub(super) fn day(locale: Locale, at: DateTime<Utc>) -> String {
    let day = day_of(at);
    dates::short(locale, day, day)
}

/// 分管领导审阅, 初审, 组审, 形式审查, 预审
pub(super) fn stage(stage: Stage) -> &'static str {
    match stage {
        Stage::Leader => n_("分管领导审阅"),
        Stage::Unit => n_("初审"),
        Stage::Group => n_("组审"),
        Stage::Form => n_("形式审查"),
        Stage::Province => n_("预审"),
    }
}
