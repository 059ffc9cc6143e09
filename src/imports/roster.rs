//! 干部名册: people and their posts.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::dates;
use super::headers::Heading;
use super::learned::Meanings;
use super::line::Line;
use super::message::n_;
use super::problem::{Read, Refused, Unreadable};
use super::reason::Reason;
use super::table;
use crate::domain::people::{Rank, Sex};

/// A person's post as the workbook states it. Two rows of one number and name are two posts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonRow {
    /// The row's number as the spreadsheet shows it.
    pub row: u32,
    /// 人员编号.
    pub staff_no: String,
    /// 姓名.
    pub name: String,
    /// 单位, by name.
    pub unit: String,
    /// 内设或下属单位, by name.
    pub subunit: Option<String>,
    /// 性别.
    pub sex: Option<Sex>,
    /// 出生年月: the first day of that month.
    pub born: Option<NaiveDate>,
    /// 职务.
    pub title: String,
    /// 职级 (职务层次).
    pub rank: Rank,
    /// 分管领导编号; never the person's own.
    pub leader_no: Option<String>,
    /// 分管领导, by name.
    pub leader_name: Option<String>,
}

const NUMBER: usize = 0;
const NAME: usize = 1;
const UNIT: usize = 2;
const SUBUNIT: usize = 3;
const SEX: usize = 4;
const BORN: usize = 5;
const TITLE: usize = 6;
const RANK: usize = 7;
const LEADER_NO: usize = 8;
const LEADER: usize = 9;

static WANTED: [Heading; 10] = [
    Heading {
        label: n_("人员编号"),
        names: &[
            "人员编号",
            "人员编码",
            "人员代码",
            "干部编号",
            "干部编码",
            "职工编号",
            "员工编号",
            "工号",
            "编号",
            "编码",
        ],
        required: true,
    },
    Heading {
        label: n_("姓名"),
        names: &["姓名", "干部姓名", "人员姓名", "名字"],
        required: true,
    },
    Heading {
        label: n_("单位"),
        names: &[
            "单位",
            "单位名称",
            "所在单位",
            "工作单位",
            "任职单位",
            "所属单位",
            "现单位",
            "部门单位",
            "单位部门",
        ],
        required: true,
    },
    Heading {
        label: n_("内设或下属单位"),
        names: &[
            "内设或下属单位",
            "内设机构或下属单位",
            "内设或下属机构",
            "内设下属单位",
            "下属单位",
            "内设机构",
            "内设单位",
            "二级单位",
            "内设科室",
            "所在科室",
            "科室",
            "处室",
            "所在部门",
            "部门",
        ],
        required: false,
    },
    Heading {
        label: n_("性别"),
        names: &["性别"],
        required: false,
    },
    Heading {
        label: n_("出生年月"),
        names: &["出生年月", "出生日期", "出生年月日", "出生时间", "生日"],
        required: false,
    },
    Heading {
        label: n_("职务"),
        names: &[
            "职务",
            "现任职务",
            "现职务",
            "担任职务",
            "职务名称",
            "工作职务",
            "岗位",
        ],
        required: true,
    },
    Heading {
        label: n_("职级"),
        names: &[
            "职务层次",
            "职级",
            "现任职级",
            "现职级",
            "职务级别",
            "职级层次",
            "行政级别",
            "职务职级",
            "级别",
        ],
        required: true,
    },
    Heading {
        label: n_("分管领导编号"),
        names: &[
            "分管领导编号",
            "分管领导人员编号",
            "分管领导编码",
            "分管领导工号",
            "分管市领导编号",
            "责任领导编号",
            "主管领导编号",
            "上级领导编号",
            "领导编号",
        ],
        required: false,
    },
    Heading {
        label: n_("分管领导"),
        names: &[
            "分管领导",
            "分管领导姓名",
            "分管市领导",
            "分管市领导姓名",
            "责任领导",
            "责任领导姓名",
            "主管领导",
            "主管领导姓名",
            "上级领导",
        ],
        required: false,
    },
];

