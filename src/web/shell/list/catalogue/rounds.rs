//! Requests for more time, draws of what is looked at again, their samples, requests to take something up again.

use super::{DUE, DecideExtensions, LookBack, NOWRAP, NUM, NUMBER, OWNER, TIER, TITLE, UNIT};
use crate::kernel::messages::n_;
use crate::web::shell::access::Right as _;
use crate::web::shell::list::{Column, List};

/// Requests for more time that wait for the reader.
pub static EXTENSIONS: List = List {
    key: "extensions",
    path: "/extensions",
    name: n_("待审批的延期"),
    asks: &[],
    of: &[],
    cursor: "after",
    columns: &[
        NUMBER,
        TITLE,
        OWNER,
        UNIT,
        DUE,
        Column::new("wanted", n_("申请延到"), NOWRAP, 14).named(),
        Column::new("as", n_("以什么身份审批"), NOWRAP, 14),
        Column::new("asked", n_("申请日期"), NOWRAP, 14).named().extra(),
    ],
    grouped: None,
    held: DecideExtensions::held_by,
};

/// Draws, newest first.
pub static LOOK_BACKS: List = List {
    key: "look-backs",
    path: "/look-backs",
    name: n_("回头看抽查"),
    asks: &[],
    of: &[],
    cursor: "before",
    columns: &[
        Column::new("no", n_("第几次"), NOWRAP, 10).heads(),
        Column::new("office", n_("谁抽的"), "", 20),
        Column::new("from", n_("抽查范围"), "main", 40),
        Column::new("population", n_("范围内已销号"), NUM, 12).named(),
        Column::new("sample", n_("抽中"), NUM, 10).named(),
        Column::new("looked", n_("已看"), NUM, 10).named(),
        Column::new("relapsed", n_("反弹"), NUM, 10).named(),
        Column::new("drawn", n_("抽取时间"), NOWRAP, 18).named(),
        Column::new("seed", n_("种子"), "zg-hash", 66).extra(),
    ],
    grouped: None,
    held: LookBack::held_by,
};

/// What was drawn.
pub static SAMPLE: List = List {
    key: "sample",
    path: "/look-backs/{draw}",
    name: n_("抽中的问题"),
    asks: &["draw", "only"],
    of: &["draw"],
    cursor: "after",
    columns: &[
        Column::new("place", n_("序号"), NUM, 8),
        NUMBER,
        OWNER,
        Column::new("unit", n_("单位"), "main", 30),
        Column::new("close-number", n_("销号文号"), NOWRAP, 20),
        Column::new("found", n_("结果"), NOWRAP, 12),
        Column::new("looked-on", n_("哪天看的"), NOWRAP, 14).named(),
        Column::new("looked-by", n_("谁去看的"), "", 20).named(),
        TIER.extra(),
        Column::new("rank", n_("排序值"), "zg-hash", 66).extra(),
    ],
    grouped: None,
    held: LookBack::held_by,
};

/// Requests to take closed problems up again, that wait for the office.
pub static REOPENINGS: List = List {
    key: "reopenings",
    path: "/reopenings",
    name: n_("重新整改申请"),
    asks: &[],
    of: &[],
    cursor: "after",
    columns: &[
        NUMBER,
        OWNER,
        Column::new("unit", n_("单位"), "main", 30),
        Column::new("asker", n_("谁申请"), NOWRAP, 24),
        TIER,
        Column::new("asked", n_("申请日期"), NOWRAP, 14).named(),
    ],
    grouped: None,
    held: LookBack::held_by,
};
