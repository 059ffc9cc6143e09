//! Why one row of a workbook is refused.

mod codes;

use std::fmt;

use super::message::{fill, n_};
use crate::kernel::messages::{Message, msg};

/// Why a row is refused: one per row, short and exact. The first half is found by reading alone, the
/// second by the verbs that know the database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// A person without a name.
    MissingName,
    /// A person without a staff number.
    MissingNumber,
    /// A person without a unit.
    MissingUnit,
    /// A person without a title.
    MissingTitle,
    /// A person without a rank.
    MissingRank,
    /// A unit without a name.
    MissingUnitName,
    /// A unit without a kind.
    MissingKind,
    /// A formula (or text that a spreadsheet would take for one) where a value belongs.
    Formula,
    /// A cell that shows an error such as `#N/A`.
    ErrorValue(String),
    /// Longer than this many characters.
    TooLong(usize),
    /// A number so long that the spreadsheet has already rounded it.
    LostPrecision,
    /// A staff number with characters that no number has.
    BadNumber(String),
    /// Not one of the ranks.
    UnknownRank(String),
    /// Not one of the kinds of unit.
    UnknownKind(String),
    /// Neither 男 nor 女.
    UnknownSex(String),
    /// Not a date.
    BadDate(String),
    /// A month that no year has.
    BadMonth(String),
    /// The number 1970.1: January, or October that lost its zero.
    AmbiguousMonth(String),
    /// Not a unified social credit code.
    BadCreditCode(String),
    /// Not a region code.
    BadRegionCode(String),
    /// Not a whole number that can order units.
    BadSortNo(String),
    /// A cadre as their own leader in charge.
    OwnLeader,
    /// The number stands under another name further up: number, row, that name.
    DuplicateNumber(String, u32, String),
    /// A unit as its own superior.
    OwnParent,
    /// The unit stands further up, in this row.
    DuplicateUnit(u32),

    /// The same person in the same post stands further up, in this row.
    DuplicatePost(u32),
    /// The number belongs to someone else already: number, that person's name.
    NumberTaken(String, String),
    /// No such unit.
    UnknownUnit(String),
    /// No such unit below the unit: subordinate, unit.
    UnknownSubunit(String, String),
    /// No such superior unit.
    UnknownParent(String),
    /// Nobody with this number, here or in the file.
    UnknownLeader(String),
    /// The leader's number and name are of two people: number, name in the file, name of that number.
    LeaderNameDiffers(String, String, String),
    /// Nobody with this number.
    UnknownPerson(String),
    /// Nobody of this name.
    UnknownPersonName(String),
    /// More than one of this name, and no number that tells them apart.
    SeveralPeople(String),
    /// The number and the name are of two people: number, name in the file, name of that number.
    PersonNameDiffers(String, String, String),
    /// Somebody without a post, to whose unit a problem could belong.
    NoPost,
    /// The problem stands further up: its number, that row.
    DuplicateProblem(String, u32),
    /// The problem is somebody else's: its number, whose.
    ProblemOfOther(String, String),
    /// The problem was submitted, and its texts change otherwise: its number.
    AlreadySubmitted(String),
    /// The owner wrote since the export, or at the same moment: the problem's number.
    ChangedMeanwhile(String),
    /// Following the superiors upwards leads back to this unit.
    ParentCircle,
    /// The sheet is not complete, so it comes in as a draft.
    StaysDraft,
    /// Nobody could have co-signed, so it waits for signatures.
    NobodyToSign,
    /// It is of whoever imports it, or of somebody whom they lead, so it comes in as a draft.
    OwnHistory,
}

