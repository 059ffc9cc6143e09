//! Rows copied in a spreadsheet and pasted: cells between tabs, a cell of several lines between quotes. The same words make a header
//! and a row is read by the same hands as in a workbook; what no header says, the person says.

use std::collections::BTreeSet;

use super::clipboard;
use super::draft;
use super::headings::{NAME, NUMBER, PROBLEM_NO, TITLE, VERSION, WANTED};
use crate::domain::lists::Draft;
use crate::imports::cells::Cell;
use crate::imports::headers::{Column, Header, likely};
use crate::imports::line::Line;
use crate::imports::problem::Refused;
use crate::imports::sheet::{Row, Sheet, letter};
use crate::imports::table::Table;

/// What was pasted, as it is understood.
#[derive(Debug, Default)]
pub struct Pasted {
    /// Whether its first line says what the columns are.
    pub has_header: bool,
    /// Columns in which something stands, from the left.
    pub columns: Vec<PastedColumn>,
    /// Rows that can be taken.
    pub rows: Vec<PastedRow>,
    /// Rows that can't, and why.
    pub refused: Vec<Refused>,
    /// Rows that were left out because there are too many.
    pub beyond: usize,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastedColumn {
    /// Its letter, counted from the left of what was pasted.
    pub letter: String,
    /// Its header; empty when there is none.
    pub header: String,
    /// The first thing that stands in it.
    pub sample: String,
    /// The place of what it means among the headings; `None`: it is not read.
    pub means: Option<usize>,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastedRow {
    /// Which line it is, from 1, the header counted.
    pub row: u32,
    /// Staff number and name of whoever it says that it is of.
    pub of: (Option<String>, Option<String>),
    /// Lists 1 to 4; words of dictionaries as typed.
    pub draft: Draft,
}

/// What a person said of the columns: whether there is a header, and of each column what it means.
#[derive(Debug)]
pub struct Said {
    /// Whether the first line is one.
    pub has_header: bool,
    /// Places among the headings, from the left.
    pub means: Vec<Option<usize>>,
}

/// The headings that a pasted column may have, with their places: a number of a problem would change one that is there.
pub fn meanings() -> impl Iterator<Item = (usize, &'static str)> {
    let all = WANTED.iter().enumerate();
    all.filter(|(at, _)| *at != PROBLEM_NO && *at != VERSION)
        .map(|(at, heading)| (at, heading.label))
}

/// Reads it; without [`Said`] the first lines are looked at for a header, and of a single column it is supposed that it holds the problem.
pub fn read(text: &str, said: Option<&Said>) -> Pasted {
    let (sheet, beyond) = cells_of(text);
    let indexes = indexes(&sheet);
    let found = likely(&sheet, &WANTED).filter(|header| is_header(header, &indexes));
    let has_header = said.map_or(found.is_some(), |said| said.has_header);
    let last_row = match &found {
        _ if !has_header => 0,
        Some(header) => header.last_row,
        None => 1,
    };
    let mut means: Vec<Option<usize>> = match (said, &found) {
        (Some(said), _) => said.means.clone(),
        (None, Some(header)) => indexes.iter().map(|index| named(header, *index)).collect(),
        (None, None) => indexes.iter().map(|_| None).collect(),
    };
    means.resize(indexes.len(), None);
    if said.is_none() && found.is_none() && indexes.len() == 1 {
        means[0] = Some(TITLE);
    }
    let columns: Vec<PastedColumn> = indexes
        .iter()
        .zip(&means)
        .map(|(index, means)| column(&sheet, *index, (last_row, *means)))
        .collect();
    let header = header(&indexes, &columns, last_row);
    let mut pasted = Pasted {
        has_header,
        columns,
        beyond,
        ..Pasted::default()
    };
    for line in Table::of(sheet, header, &WANTED).lines() {
        match row(&line) {
            Ok(row) => pasted.rows.push(row),
            Err(refused) => pasted.refused.push(Refused {
                row: refused.row - 1,
                ..refused
            }),
        }
    }
    pasted
}

/// Between commas only what has no tab and then has a header of several columns: a comma alone is somebody's punctuation.
fn cells_of(text: &str) -> (Sheet, usize) {
    if !text.contains('\t') && text.contains(',') {
        let (rows, beyond) = clipboard::rows(text, ',');
        let sheet = Sheet::of_rows(rows);
        let is_many = |header: &Header| header.columns.iter().flatten().count() > 1;
        if likely(&sheet, &WANTED).is_some_and(|header| is_many(&header) && header.columns[TITLE].is_some()) {
            return (sheet, beyond);
        }
    }
    let (rows, beyond) = clipboard::rows(text, '\t');
    (Sheet::of_rows(rows), beyond)
}

/// Columns in which something stands, from the left.
fn indexes(sheet: &Sheet) -> Vec<u32> {
    let filled: BTreeSet<u32> = sheet.rows.values().flat_map(|row| row.keys().copied()).collect();
    filled.into_iter().collect()
}

/// One word alone may be a problem as well as a heading.
fn is_header(header: &Header, indexes: &[u32]) -> bool {
    let found = header.columns.iter().flatten().count();
    header.columns[TITLE].is_some() && (found > 1 || indexes.len() == 1)
}

fn named(header: &Header, index: u32) -> Option<usize> {
    let is = |column: &Option<Column>| column.as_ref().is_some_and(|column| column.index == index);
    let place = header.columns.iter().position(is)?;
    meanings().any(|(known, _)| known == place).then_some(place)
}

fn column(sheet: &Sheet, index: u32, (last_row, means): (u32, Option<usize>)) -> PastedColumn {
    let text = |row: &Row| row.get(&index).map(Cell::shown).unwrap_or_default();
    let header = sheet.rows.get(&last_row).map(text).unwrap_or_default();
    let below = sheet.rows.range(last_row + 1..).map(|(_, row)| text(row));
    PastedColumn {
        letter: letter(index),
        header,
        sample: below
            .into_iter()
            .find(|text| !text.is_empty())
            .unwrap_or_default(),
        means,
    }
}

fn header(indexes: &[u32], columns: &[PastedColumn], last_row: u32) -> Header {
    let of = |place| {
        let at = columns.iter().position(|column| column.means == Some(place))?;
        Some(Column {
            index: indexes[at],
            text: columns[at].header.clone(),
            letter: columns[at].letter.clone(),
        })
    };
    Header {
        last_row,
        columns: (0..WANTED.len()).map(of).collect(),
        ..Header::default()
    }
}

fn row(line: &Line<'_>) -> Result<PastedRow, Refused> {
    let staff_no = line.code(NUMBER, 32)?.map(|code| code.to_ascii_uppercase());
    Ok(PastedRow {
        row: line.number - 1,
        of: (staff_no, line.name(NAME, 40)?),
        draft: draft(line)?,
    })
}

#[cfg(test)]
mod tests {
    use super::super::clipboard::MOST_ROWS;
    use super::{Said, TITLE, read};

    const COPIED: &str = "序号\t存在问题\t原因分析\t整改措施\t完成时限\n\
        1\t下基层少\t\"1.怕麻烦\n2.事情多\"\t\"1.每月去两次（有记录）\n2.回来写一页\"\t2018年9月30日\n\
        2\t回复慢\t没有放在心上\t当天答复\t立行立改\n\
        合计\t2条\n";

    #[test]
    fn rows_with_a_header_are_read_like_a_workbook() {
        let pasted = read(COPIED, None);
        assert!(pasted.has_header);
        let titles: Vec<_> = pasted.rows.iter().map(|row| row.draft.title.as_str()).collect();
        assert_eq!(titles, ["下基层少", "回复慢"]);
        let first = &pasted.rows[0];
        assert_eq!(first.row, 2);
        assert_eq!(first.draft.causes.len(), 2);
        assert_eq!(first.draft.measures[0].goal, "有记录");
        assert_eq!(first.draft.due, "2018-09-30");
        assert!(pasted.rows[1].draft.immediate);
        assert_eq!(pasted.columns[0].means, None, "a running number is nothing");
    }

    #[test]
    fn without_a_header_the_person_says_what_is_what() {
        let text = "下基层少\t怕麻烦\r\n回复慢\t没有放在心上\r\n";
        let guessed = read(text, None);
        assert!(!guessed.has_header && guessed.rows.is_empty());
        assert_eq!(guessed.columns[1].sample, "怕麻烦");
        let said = Said {
            has_header: false,
            means: vec![Some(TITLE), Some(super::super::CAUSES)],
        };
        let pasted = read(text, Some(&said));
        assert_eq!(pasted.rows.len(), 2);
        assert_eq!(pasted.rows[1].draft.causes[0].text, "没有放在心上");
    }

    #[test]
    fn commas_part_cells_only_below_a_header() {
        let exported = read(
            "序号,存在问题,原因分析\n1,\"会多,文件长\",图省事\n2,回复慢,\n",
            None,
        );
        let titles: Vec<_> = exported.rows.iter().map(|row| row.draft.title.as_str()).collect();
        assert_eq!(titles, ["会多,文件长", "回复慢"]);
        assert_eq!(exported.rows[0].draft.causes[0].text, "图省事");
        let words = read("会多,文件长\n回复慢, 态度差\n", None);
        let titles: Vec<_> = words.rows.iter().map(|row| row.draft.title.as_str()).collect();
        assert_eq!(titles, ["会多,文件长", "回复慢, 态度差"]);
    }

    #[test]
    fn a_single_column_is_the_problems_themselves() {
        let pasted = read("下基层少\n\n回复慢\n", None);
        let titles: Vec<_> = pasted.rows.iter().map(|row| row.draft.title.as_str()).collect();
        assert_eq!(titles, ["下基层少", "回复慢"]);
    }

    #[test]
    fn too_many_rows_are_counted_and_quotes_never_break_it() {
        let pasted = read(&"一个问题\n".repeat(MOST_ROWS + 11), None);
        assert_eq!(pasted.rows.len() + pasted.beyond, MOST_ROWS + 11);
        assert!(pasted.beyond > 0);
        let words = read("\"没有收尾\n回复慢\n\"态度\"不好\n\"他说\"\"改\"\"了\"\n", None);
        let titles: Vec<_> = words.rows.iter().map(|row| row.draft.title.as_str()).collect();
        assert_eq!(titles, ["\"没有收尾", "回复慢", "\"态度\"不好", "他说\"改\"了"]);
        let cells = read(
            "问题\t原因\n\"开头有引号，没有收尾\t怕\n回复慢\t\"1.忙\n2.怕\"\n",
            None,
        );
        assert_eq!(cells.rows.len(), 2);
        assert_eq!(cells.rows[1].draft.causes.len(), 2);
        assert_eq!(read("", None).rows.len(), 0);
        assert_eq!(read("\t\t\n", None).columns.len(), 0);
    }
}
