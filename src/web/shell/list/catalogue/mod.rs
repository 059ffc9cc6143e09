//! Every list, with what it may be asked and what its columns are. What stands in them, the areas say.

mod followed;
mod found;
mod gates;
mod keeping;
mod returns;
mod rounds;

pub use followed::FOLLOWED;
pub use found::{FOUND_ALL, FOUND_PEOPLE, FOUND_PROBLEMS, FOUND_UNITS};
pub use gates::{CHECKS, LOTS, NUMBERED, SECOND, TO_NUMBER};
pub use keeping::{ACCOUNTS, BODIES, ENTERED, MEMBERS, PACKAGES, PACKED, READINGS};
pub use returns::{FIRST_PASS, REFERRALS, RETURNS, SHEETS};
pub use rounds::{EXTENSIONS, LOOK_BACKS, REOPENINGS, SAMPLE};

use super::{Column, List};
use crate::kernel::messages::n_;
use crate::web::shell::access::Right as _;
use crate::web::shell::access::rights::{
    Close, DecideExtensions, FileOwn, LookBack, Office, OpenRows, ReadLedger, Review, SeeOurFigures, SeeOurs,
    SeePeople,
};

const BEHIND: &[&str] = &["figure", "as_of", "unit", "tier", "lamp"];
const FIGURE: &[&str] = &["figure", "as_of"];
const NOWRAP: &str = "zg-nowrap";
const NUM: &str = "zg-num";

/// Columns that many lists have: of a problem, of whose it is.
const NUMBER: Column = Column::new("number", n_("编号"), "no", 24);
const OWNER: Column = Column::new("owner", n_("本人"), NOWRAP, 12);
const TITLE: Column = Column::new("title", n_("问题"), "main", 60);
const UNIT: Column = Column::new("unit", n_("单位"), "", 30);
const TIER: Column = Column::new("tier", n_("层级"), NOWRAP, 10);
const STATE: Column = Column::new("state", n_("状态"), "", 14);
const DUE: Column = Column::new("due", n_("整改时限"), NOWRAP, 14).named();
const LAMP: Column = Column::new("lamp", n_("时限灯"), NOWRAP, 10);
const REVISION: Column = Column::new("revision", n_("第几稿"), NOWRAP, 10);
const STAFF_NO: Column = Column::new("staff_no", n_("人员编号"), "no", 16);

const PROBLEM_COLUMNS: &[Column] = &[
    NUMBER,
    UNIT,
    OWNER,
    TITLE,
    STATE,
    LAMP,
    DUE,
    TIER.extra(),
    Column::new("done", n_("确认完成日期"), NOWRAP, 14).extra(),
];

const CADRE_COLUMNS: &[Column] = &[
    STAFF_NO,
    Column::new("name", n_("姓名"), NOWRAP, 12),
    UNIT,
    Column::new("title", n_("职务"), "main", 30),
    Column::new("tier", n_("层级"), "", 10),
];

const UNIT_COLUMNS: &[Column] = &[
    Column::new("name", n_("单位"), "main", 36),
    Column::new("kind", n_("类别"), "", 18),
];

const fn behind(name: &'static str, columns: &'static [Column], own: bool) -> List {
    List {
        key: if own { "our-figures" } else { "figures" },
        path: if own { "/our-figures/rows" } else { "/figures/rows" },
        name,
        asks: BEHIND,
        of: FIGURE,
        cursor: "after",
        columns,
        grouped: None,
        held: if own {
            SeeOurFigures::held_by
        } else {
            OpenRows::held_by
        },
    }
}

/// Problems, people and units behind a figure: of the whole jurisdiction, and of one's own units.
pub static BEHIND_FIGURES: [List; 3] = [
    behind(n_("数字的明细"), PROBLEM_COLUMNS, false),
    behind(n_("数字的明细"), CADRE_COLUMNS, false),
    behind(n_("数字的明细"), UNIT_COLUMNS, false),
];

/// The same of one's own units.
pub static BEHIND_OURS: [List; 3] = [
    behind(n_("数字的明细"), PROBLEM_COLUMNS, true),
    behind(n_("数字的明细"), CADRE_COLUMNS, true),
    behind(n_("数字的明细"), UNIT_COLUMNS, true),
];

/// People looked up.
pub static PEOPLE: List = List {
    key: "people",
    path: "/people",
    name: n_("干部"),
    asks: &["q", "unit", "rank"],
    of: &[],
    cursor: "after",
    columns: &[
        Column::new("name", n_("姓名"), "", 12).heads(),
        STAFF_NO,
        Column::new("unit", n_("单位"), "", 36),
        Column::new("title", n_("职务"), "", 30),
        Column::new("rank", n_("职级"), NOWRAP, 14),
    ],
    grouped: None,
    held: SeePeople::held_by,
};

