//! From a workbook to the lines that are data: titles, blank lines, sums and signatures left out.

use std::collections::BTreeMap;

use super::cells::{Cell, Value};
use super::headers::{self, Header, Heading};
use super::learned::Meanings;
use super::line::{Line, NOTHING};
use super::neutral;
use super::problem::{Read, Unread, Unreadable};
use super::returned::WHY;
use super::sheet::{self, Row, Sheet, letter};
use crate::kernel::text::code_text;

/// The one table of a workbook.
#[derive(Debug)]
pub struct Table {
    /// The sheet it stands on.
    pub sheet: Sheet,
    header: Header,
    wanted: &'static [Heading],
    /// The heading that may be filled in beforehand without making a row: 序号.
    counter: Option<usize>,
}

const SUMS: [&str; 6] = ["合计", "总计", "小计", "共计", "累计", "总人数"];
const REMARKS: [&str; 16] = [
    "填表人",
    "制表人",
    "审核人",
    "填报人",
    "经办人",
    "负责人",
    "主要负责人",
    "单位负责人",
    "联系人",
    "联系电话",
    "填报单位",
    "填报时间",
    "填表日期",
    "填表说明",
    "备注",
    "注",
];
/// Sheets that show how a table is to be filled in.
const SAMPLES: [&str; 4] = ["示例", "样例", "样表", "模板"];

/// What may stand there without being missed: running numbers, and what exported and refused rows say for people.
const PASSED_OVER: [&str; 5] = ["序号", "回头看日期", "分管领导签字人", "办理状态", WHY];
/// So many columns are named.
const MOST_UNREAD: usize = 30;