impl Reason {
    /// The Chinese source text, with `{0}` … for [`Reason::args`].
    pub const fn message(&self) -> &'static str {
        match self {
            Self::MissingName => n_("没有姓名"),
            Self::MissingNumber => n_("没有人员编号"),
            Self::MissingUnit => n_("没有单位"),
            Self::MissingTitle => n_("没有职务"),
            Self::MissingRank => n_("没有职级"),
            Self::MissingUnitName => n_("没有单位名称"),
            Self::MissingKind => n_("没有单位类别"),
            Self::Formula => n_("单元格是公式，请改为文字"),
            Self::ErrorValue(_) => n_("单元格是错误值 {0}"),
            Self::TooLong(_) => n_("超过 {0} 个字"),
            Self::LostPrecision => n_("数字太长，已失去精度，请改为文本格式重新填写"),
            Self::BadNumber(_) => n_("人员编号“{0}”含有不能用的字符"),
            Self::UnknownRank(_) => n_("不认识的职级“{0}”"),
            Self::UnknownKind(_) => n_("不认识的单位类别“{0}”"),
            Self::UnknownSex(_) => n_("性别不是男或女：“{0}”"),
            Self::BadDate(_) => n_("“{0}”不是年月"),
            Self::BadMonth(_) => n_("“{0}”的月份不在 1 到 12 之间"),
            Self::AmbiguousMonth(_) => n_("{0} 分不清是 1 月还是 10 月，请改为文本"),
            Self::BadCreditCode(_) => n_("统一社会信用代码“{0}”不正确"),
            Self::BadRegionCode(_) => n_("行政区划代码“{0}”不正确"),
            Self::BadSortNo(_) => n_("排序“{0}”不是整数"),
            Self::OwnLeader => n_("分管领导不能是本人"),
            Self::DuplicateNumber(..) => n_("编号 {0} 在第 {1} 行已属于“{2}”"),
            Self::OwnParent => n_("上级单位不能是本单位"),
            Self::DuplicateUnit(_) => n_("与第 {0} 行是同一个单位"),
            Self::DuplicatePost(_) => n_("与第 {0} 行是同一个人的同一个职务"),
            Self::NumberTaken(..) => n_("编号 {0} 已属于“{1}”"),
            Self::UnknownUnit(_) => n_("没有单位“{0}”"),
            Self::UnknownSubunit(..) => n_("“{1}”下没有单位“{0}”"),
            Self::UnknownParent(_) => n_("没有上级单位“{0}”"),
            Self::UnknownLeader(_) => n_("没有编号为 {0} 的分管领导"),
            Self::UnknownPerson(_) => n_("没有编号为 {0} 的人员"),
            Self::UnknownPersonName(_) => n_("名册上没有“{0}”"),
            Self::SeveralPeople(_) => n_("有几个人叫“{0}”，请填人员编号"),
            Self::NoPost => n_("这个人没有任职，先导入干部名册"),
            Self::LeaderNameDiffers(..) | Self::PersonNameDiffers(..) => n_("编号 {0} 是“{2}”，不是“{1}”"),
            Self::DuplicateProblem(..) => n_("问题 {0} 在第 {1} 行已有"),
            Self::ProblemOfOther(..) => n_("编号 {0} 是“{1}”的问题"),
            Self::AlreadySubmitted(_) => n_("问题 {0} 已经送交，文字只能经退回修改或更正来改，不能用导入改"),
            Self::ChangedMeanwhile(_) => {
                n_("问题 {0} 的草稿在导出以后又改过，或者这一行没有版本：请重新导出，在新的表里改")
            }
            Self::ParentCircle => n_("上级单位绕成了一圈"),
            Self::StaysDraft => n_("没有写全或不合要求，作为草稿导入"),
            Self::OwnHistory => n_("导入人本人的、或者由导入人分管的，要由别人导入；作为草稿导入"),
            Self::NobodyToSign => n_("名册上没有分管领导，作为已审核导入，等待签字"),
        }
    }

    /// The same for a reader of either language.
    pub fn said(&self) -> Message {
        self.args().into_iter().fold(msg(self.message()), Message::with)
    }

    /// The arguments of [`Reason::message`], in order.
    pub fn args(&self) -> Vec<String> {
        match self {
            Self::ErrorValue(text)
            | Self::BadNumber(text)
            | Self::UnknownRank(text)
            | Self::UnknownKind(text)
            | Self::UnknownSex(text)
            | Self::BadDate(text)
            | Self::BadMonth(text)
            | Self::AmbiguousMonth(text)
            | Self::BadCreditCode(text)
            | Self::BadRegionCode(text)
            | Self::BadSortNo(text)
            | Self::UnknownUnit(text)
            | Self::UnknownParent(text)
            | Self::UnknownLeader(text)
            | Self::UnknownPerson(text)
            | Self::UnknownPersonName(text)
            | Self::SeveralPeople(text)
            | Self::AlreadySubmitted(text)
            | Self::ChangedMeanwhile(text) => vec![text.clone()],
            Self::TooLong(limit) => vec![limit.to_string()],
            Self::DuplicateUnit(row) | Self::DuplicatePost(row) => vec![row.to_string()],
            Self::DuplicateNumber(number, row, name) => vec![number.clone(), row.to_string(), name.clone()],
            Self::DuplicateProblem(number, row) => vec![number.clone(), row.to_string()],
            Self::NumberTaken(first, second)
            | Self::UnknownSubunit(first, second)
            | Self::ProblemOfOther(first, second) => {
                vec![first.clone(), second.clone()]
            }
            Self::LeaderNameDiffers(number, given, real) | Self::PersonNameDiffers(number, given, real) => {
                vec![number.clone(), given.clone(), real.clone()]
            }
            _ => Vec::new(),
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&fill(self.message(), &self.args()))
    }
}
