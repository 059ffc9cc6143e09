//! What remains, to be followed up.

use super::NOWRAP;
use crate::kernel::messages::n_;
use crate::web::shell::access::Right as _;
use crate::web::shell::access::rights::FollowUp;
use crate::web::shell::list::{Column, List};

/// Problems that remain, the earliest date first.
pub static FOLLOWED: List = List {
    key: "follow-up",
    path: "/follow-up/rows",
    name: n_("未办清单"),
    asks: &["reach", "cohort", "unit", "leader", "lamp"],
    of: &["reach", "cohort"],
    cursor: "after",
    columns: &[
        Column::new("due", n_("整改时限"), NOWRAP, 14).named(),
        Column::new("lamp", n_("时限灯"), NOWRAP, 10),
        Column::new("number", n_("编号"), "no", 24),
        Column::new("owner", n_("本人"), NOWRAP, 12),
        Column::new("unit", n_("单位"), "", 30),
        Column::new("leader", n_("分管领导"), NOWRAP, 12).named(),
        Column::new("state", n_("状态"), "", 14),
        Column::new("title", n_("问题"), "main", 60),
        Column::new("tier", n_("层级"), NOWRAP, 10).extra(),
    ],
    grouped: None,
    held: FollowUp::held_by,
};