/// The columns that are read.
pub fn headings() -> &'static [Heading] {
    &WANTED
}

/// Reads a roster workbook.
pub fn roster(bytes: &[u8], learned: &Meanings) -> Result<Read<PersonRow>, Unreadable> {
    let table = table::open(bytes, (&WANTED, learned), None)?;
    let mut read: Read<PersonRow> = table.read();
    let mut holders = HashMap::new();
    for line in table.lines() {
        match person(&line, &mut holders) {
            Ok(row) => read.rows.push(row),
            Err(refused) => read.refused.push(refused),
        }
    }
    Ok(read)
}

/// Who holds a number first, and in which row.
type Holders = HashMap<String, (u32, String)>;

fn person(line: &Line<'_>, holders: &mut Holders) -> Result<PersonRow, Refused> {
    let (staff_no, name) = identity(line, holders)?;
    let unit = line.required(UNIT, line.name(UNIT, 100)?, Reason::MissingUnit)?;
    let subunit = line.name(SUBUNIT, 100)?;
    let title = line.required(TITLE, line.phrase(TITLE, 60)?, Reason::MissingTitle)?;
    let rank = line.required(RANK, line.phrase(RANK, 50)?, Reason::MissingRank)?;
    let Some(rank) = Rank::from_text(&rank) else {
        return Err(line.refuse(RANK, Reason::UnknownRank(rank)));
    };
    let (sex, born) = (sex(line)?, born(line)?);
    let leader_no = number(line, LEADER_NO)?;
    if leader_no.as_ref() == Some(&staff_no) {
        return Err(line.refuse(LEADER_NO, Reason::OwnLeader));
    }
    let leader_name = line.name(LEADER, 50)?;
    Ok(PersonRow {
        row: line.number,
        staff_no,
        name,
        unit,
        subunit,
        sex,
        born,
        title,
        rank,
        leader_no,
        leader_name,
    })
}

/// A number stays with the name that it first stood beside, even if that row is refused for something else:
/// which of the two is right is not for us to guess.
fn identity(line: &Line<'_>, holders: &mut Holders) -> Result<(String, String), Refused> {
    line.plain(NUMBER)?;
    let staff_no = line.required(NUMBER, number(line, NUMBER)?, Reason::MissingNumber)?;
    if !is_number(&staff_no) {
        return Err(line.refuse(NUMBER, Reason::BadNumber(staff_no)));
    }
    line.plain(NAME)?;
    let name = line.required(NAME, line.name(NAME, 40)?, Reason::MissingName)?;
    let (row, holder) = holders
        .entry(staff_no.clone())
        .or_insert_with(|| (line.number, name.clone()));
    if *holder != name {
        return Err(line.refuse(NUMBER, Reason::DuplicateNumber(staff_no, *row, holder.clone())));
    }
    Ok((staff_no, name))
}

/// A staff number in capital letters: `b0021` and `B0021` are one.
fn number(line: &Line<'_>, which: usize) -> Result<Option<String>, Refused> {
    Ok(line.code(which, 32)?.map(|code| code.to_ascii_uppercase()))
}

fn is_number(code: &str) -> bool {
    code.starts_with(|c: char| c.is_ascii_alphanumeric())
        && code
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c))
}

fn sex(line: &Line<'_>) -> Result<Option<Sex>, Refused> {
    let Some(text) = line.phrase(SEX, 20)? else {
        return Ok(None);
    };
    Sex::from_text(&text)
        .map(Some)
        .ok_or_else(|| line.refuse(SEX, Reason::UnknownSex(text)))
}

fn born(line: &Line<'_>) -> Result<Option<NaiveDate>, Refused> {
    let Some(cell) = line.cell(BORN)? else {
        return Ok(None);
    };
    dates::month(cell)
        .map(Some)
        .map_err(|reason| line.refuse(BORN, reason))
}
