//! 机构名册: the units of a tenant.

use std::collections::HashMap;

use super::headers::Heading;
use super::learned::Meanings;
use super::line::Line;
use super::message::n_;
use super::problem::{Read, Refused, Unreadable};
use super::reason::Reason;
use super::table;
use crate::domain::units::{UnitKind, credit_code};
use crate::kernel::text::code_text;

/// A unit as the workbook states it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitRow {
    /// The row's number as the spreadsheet shows it.
    pub row: u32,
    /// 单位名称.
    pub name: String,
    /// 上级单位, by name; the root has none.
    pub parent: Option<String>,
    /// 单位类别.
    pub kind: UnitKind,
    /// 行政区划代码, of GB/T 2260 or local.
    pub region_code: Option<String>,
    /// 统一社会信用代码, valid.
    pub credit_code: Option<String>,
    /// 排序; the row's place among the data rows when the sheet does not say.
    pub sort_no: i32,
}

const NAME: usize = 0;
const PARENT: usize = 1;
const KIND: usize = 2;
const REGION: usize = 3;
const CREDIT: usize = 4;
const SORT: usize = 5;

static WANTED: [Heading; 6] = [
    Heading {
        label: n_("单位名称"),
        names: &[
            "单位名称",
            "机构名称",
            "单位全称",
            "机构全称",
            "部门名称",
            "名称",
            "单位",
            "机构",
        ],
        required: true,
    },
    Heading {
        label: n_("上级单位"),
        names: &[
            "上级单位",
            "上级单位名称",
            "上级机构",
            "上级机构名称",
            "上级主管单位",
            "上级部门",
            "主管单位",
            "主管部门",
            "隶属单位",
            "所属单位",
            "上级",
        ],
        required: true,
    },
    Heading {
        label: n_("单位类别"),
        names: &[
            "单位类别",
            "类别",
            "单位类型",
            "机构类别",
            "机构类型",
            "类型",
            "单位性质",
            "机构性质",
            "性质",
        ],
        required: true,
    },
    Heading {
        label: n_("行政区划代码"),
        names: &[
            "行政区划代码",
            "行政区划编码",
            "行政区代码",
            "区划代码",
            "区划编码",
            "地区代码",
            "区域代码",
            "行政区划",
        ],
        required: false,
    },
    Heading {
        label: n_("统一社会信用代码"),
        names: &["统一社会信用代码", "社会信用代码", "统一信用代码", "信用代码"],
        required: false,
    },
    Heading {
        label: n_("排序"),
        names: &[
            "排序",
            "排序号",
            "排列顺序",
            "顺序",
            "顺序号",
            "次序",
            "序号",
            "编号",
        ],
        required: false,
    },
];

/// The columns that are read.
pub fn headings() -> &'static [Heading] {
    &WANTED
}

/// Reads an organisation workbook.
pub fn organisation(bytes: &[u8], learned: &Meanings) -> Result<Read<UnitRow>, Unreadable> {
    let table = table::open(bytes, (&WANTED, learned), Some(SORT))?;
    let mut read: Read<UnitRow> = table.read();
    let mut seen = HashMap::new();
    for (line, place) in table.lines().zip(1_i32..) {
        match unit(&line, place).and_then(|row| unique(&line, row, &mut seen)) {
            Ok(row) => read.rows.push(row),
            Err(refused) => read.refused.push(refused),
        }
    }
    Ok(read)
}

fn unit(line: &Line<'_>, place: i32) -> Result<UnitRow, Refused> {
    line.plain(NAME)?;
    let name = line.required(NAME, line.name(NAME, 60)?, Reason::MissingUnitName)?;
    let parent = line.name(PARENT, 100)?;
    if parent.as_deref().map(code_text) == Some(code_text(&name)) {
        return Err(line.refuse(PARENT, Reason::OwnParent));
    }
    let kind = line.required(KIND, line.phrase(KIND, 50)?, Reason::MissingKind)?;
    let Some(kind) = UnitKind::from_text(&kind) else {
        return Err(line.refuse(KIND, Reason::UnknownKind(kind)));
    };
    let (region_code, credit_code) = (region(line)?, credit(line)?);
    let sort_no = sort(line)?.unwrap_or(place);
    Ok(UnitRow {
        row: line.number,
        name,
        parent,
        kind,
        region_code,
        credit_code,
        sort_no,
    })
}

/// Six digits of GB/T 2260, or a local code that builds on them.
fn region(line: &Line<'_>) -> Result<Option<String>, Refused> {
    let code = line.code(REGION, 50)?.map(|code| code.to_ascii_uppercase());
    match code {
        Some(code) if !(6..=12).contains(&code.len()) || !code.bytes().all(|b| b.is_ascii_alphanumeric()) => {
            Err(line.refuse(REGION, Reason::BadRegionCode(code)))
        }
        code => Ok(code),
    }
}

fn credit(line: &Line<'_>) -> Result<Option<String>, Refused> {
    let code = line.code(CREDIT, 50)?.map(|code| code.to_ascii_uppercase());
    match code {
        Some(code) if !credit_code::is_valid(&code) => Err(line.refuse(CREDIT, Reason::BadCreditCode(code))),
        code => Ok(code),
    }
}

fn sort(line: &Line<'_>) -> Result<Option<i32>, Refused> {
    let Some(text) = line.code(SORT, 50)? else {
        return Ok(None);
    };
    match text.parse() {
        Ok(sort_no) if (0..=9_999_999).contains(&sort_no) => Ok(Some(sort_no)),
        _ => Err(line.refuse(SORT, Reason::BadSortNo(text))),
    }
}

/// The same name may stand under two superiors, but not twice under one.
fn unique(
    line: &Line<'_>,
    row: UnitRow,
    seen: &mut HashMap<(String, String), u32>,
) -> Result<UnitRow, Refused> {
    let key = (
        code_text(&row.name),
        code_text(row.parent.as_deref().unwrap_or_default()),
    );
    let first = *seen.entry(key).or_insert(row.row);
    if first == row.row {
        Ok(row)
    } else {
        Err(line.refuse(NAME, Reason::DuplicateUnit(first)))
    }
}
