//! What is kept beside the problems themselves: accounts, packages for pre-review, members of cohorts, what is read at stages.

use super::{LAMP, NOWRAP, NUM, NUMBER, OWNER, Office, REVISION, STAFF_NO, STATE, TIER, TITLE, UNIT};
use crate::kernel::messages::n_;
use crate::web::shell::access::Right as _;
use crate::web::shell::access::rights::{EnterForOthers, FileForBodies, ManageAccounts, ReadStages};
use crate::web::shell::list::{Column, List};

/// Accounts of others.
pub static ACCOUNTS: List = List {
    key: "accounts",
    path: "/accounts",
    name: n_("账号"),
    asks: &["q", "state"],
    of: &[],
    cursor: "after",
    columns: &[
        Column::new("name", n_("姓名"), "", 12).heads(),
        Column::new("login", n_("登录名"), "no", 18),
        Column::new("unit", n_("单位"), "", 36),
        Column::new("roles", n_("角色"), "", 24),
        Column::new("state", n_("状态"), NOWRAP, 18),
        Column::new("factor", n_("第二步验证"), NOWRAP, 12).named(),
    ],
    grouped: None,
    held: ManageAccounts::held_by,
};

/// Packages that were handed up.
pub static PACKAGES: List = List {
    key: "packages",
    path: "/packages",
    name: n_("报送过的"),
    asks: &["only"],
    of: &[],
    cursor: "after",
    columns: &[
        Column::new("number", n_("包号"), "main", 24),
        Column::new("frozen", n_("封装"), NOWRAP, 18).named(),
        Column::new("delivered", n_("送达"), NOWRAP, 18).named(),
        Column::new("entries", n_("条数"), NUM, 8).named(),
        Column::new("passed", n_("预审通过"), NUM, 10).named(),
        Column::new("returned", n_("预审退回"), NUM, 10).named(),
        Column::new("waiting", n_("待预审"), NUM, 10).named(),
        Column::new("sha256", "SHA-256", "zg-hash", 66).extra(),
        Column::new("sm3", "SM3", "zg-hash", 66).extra(),
    ],
    grouped: None,
    held: Office::held_by,
};

/// Entries of a package.
pub static PACKED: List = List {
    key: "package",
    path: "/packages/{package}",
    name: n_("包内清单"),
    asks: &["package", "only"],
    of: &["package"],
    cursor: "after",
    columns: &[
        Column::new("number", n_("问题编号"), "no", 24),
        REVISION,
        Column::new("result", n_("结果"), NOWRAP, 12),
        Column::new("sha256", "SHA-256", "zg-hash", 66),
    ],
    grouped: None,
    held: Office::held_by,
};

/// Who is in a cohort.
pub static MEMBERS: List = List {
    key: "cohort",
    path: "/cohorts/{cohort}",
    name: n_("统计范围的名单"),
    asks: &["cohort", "q"],
    of: &["cohort"],
    cursor: "after",
    columns: &[
        Column::new("name", n_("姓名"), "", 16).heads(),
        STAFF_NO,
        Column::new("unit", n_("单位"), "", 36),
    ],
    grouped: None,
    held: Office::held_by,
};

/// What waits for a reader at the stages beside the group's.
pub static READINGS: List = List {
    key: "readings",
    path: "/readings",
    name: n_("等您看的"),
    asks: &["stage"],
    of: &[],
    cursor: "after",
    columns: &[
        Column::new("number", n_("问题编号"), "no", 24),
        TITLE,
        Column::new("owner", n_("本人"), NOWRAP, 16),
        UNIT,
        REVISION,
        Column::new("since", n_("到这一步"), NOWRAP, 14).named(),
        TIER.extra(),
    ],
    grouped: Some(n_("环节")),
    held: ReadStages::held_by,
};

/// Problems of the leading bodies that one files for.
pub static BODIES: List = List {
    key: "bodies",
    path: "/bodies",
    name: n_("班子的问题"),
    asks: &["body"],
    of: &[],
    cursor: "after",
    columns: &[
        NUMBER,
        TITLE,
        STATE,
        Column::new("discussed", n_("集体研究"), "", 30),
        LAMP.extra(),
        Column::new("due", n_("整改时限"), NOWRAP, 14).extra(),
    ],
    grouped: Some(n_("班子")),
    held: FileForBodies::held_by,
};

/// What a liaison typed for others.
pub static ENTERED: List = List {
    key: "entries",
    path: "/entries",
    name: n_("代填的草稿"),
    asks: &["only"],
    of: &[],
    cursor: "after",
    columns: &[
        NUMBER,
        OWNER,
        TITLE,
        STATE,
        Column::new("words", n_("本人退回时说的"), "", 40).named(),
        Column::new("at", n_("代填于"), NOWRAP, 18).named(),
    ],
    grouped: None,
    held: EnterForOthers::held_by,
};
