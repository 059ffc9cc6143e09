//! Which columns an empty workbook has, how each is filled in, what its drop-down offers.

use super::Choices;
use crate::domain::campaigns::TermKind;
use crate::domain::people::{Rank, Sex};
use crate::domain::units::UnitKind;
use crate::imports::Kind;
use crate::imports::headers::Heading;
use crate::imports::message::n_;

/// A column of an empty workbook.
pub(super) struct Column {
    pub(super) heading: &'static Heading,
    pub(super) fill: Fill,
    /// How it is filled in, to be translated.
    pub(super) note: &'static str,
    /// In characters of half width.
    pub(super) width: u32,
}

/// What may be put into a cell.
pub(super) enum Fill {
    /// Any text.
    Text,
    /// A day.
    Day,
    /// One of these and nothing else.
    One(Vec<String>),
    /// One of these, most likely; asked about what is none of them.
    Likely(Vec<String>),
    /// One or more of these, with 、 between them.
    Several(Vec<String>),
}

/// The columns of a kind of workbook, in the order of its reader.
pub(super) fn columns(kind: Kind, choices: &Choices) -> Vec<Column> {
    let wanted = kind.headings().iter();
    let columns = wanted.filter_map(|heading| {
        let (width, fill, note) = match kind {
            Kind::Organisation => organisation(heading.label, choices),
            Kind::Roster => roster(heading.label, choices),
            Kind::Lists => lists(heading.label, choices),
        }?;
        Some(Column {
            heading,
            fill,
            note,
            width,
        })
    });
    columns.collect()
}

type Said = Option<(u32, Fill, &'static str)>;

fn organisation(label: &str, choices: &Choices) -> Said {
    let kinds = || UnitKind::ALL.map(|kind| kind.label().to_owned()).to_vec();
    Some(match label {
        "单位名称" => (32, Fill::Text, n_("全称。同名同上级的就是同一个单位。")),
        "上级单位" => (
            32,
            Fill::Likely(choices.superiors.clone()),
            n_("上级单位的名称，也可以是本表里的；最上面一级不填。"),
        ),
        "单位类别" => (16, Fill::One(kinds()), n_("从下拉中选。")),
        "行政区划代码" => (16, Fill::Text, n_("六位代码或本地代码，没有就不填。")),
        "统一社会信用代码" => (24, Fill::Text, n_("十八位，没有就不填。")),
        "排序" => (10, Fill::Text, n_("整数，小的在前；不填就按行的先后。")),
        _ => return None,
    })
}

fn roster(label: &str, choices: &Choices) -> Said {
    let ranks = || Rank::ALL.map(|rank| rank.label().to_owned()).to_vec();
    let sexes = || {
        [Sex::Male, Sex::Female]
            .map(|sex| sex.label().to_owned())
            .to_vec()
    };
    Some(match label {
        "人员编号" => (
            16,
            Fill::Text,
            n_("字母和数字，每人一个。同一编号、同一姓名再来一行，就是又一个任职。"),
        ),
        "姓名" => (12, Fill::Text, n_("姓名。")),
        "单位" => (
            28,
            Fill::Likely(choices.units.clone()),
            n_("机构名册上的县、部门或班子。先导入机构名册。"),
        ),
        "内设或下属单位" => (
            28,
            Fill::Likely(choices.subunits.clone()),
            n_("在下属单位任职的填这里，没有就不填。"),
        ),
        "性别" => (8, Fill::One(sexes()), n_("从下拉中选。")),
        "出生年月" => (12, Fill::Text, n_("写成 1970.05。")),
        "职务" => (24, Fill::Text, n_("职务。")),
        "职级" => (14, Fill::One(ranks()), n_("从下拉中选。")),
        "分管领导编号" => (16, Fill::Text, n_("分管领导的人员编号，不能是本人。")),
        "分管领导" => (12, Fill::Text, n_("分管领导的姓名，给人看的；以编号为准。")),
        _ => return None,
    })
}

fn lists(label: &str, choices: &Choices) -> Said {
    let terms = |kind| choices.terms(kind);
    let numbered = n_("一格里可以写几条，每条前面编号：1. 2. 3.");
    let one = n_("从下拉中选。");
    let several = n_("可以写几项，用、分开，主要的写在前面。");
    let kinds = || ["限期整改", "立行立改", "长期坚持"].map(str::to_owned).to_vec();
    Some(match label {
        "人员编号" => (
            16,
            Fill::Text,
            n_("干部名册上的编号；没有编号时按姓名和单位找人。"),
        ),
        "姓名" => (12, Fill::Text, n_("问题是谁的。")),
        "单位" => (
            24,
            Fill::Likely(choices.units.clone()),
            n_("重名的人靠单位分清。"),
        ),
        "问题" => (40, Fill::Text, n_("一句话写清。一行一个问题。")),
        "具体表现" => (48, Fill::Text, n_("什么时间、什么事、本人怎么做的。")),
        "五弊" => (14, Fill::Several(terms(TermKind::Ill)), several),
        "八不" => (14, Fill::Several(terms(TermKind::Not)), several),
        "方面" => (14, Fill::One(terms(TermKind::Aspect)), one),
        "来源" => (12, Fill::One(terms(TermKind::Source)), one),
        "对照的职责" => (28, Fill::Text, n_("对照的法定职责或岗位职责，没有就不填。")),
        "主观原因" | "客观原因" | "措施" => (40, Fill::Text, numbered),
        "整改目标" => (32, Fill::Text, n_("能检验的结果，与措施一一对应，同样编号。")),
        "整改类型" => (12, Fill::Several(kinds()), n_("立行立改的不用填时限。")),
        "整改时限" => (14, Fill::Day, n_("写成 2018-12-28。")),
        "配合单位" => (24, Fill::Text, n_("没有就不填。")),
        _ => return None,
    })
}
