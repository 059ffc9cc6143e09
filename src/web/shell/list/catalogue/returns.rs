//! What is counted of returns, the units that opinion sheets are of, and clues that were handed over.

use super::{NOWRAP, NUM, NUMBER, OWNER, REVISION, TIER, UNIT};
use crate::kernel::messages::n_;
use crate::web::shell::access::Right as _;
use crate::web::shell::access::rights::{CountReasons, SeeReferrals, SeeSheets};
use crate::web::shell::list::{Column, List};

/// Returns behind a number.
pub static RETURNS: List = List {
    key: "returns",
    path: "/reasons/statistics/returns",
    name: n_("退回明细"),
    asks: &["reason", "group", "as_of"],
    of: &[],
    cursor: "after",
    columns: &[
        NUMBER,
        UNIT,
        REVISION,
        Column::new("day", n_("日期"), NOWRAP, 14),
        Column::new("by", n_("谁退的"), "", 20),
        Column::new("ruling", n_("审核结论"), NOWRAP, 12),
        Column::new("reasons", n_("理由"), "", 30),
        Column::new("fields", n_("栏目"), "", 24),
        Column::new("words", n_("对本人说的话"), "main", 60),
        OWNER.extra(),
        TIER.extra(),
    ],
    grouped: None,
    held: CountReasons::held_by,
};

/// Problems behind a share of 一次性通过.
pub static FIRST_PASS: List = List {
    key: "first-pass",
    path: "/reasons/statistics/levels",
    name: n_("一次性通过明细"),
    asks: &["stage", "first", "as_of"],
    of: &["stage"],
    cursor: "after",
    columns: &[
        NUMBER,
        OWNER,
        Column::new("unit", n_("单位"), "main", 30),
        TIER,
        Column::new("passed", n_("首次通过"), NOWRAP, 14).named(),
        Column::new("returns", n_("在这一级退回"), NUM, 14).named(),
    ],
    grouped: None,
    held: CountReasons::held_by,
};

/// Units whose opinion sheets can be opened.
pub static SHEETS: List = List {
    key: "opinion-sheets",
    path: "/opinion-sheets",
    name: n_("审核意见单"),
    asks: &["only"],
    of: &[],
    cursor: "after",
    columns: &[
        Column::new("unit", n_("单位"), "", 36).heads(),
        Column::new("standing", n_("还在本人手里"), NUM, 12).named(),
        Column::new("people", n_("涉及人数"), NUM, 12).named(),
        Column::new("ever", n_("先后退回"), NUM, 12).named(),
    ],
    grouped: None,
    held: SeeSheets::held_by,
};

/// Clues that were handed over; their words stand on their own page alone.
pub static REFERRALS: List = List {
    key: "referrals",
    path: "/referrals",
    name: n_("线索移送"),
    asks: &[],
    of: &[],
    cursor: "after",
    columns: &[
        NUMBER,
        OWNER,
        Column::new("unit", n_("单位"), "main", 30),
        Column::new("day", n_("移送日期"), NOWRAP, 14),
        Column::new("by", n_("移送人"), NOWRAP, 14),
        Column::new("group", n_("督察指导组"), "", 20),
    ],
    grouped: None,
    held: SeeReferrals::held_by,
};
