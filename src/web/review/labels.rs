//! Words for codes.

use chrono::{DateTime, Utc};

use crate::domain::campaigns::{Stage, Term};
use crate::domain::review::Ruling;
use crate::kernel::clock::day_of;
use crate::kernel::messages::n_;
pub(super) use crate::web::shell::roles::tier_label as tier;
use crate::web::shell::{Locale, dates};

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
