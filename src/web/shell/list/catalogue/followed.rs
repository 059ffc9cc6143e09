//! What remains, to be followed up.

use super::{DUE, LAMP, NOWRAP, NUMBER, OWNER, STATE, TIER, TITLE, UNIT};
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
        DUE,
        LAMP,
        NUMBER,
        OWNER,
        UNIT,
        Column::new("leader", n_("分管领导"), NOWRAP, 12).named(),
        STATE,
        TITLE,
        TIER.extra(),
    ],
    grouped: None,
    held: FollowUp::held_by,
};