/// The organisation. A tree: it stands on one page.
pub static UNITS: List = List {
    key: "units",
    path: "/units",
    name: n_("机构"),
    asks: &["q"],
    of: &[],
    cursor: "after",
    columns: &[
        Column::new("name", n_("单位"), "", 36).heads(),
        Column::new("own", n_("本单位人数"), NUM, 12).named(),
        Column::new("all", n_("连同下属单位"), NUM, 14).named(),
        Column::new("parts", n_("下属单位"), NUM, 12).named(),
        Column::new("group", n_("督察指导组"), NOWRAP, 20).named(),
        Column::new("above", n_("上级单位"), "", 30).extra(),
        Column::new("credit_code", n_("统一社会信用代码"), "no", 24).extra(),
        Column::new("region_code", n_("行政区划代码"), "no", 14).extra(),
    ],
    grouped: Some(n_("类别")),
    held: Office::held_by,
};

/// One's own problems.
pub static MINE: List = List {
    key: "my",
    path: "/my",
    name: n_("我的台账"),
    asks: &[],
    of: &[],
    cursor: "after",
    columns: &[
        NUMBER,
        TITLE,
        STATE,
        Column::new("lamp", n_("时限灯"), "", 10),
        DUE,
        Column::new("submitted", n_("提交日期"), NOWRAP, 14).extra(),
        Column::new("approved", n_("审核通过日期"), NOWRAP, 14).extra(),
        Column::new("claimed", n_("认领日期"), NOWRAP, 14).extra(),
        Column::new("done", n_("确认完成日期"), NOWRAP, 14).extra(),
        Column::new("closed", n_("销号日期"), NOWRAP, 14).extra(),
    ],
    grouped: None,
    held: FileOwn::held_by,
};

/// How the people of one's own units stand.
pub static OURS: List = List {
    key: "ours",
    path: "/ours",
    name: n_("本单位干部"),
    asks: &["only"],
    of: &[],
    cursor: "after",
    columns: &[
        Column::new("name", n_("姓名"), "", 12).heads(),
        STAFF_NO,
        Column::new("unit", n_("单位"), "", 36),
        Column::new("filed", n_("填报"), NOWRAP, 14),
        Column::new("waits", n_("等本人办的"), "", 36),
        Column::new("returned", n_("退回待改"), NUM, 10).extra(),
        Column::new("to_sign", n_("待本人签字"), NUM, 10).extra(),
        Column::new("overdue", n_("超过时限"), NUM, 10).extra(),
    ],
    grouped: None,
    held: SeeOurs::held_by,
};

/// What waits for one's group.
pub static QUEUE: List = List {
    key: "review",
    path: "/review",
    name: n_("待审的问题"),
    asks: &["unit", "tier", "again"],
    of: &[],
    cursor: "after",
    columns: &[
        NUMBER,
        TITLE,
        REVISION,
        Column::new("submitted", n_("提交"), NOWRAP, 14),
        TIER.extra(),
        UNIT.extra(),
    ],
    grouped: Some(n_("本人")),
    held: Review::held_by,
};

/// Acts.
pub static ACTS: List = List {
    key: "ledger",
    path: "/ledger",
    name: n_("办理记录"),
    asks: &["act", "who", "day"],
    of: &[],
    cursor: "before",
    columns: &[
        Column::new("time", n_("时间"), NOWRAP, 20),
        Column::new("who", n_("人"), NOWRAP, 20),
        Column::new("act", n_("办理"), NOWRAP, 24),
        Column::new("object", n_("对象"), NOWRAP, 24),
        Column::new("details", n_("详情"), "main", 60),
    ],
    grouped: None,
    held: ReadLedger::held_by,
};

/// Workbooks that were sent.
pub static IMPORTS: List = List {
    key: "imports",
    path: "/imports",
    name: n_("导入过的文件"),
    asks: &[],
    of: &[],
    cursor: "before",
    columns: &[
        Column::new("file", n_("文件"), "main", 36),
        Column::new("kind", n_("类别"), NOWRAP, 14),
        Column::new("sent", n_("上传"), NOWRAP, 30),
        Column::new("added", n_("新增"), NUM, 10).named(),
        Column::new("changed", n_("变更"), NUM, 10).named(),
        Column::new("unchanged", n_("没有变化"), NUM, 10).named(),
        Column::new("refused", n_("不能导入"), NUM, 10).named(),
        Column::new("result", n_("结果"), NOWRAP, 20),
    ],
    grouped: None,
    held: Office::held_by,
};

/// All of them.
pub fn all() -> impl Iterator<Item = &'static List> {
    let single = [
        &MINE,
        &OURS,
        &QUEUE,
        &LOTS,
        &SECOND,
        &CHECKS,
        &TO_NUMBER,
        &NUMBERED,
        &EXTENSIONS,
        &LOOK_BACKS,
        &SAMPLE,
        &REOPENINGS,
        &ACCOUNTS,
        &PACKAGES,
        &PACKED,
        &MEMBERS,
        &READINGS,
        &BODIES,
        &ENTERED,
        &PEOPLE,
        &UNITS,
        &ACTS,
        &IMPORTS,
        &RETURNS,
        &FIRST_PASS,
        &SHEETS,
        &REFERRALS,
        &FOLLOWED,
        &FOUND_ALL,
        &FOUND_PROBLEMS,
        &FOUND_PEOPLE,
        &FOUND_UNITS,
    ];
    single.into_iter().chain(&BEHIND_FIGURES).chain(&BEHIND_OURS)
}

/// Those of a word.
pub fn of(key: &str) -> impl Iterator<Item = &'static List> {
    all().filter(move |list| list.key == key)
}
