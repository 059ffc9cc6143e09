//! Columns by meaning: which row is the header, and which column holds what.

use std::collections::BTreeSet;

use super::cells::Cell;
use super::learned::Meanings;
use super::sheet::{Sheet, letter};
use crate::kernel::text::{code_text, phrase_text};

/// How far down a header may stand below titles and notes, in rows with content.
const SEARCHED: usize = 40;
/// The most lines a header may have.
const MAX_DEPTH: u32 = 3;

/// The five lists as headings of groups of columns: 「查摆问题·来源」 is 「来源」.
const SECTIONS: [&str; 8] = [
    "查摆问题",
    "原因剖析",
    "整改措施",
    "责任落实",
    "完成任务",
    "问题清单",
    "责任清单",
    "措施清单",
];

/// A column that a table should have.
#[derive(Debug)]
pub struct Heading {
    /// What messages call it.
    pub label: &'static str,
    /// Everything offices call it, without spaces and brackets; the best first.
    pub names: &'static [&'static str],
    /// Whether the table is worthless without it.
    pub required: bool,
}

/// A column found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Counted from 0.
    pub index: u32,
    /// Its header as it stands in the sheet; of several lines, joined by ·.
    pub text: String,
    /// Its letter.
    pub letter: String,
}

/// A table's header.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Header {
    /// The last row of it, counted from 0.
    pub last_row: u32,
    /// For each heading wanted, its column.
    pub columns: Vec<Option<Column>>,
    /// Columns with a header that means nothing here, and of which nobody said that they are not to be read.
    pub others: Vec<Column>,
    /// Columns whose header means what another one says better, each with the place of that heading.
    pub doubles: Vec<(Column, usize)>,
}

impl Header {
    pub(super) fn found(&self) -> usize {
        self.columns.iter().flatten().count()
    }

    fn missing(&self, wanted: &[Heading]) -> Vec<&'static str> {
        let pairs = wanted.iter().zip(&self.columns);
        pairs
            .filter(|(heading, column)| heading.required && column.is_none())
            .map(|(heading, _)| heading.label)
            .collect()
    }
}

/// The sheet's header, or the required headings missing from the likeliest row.
pub fn find(sheet: &Sheet, wanted: &[Heading], learned: &Meanings) -> Result<Header, Vec<&'static str>> {
    let Some(header) = best(sheet, wanted, learned, MAX_DEPTH) else {
        return Err(Vec::new());
    };
    let missing = header.missing(wanted);
    if missing.is_empty() {
        Ok(header)
    } else {
        Err(missing)
    }
}

/// The rows that would do best as a header, whatever is missing in them.
pub(super) fn likely(sheet: &Sheet, wanted: &[Heading]) -> Option<Header> {
    best(sheet, wanted, &Meanings::default(), MAX_DEPTH)
}

/// The one line that would do best as a header, and how many headings are found in it.
pub(super) fn likeliest(sheet: &Sheet, wanted: &[Heading], learned: &Meanings) -> (u32, usize) {
    let best = best(sheet, wanted, learned, 1);
    best.map_or((0, 0), |header| (header.last_row, header.found()))
}

fn best(sheet: &Sheet, wanted: &[Heading], learned: &Meanings, deepest: u32) -> Option<Header> {
    let mut best: Option<Header> = None;
    for depth in 1..=deepest {
        for row in sheet.rows.keys().take(SEARCHED) {
            let header = at(sheet, *row, depth, wanted, learned);
            if best.as_ref().is_none_or(|best| header.found() > best.found()) {
                best = Some(header);
            }
        }
    }
    best
}

