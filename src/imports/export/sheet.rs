//! What stands around the rows of each kind of workbook.

use super::{lists, organisation, roster};
use crate::imports::book::Sheet;
use crate::imports::{Kind, blank};

/// The sheet of a kind: `by` says who takes it out, of which unit and when.
pub(super) fn sheet(kind: Kind, by: &str, left_out: usize) -> Sheet {
    let columns: Vec<(&'static str, u32)> = match kind {
        Kind::Organisation => organisation::COLUMNS.to_vec(),
        Kind::Roster => roster::COLUMNS.to_vec(),
        Kind::Lists => lists::columns().collect(),
    };
    let rest = match left_out {
        0 => String::new(),
        n => format!("　（另有 {n} 条无权查阅或仍是草稿，不在内）"),
    };
    Sheet {
        name: blank::name(kind).to_owned(),
        title: format!("{}　内部资料　{by}{rest}", blank::name(kind)),
        columns: columns
            .into_iter()
            .map(|(head, width)| (head.to_owned(), width))
            .collect(),
        wrap: kind == Kind::Lists,
    }
}
