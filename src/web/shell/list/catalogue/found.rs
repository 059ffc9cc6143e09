//! What a search found.

use super::{NUMBER, OWNER, STATE, TITLE, UNIT};
use crate::kernel::messages::n_;
use crate::web::shell::access::Right as _;
use crate::web::shell::access::rights::Search;
use crate::web::shell::list::{Column, List};

const FOUND: &[&str] = &["q", "in"];

/// What was found, all kinds together.
pub static FOUND_ALL: List = found(&[]);

/// Problems that were found.
pub static FOUND_PROBLEMS: List = found(&[
    NUMBER,
    TITLE,
    STATE,
    OWNER,
    UNIT,
    Column::new("excerpt", n_("相关文字"), "", 60).extra(),
]);

/// People who were found.
pub static FOUND_PEOPLE: List = found(&[
    Column::new("name", n_("姓名"), "", 12).heads(),
    Column::new("number", n_("人员编号"), "no", 16),
    Column::new("unit", n_("单位"), "", 36),
    Column::new("title", n_("职务"), "", 30),
    STATE,
]);

/// Units that were found.
pub static FOUND_UNITS: List = found(&[
    Column::new("name", n_("单位"), "", 36).heads(),
    Column::new("unit", n_("上级单位"), "", 36),
    Column::new("kind", n_("类别"), "", 18),
]);

const fn found(columns: &'static [Column]) -> List {
    List {
        key: "search",
        path: "/search",
        name: n_("搜索结果"),
        asks: FOUND,
        of: FOUND,
        cursor: "after",
        columns,
        grouped: None,
        held: Search::held_by,
    }
}