/// What the rows from `top` on would be as a header.
pub(super) fn at(sheet: &Sheet, top: u32, depth: u32, wanted: &[Heading], learned: &Meanings) -> Header {
    let rows = top..top.saturating_add(depth);
    let indexes: BTreeSet<u32> = sheet
        .rows
        .range(rows.clone())
        .flat_map(|(_, row)| row.keys().copied())
        .collect();
    let mut matched: Vec<Option<(usize, Column)>> = wanted.iter().map(|_| None).collect();
    let (mut others, mut doubles) = (Vec::new(), Vec::new());
    for index in indexes {
        let mut lines: Vec<String> = rows
            .clone()
            .filter_map(|row| sheet.covering(row, index))
            .map(Cell::shown)
            .collect();
        lines.dedup();
        match explained(&lines, wanted, learned) {
            Some((which, rank)) => {
                let this = column(index, &lines);
                if matched[which].as_ref().is_none_or(|(other, _)| rank < *other) {
                    let worse = matched[which].replace((rank, this));
                    doubles.extend(worse.map(|(_, column)| (column, which)));
                } else {
                    doubles.push((this, which));
                }
            }
            None if told(&lines, learned).is_none() => others.push(column(index, &lines)),
            None => {}
        }
    }
    let columns = matched
        .into_iter()
        .map(|found| found.map(|(_, column)| column))
        .collect();
    Header {
        last_row: rows.end - 1,
        columns,
        others,
        doubles,
    }
}

fn column(index: u32, lines: &[String]) -> Column {
    let text: Vec<_> = lines.iter().map(|line| phrase_text(line)).collect();
    Column {
        index,
        text: text.join("·"),
        letter: letter(index),
    }
}

/// What the office said of it: a place, or that it is nothing.
#[expect(clippy::option_option, reason = "said or not, and what")]
fn told(lines: &[String], learned: &Meanings) -> Option<Option<usize>> {
    learned
        .of(&lines.concat())
        .or_else(|| learned.of(lines.last().map_or("", String::as_str)))
}

/// What the office explained comes before what the program knows.
fn explained(lines: &[String], wanted: &[Heading], learned: &Meanings) -> Option<(usize, usize)> {
    match told(lines, learned) {
        Some(place) => place
            .filter(|place| *place < wanted.len())
            .map(|place| (place, 0)),
        None => meaning(lines, wanted).map(|(which, rank)| (which, rank + 1)),
    }
}

/// What one header means by itself, whatever was explained of it.
pub fn natural(header: &str, wanted: &[Heading]) -> Option<usize> {
    meaning(&[header.to_owned()], wanted).map(|(which, _)| which)
}

/// Which heading the lines above a column mean, and how good a name it is (0 the best).
fn meaning(lines: &[String], wanted: &[Heading]) -> Option<(usize, usize)> {
    let (last, above) = lines.split_last()?;
    let named = |text: &str| {
        let text = text.trim_matches(['*', ':', '★']);
        wanted.iter().enumerate().find_map(|(which, heading)| {
            heading
                .names
                .iter()
                .position(|name| *name == text)
                .map(|rank| (which, rank))
        })
    };
    let either = |text: &str| {
        let text = code_text(text);
        named(&text.replace(['(', ')'], ""))
            .or_else(|| named(&without_notes(&text)))
            .or_else(|| named(below_section(&without_notes(&text))?))
    };
    // 「姓名」 below 「分管领导」 is the leader's name: a short word takes its meaning from above.
    let short = code_text(last).chars().count() <= 2;
    let bound = short
        && above
            .iter()
            .any(|line| line.contains("领导") || (!is_section(line) && either(line).is_some()));
    either(&lines.concat()).or_else(|| if bound { None } else { either(last) })
}

fn is_section(line: &str) -> bool {
    let line = without_notes(&code_text(line));
    SECTIONS
        .iter()
        .any(|section| line.trim_end_matches("清单") == section.trim_end_matches("清单"))
}

/// What stands after the name of a list in one cell.
fn below_section(text: &str) -> Option<&str> {
    let rest = SECTIONS.iter().find_map(|section| text.strip_prefix(section))?;
    let rest = rest
        .trim_start_matches("清单")
        .trim_start_matches(['·', '-', '—', '/', '_', ':', '.', '、', '|']);
    (!rest.is_empty()).then_some(rest)
}

/// 「出生年月(年.月)」 is 「出生年月」.
fn without_notes(text: &str) -> String {
    let mut depth = 0_usize;
    let mut kept = String::new();
    for c in text.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 => kept.push(c),
            _ => {}
        }
    }
    kept
}