/// Finds the table with these headings.
pub fn open(
    bytes: &[u8],
    (wanted, learned): (&'static [Heading], &Meanings),
    counter: Option<usize>,
) -> Result<Table, Unreadable> {
    let mut tables = Vec::new();
    let mut missing: Option<Vec<&'static str>> = None;
    for sheet in sheet::sheets(bytes)? {
        match headers::find(&sheet, wanted, learned) {
            Ok(header) => tables.push(Table {
                sheet,
                header,
                wanted,
                counter,
            }),
            Err(more) if missing.as_ref().is_none_or(|missing| more.len() < missing.len()) => {
                missing = Some(more);
            }
            Err(_) => {}
        }
    }
    for superfluous in [Table::is_sample, Table::is_empty] {
        if tables.len() > 1 && !tables.iter().all(superfluous) {
            tables.retain(|table| !superfluous(table));
        }
    }
    match tables.len() {
        0 => Err(Unreadable::NoHeader(missing.unwrap_or_default())),
        1 => tables.pop().map(Table::restored).ok_or(Unreadable::NoSheet),
        _ => Err(Unreadable::SeveralTables(
            tables.into_iter().map(|table| table.sheet.name).collect(),
        )),
    }
}

impl Table {
    /// The table of a sheet whose header is known.
    pub(super) fn of(sheet: Sheet, header: Header, wanted: &'static [Heading]) -> Self {
        Self {
            sheet,
            header,
            wanted,
            counter: None,
        }
    }

    /// What is read of it, before its first row.
    pub fn read<T>(&self) -> Read<T> {
        Read {
            rows: Vec::new(),
            refused: Vec::new(),
            sheet: self.sheet.name.clone(),
            header: self.header.clone(),
            came_back: self.came_back(),
            unread: self.unread(),
        }
    }

    /// Whether these are refused rows that were put right.
    fn came_back(&self) -> bool {
        let header = self.sheet.rows.get(&self.header.last_row);
        header.is_some_and(|row| row.values().any(|cell| cell.key() == WHY))
    }

    fn restored(mut self) -> Self {
        let came_back = self.came_back();
        neutral::restore(&mut self.sheet, came_back);
        self
    }

    /// The lines that are data.
    pub fn lines(&self) -> impl Iterator<Item = Line<'_>> {
        self.data()
            .map(|(number, row)| Line::new(number + 1, row, &self.header.columns, self.wanted))
    }

    fn data(&self) -> impl Iterator<Item = (u32, &Row)> {
        let below = self.header.last_row.saturating_add(1);
        let rows = self.sheet.rows.range(below..);
        rows.map(|(number, row)| (*number, row))
            .filter(|(number, row)| self.is_data(*number, row))
    }

    /// Columns in which something stands and which are not taken over, the leftmost first: with a header that means nothing here, without
    /// one, or with one that means what another column says better, where that one says something else.
    fn unread(&self) -> Vec<Unread> {
        let mut filled: BTreeMap<u32, usize> = BTreeMap::new();
        for (_, row) in self.data() {
            let says = |(index, cell): &(&u32, &Cell)| {
                let key = cell.key();
                let nothing = cell.lent || cell.is_empty() || NOTHING.contains(&key.as_str());
                !(nothing || self.is_read(**index) || self.said_better(**index, row) == Some(key))
            };
            for (index, _) in row.iter().filter(says) {
                *filled.entry(*index).or_default() += 1;
            }
        }
        let header = self.sheet.rows.get(&self.header.last_row);
        let column = |(index, cells): (u32, usize)| {
            let doubles = self.header.doubles.iter().map(|(column, _)| column);
            let mut known = self.header.others.iter().chain(doubles);
            let text = match known.find(|column| column.index == index) {
                Some(column) => column.text.clone(),
                // Somebody said that it is not to be read.
                None if header.is_some_and(|row| row.get(&index).is_some_and(|cell| !cell.is_empty())) => {
                    return None;
                }
                None => String::new(),
            };
            let passed = PASSED_OVER.contains(&code_text(&text).as_str());
            (!passed).then(|| Unread {
                letter: letter(index),
                column: text,
                cells,
            })
        };
        filled.into_iter().filter_map(column).take(MOST_UNREAD).collect()
    }

    fn is_read(&self, index: u32) -> bool {
        let mut read = self.header.columns.iter().flatten();
        read.any(|column| column.index == index)
    }

    /// What the column that is read instead says in the same row.
    fn said_better(&self, index: u32, row: &Row) -> Option<String> {
        let mut doubles = self.header.doubles.iter();
        let (_, which) = doubles.find(|(column, _)| column.index == index)?;
        let read = self.header.columns.get(*which)?.as_ref()?;
        row.get(&read.index).map(Cell::key)
    }

    fn is_sample(&self) -> bool {
        SAMPLES.iter().any(|word| self.sheet.name.contains(word))
    }

    fn is_empty(&self) -> bool {
        self.lines().next().is_none()
    }

    fn is_data(&self, number: u32, row: &Row) -> bool {
        self.has_content(row)
            && !self.is_banner(number, row)
            && !self.is_header(row)
            && !is_numbering(row)
            && !is_footer(row)
    }

    /// Whether anything but a running number stands in the columns that matter.
    fn has_content(&self, row: &Row) -> bool {
        let columns = self
            .header
            .columns
            .iter()
            .enumerate()
            .filter(|(which, _)| Some(*which) != self.counter);
        let mut cells = columns.filter_map(|(_, column)| row.get(&column.as_ref()?.index));
        cells.any(|cell| !cell.lent)
    }

    /// One text across the columns: a title or the heading of a section.
    fn is_banner(&self, number: u32, row: &Row) -> bool {
        let mut own = row.iter().filter(|(_, cell)| !cell.lent);
        own.next()
            .is_some_and(|(column, _)| own.next().is_none() && self.sheet.spans_columns(number, *column))
    }

    /// The header again, as on each printed page.
    fn is_header(&self, row: &Row) -> bool {
        let columns = self.header.columns.iter().flatten();
        let mut cells = columns.filter_map(|column| Some((column, row.get(&column.index)?)));
        row.len() > 2
            && cells.all(|(column, cell)| {
                // Of a header of several lines each is a row.
                let key = cell.key();
                let mut lines = column.text.split('·').map(code_text);
                key == code_text(&column.text) || lines.any(|line| line == key)
            })
    }
}

/// 1, 2, 3 … across: the numbers of the columns.
fn is_numbering(row: &Row) -> bool {
    row.len() > 2
        && row
            .values()
            .zip(1_u32..)
            .all(|(cell, at)| cell.value == Value::Number(at.into()))
}

/// 合计 or 填表人: by the first cell that says anything.
fn is_footer(row: &Row) -> bool {
    let Some(first) = row.values().find(|cell| !cell.is_empty()).map(Cell::key) else {
        return false;
    };
    let remark = first
        .split_once([':', '('])
        .is_some_and(|(word, _)| REMARKS.contains(&word));
    remark
        || REMARKS.contains(&first.as_str())
        || (first.chars().count() <= 10 && SUMS.iter().any(|word| first.starts_with(word)))
}
