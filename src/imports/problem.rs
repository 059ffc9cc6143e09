//! What a reader gives back: rows, refused rows, or why the file can't be read at all.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::headers::Header;
use super::message::{fill, n_};
use super::reason::Reason;

/// A workbook that was read: every data row is in `rows` or in `refused`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Read<T> {
    /// The rows taken, in the sheet's order.
    pub rows: Vec<T>,
    /// The rows refused, one entry each.
    pub refused: Vec<Refused>,
    /// The name of the sheet that was read.
    pub sheet: String,
    /// Where its columns stand.
    pub header: Header,
    /// Whether it is a workbook of refused rows that was put right: it says nothing of what it leaves out.
    pub came_back: bool,
    /// Columns that are not taken over.
    pub unread: Vec<Unread>,
}

/// A column in which something stands, and which is not taken over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unread {
    /// Its letter.
    pub letter: String,
    /// Its header as it stands in the sheet; empty where it has none.
    pub column: String,
    /// In how many data rows something stands.
    pub cells: usize,
}

impl<T> Read<T> {
    /// Rows that no sheet held.
    pub fn generated(rows: Vec<T>) -> Self {
        Self {
            rows,
            refused: Vec::new(),
            sheet: String::new(),
            header: Header::default(),
            came_back: false,
            unread: Vec::new(),
        }
    }
}

/// A refused row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// The row's number as the spreadsheet shows it.
    pub row: u32,
    /// The header of the column at fault, as it stands in the sheet.
    pub column: String,
    /// The column's letter; empty when the sheet has no such column.
    pub letter: String,
    /// Why.
    pub reason: Reason,
}

/// Why a file can't be read at all.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{}", fill(self.message(), &self.args()))]
pub enum Unreadable {
    /// More bytes than this many megabytes.
    TooBig(u64),
    /// Not a zip, or a zip that is no workbook.
    NotXlsx,
    /// An old `.xls`, or a workbook behind a password.
    OldOrEncrypted,
    /// Unpacks to more than any honest workbook.
    Bomb,
    /// Broken inside.
    Damaged,
    /// No sheet that is visible and has cells.
    NoSheet,
    /// More rows than this.
    TooManyRows(usize),
    /// More cells than this.
    TooManyCells(usize),
    /// No row with the headers that are needed; those missing in the likeliest row.
    NoHeader(Vec<&'static str>),
    /// More than one sheet has the table: their names.
    SeveralTables(Vec<String>),
    /// Nobody looked: so many of the same jurisdiction wait to be read already.
    Queue(usize),
}

impl Unreadable {
    /// The Chinese source text, with `{0}` for [`Unreadable::args`].
    pub const fn message(&self) -> &'static str {
        match self {
            Self::TooBig(_) => n_("文件超过 {0} MB"),
            Self::NotXlsx => n_("不是 xlsx 工作簿"),
            Self::OldOrEncrypted => n_("旧的 .xls 或加密的工作簿不能读取，请去掉密码并另存为 .xlsx"),
            Self::Bomb => n_("工作簿解压后过大，已停止读取"),
            Self::Damaged => n_("工作簿已损坏，请用表格软件打开后重新保存"),
            Self::NoSheet => n_("工作簿里没有带内容的工作表"),
            Self::TooManyRows(_) => n_("工作表超过 {0} 行"),
            Self::TooManyCells(_) => n_("工作表超过 {0} 个单元格"),
            Self::NoHeader(_) => n_("没有找到表头，缺少：{0}"),
            Self::SeveralTables(_) => n_("有几张工作表都像名册：{0}。请只留一张"),
            Self::Queue(_) => n_("本辖区已有 {0} 份文件在等着读，请过一会儿再办"),
        }
    }

    /// The arguments of [`Unreadable::message`].
    pub fn args(&self) -> Vec<String> {
        match self {
            Self::TooBig(limit) => vec![limit.to_string()],
            Self::TooManyRows(limit) | Self::TooManyCells(limit) | Self::Queue(limit) => {
                vec![limit.to_string()]
            }
            Self::NoHeader(missing) => vec![missing.join("、")],
            Self::SeveralTables(names) => vec![names.join("、")],
            _ => Vec::new(),
        }
    }
}
