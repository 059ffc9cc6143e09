//! Lots of reviewers, what waits at the gates of a rectification, and the numbers under which problems were closed.

use super::{Close, DUE, LAMP, NOWRAP, NUM, NUMBER, OWNER, Review, TIER, TITLE, UNIT};
use crate::kernel::messages::n_;
use crate::web::shell::access::Right as _;
use crate::web::shell::list::{Column, List};

const AT_GATE: &[Column] = &[
    NUMBER,
    TITLE,
    OWNER,
    UNIT,
    DUE,
    Column::new("done", n_("确认完成"), NOWRAP, 14).named(),
    LAMP,
    TIER.extra(),
    Column::new("since", n_("到这一步"), NOWRAP, 14).extra(),
];

/// What waits for a check by one's groups.
pub static CHECKS: List = List {
    key: "checks",
    path: "/checks",
    name: n_("待核验"),
    asks: &["unit", "tier"],
    of: &[],
    cursor: "after",
    columns: AT_GATE,
    grouped: None,
    held: Review::held_by,
};

/// What waits for its number.
pub static TO_NUMBER: List = List {
    key: "closures",
    path: "/closures",
    name: n_("待编号"),
    asks: &["unit", "tier"],
    of: &[],
    cursor: "after",
    columns: AT_GATE,
    grouped: None,
    held: Close::held_by,
};

/// Numbers that were given.
pub static NUMBERED: List = List {
    key: "numbers",
    path: "/closures/numbers",
    name: n_("已销号"),
    asks: &["q", "unit", "batch"],
    of: &[],
    cursor: "before",
    columns: &[
        Column::new("close-number", n_("销号文号"), NOWRAP, 20).heads(),
        NUMBER,
        OWNER,
        UNIT,
        Column::new("batch", n_("批次"), NOWRAP, 10),
        Column::new("at", n_("销号日期"), NOWRAP, 18).named(),
        Column::new("who", n_("经办"), NOWRAP, 14).named(),
    ],
    grouped: None,
    held: Close::held_by,
};

/// Lots of reviewers.
pub static LOTS: List = List {
    key: "lots",
    path: "/lots",
    name: n_("审核批次"),
    asks: &["state"],
    of: &[],
    cursor: "after",
    columns: &[
        Column::new("unit", n_("单位"), "main", 30),
        Column::new("kind", n_("哪一类"), "", 20),
        Column::new("reviewer", n_("谁审"), NOWRAP, 12),
        Column::new("done", n_("已审"), NUM, 8).named(),
        Column::new("entries", n_("共"), NUM, 8).named(),
        Column::new("returned", n_("退回"), NUM, 8).named(),
        Column::new("state", n_("进度"), "", 24),
        Column::new("opened", n_("领取"), NOWRAP, 18).named(),
        Column::new("given", n_("谁分的"), NOWRAP, 12).extra(),
    ],
    grouped: None,
    held: Review::held_by,
};

/// Verdicts that are read again.
pub static SECOND: List = List {
    key: "second-readings",
    path: "/second-readings",
    name: n_("复核"),
    asks: &["state"],
    of: &[],
    cursor: "after",
    columns: &[
        NUMBER,
        TITLE,
        OWNER,
        UNIT,
        Column::new("first", n_("原结论"), NOWRAP, 20),
        Column::new("second", n_("复核结论"), NOWRAP, 20),
        Column::new("decided", n_("组长意见"), NOWRAP, 14),
        Column::new("drawn", n_("抽取日期"), NOWRAP, 18).named().extra(),
    ],
    grouped: None,
    held: Review::held_by,
};
