//! 五个清单: one problem a row, its causes and measures numbered within their cells.

pub(super) mod again;
mod clipboard;
mod field;
mod headings;
mod limit;
mod numbered;
pub mod pasted;
pub mod terms;

use super::cells::{Cell, Value};
use super::learned::Meanings;
use super::line::Line;
use super::problem::{Read, Refused, Unreadable};
use super::reason::Reason;
use super::table;
use crate::domain::lists::Draft;
use crate::domain::lists::draft::{DraftCause, DraftMeasure, LONGEST_LINE, LONGEST_TEXT};
use crate::kernel::digest::{Digest, sha256};
use crate::kernel::text::code_text;

pub use field::Field;
pub use headings::headings;
use headings::{
    ASPECT, CAUSES, COOPERATING, DUE, DUES, DUTY, GOALS, ILLS, KIND, MANIFESTATION, MEASURES, NAME, NOTS,
    NUMBER, OBJECTIVE, PROBLEM_NO, SOURCE, SUBJECTIVE, TITLE, UNIT, VERSION, WANTED,
};

/// Longest cell with several items, in characters; a spreadsheet takes no more.
const LONGEST_CELL: usize = 32_767;

/// A problem as the workbook states it, complete or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListRow {
    /// The row's number as the spreadsheet shows it.
    pub row: u32,
    /// Number of the problem, if the row has one.
    pub number: Option<String>,
    /// Of its text when it was exported: what was written since is not to be lost.
    pub version: Option<i32>,
    /// 人员编号 of whoever the problem is of.
    pub staff_no: Option<String>,
    /// Their name.
    pub name: Option<String>,
    /// Their unit, by name; where there is no number it tells two of a name apart.
    pub unit: Option<String>,
    /// Lists 1 to 4; words of dictionaries as typed.
    pub draft: Draft,
}

impl ListRow {
    /// Digest of what the row says. Rows that differ in spaces only are equal.
    pub fn fingerprint(&self) -> Digest {
        sha256(code_text(&self.draft.json()).as_bytes())
    }
}

/// Reads a five-list workbook.
pub fn lists(bytes: &[u8], learned: &Meanings) -> Result<Read<ListRow>, Unreadable> {
    let table = table::open(bytes, (&WANTED, learned), None)?;
    let mut read: Read<ListRow> = table.read();
    for line in table.lines() {
        match problem(&line) {
            Ok(row) => read.rows.push(row),
            Err(refused) => read.refused.push(refused),
        }
    }
    Ok(read)
}

fn problem(line: &Line<'_>) -> Result<ListRow, Refused> {
    line.plain(NUMBER)?;
    line.plain(NAME)?;
    let staff_no = line.code(NUMBER, 32)?.map(|code| code.to_ascii_uppercase());
    let name = line.name(NAME, 40)?;
    if staff_no.is_none() && name.is_none() {
        return Err(line.refuse(NAME, Reason::MissingName));
    }
    Ok(ListRow {
        row: line.number,
        number: line.name(PROBLEM_NO, 200)?,
        version: line.code(VERSION, 12)?.and_then(|version| version.parse().ok()),
        staff_no,
        name,
        unit: line.name(UNIT, 100)?,
        draft: draft(line)?,
    })
}

fn draft(line: &Line<'_>) -> Result<Draft, Refused> {
    let words = |which, limit| Ok::<_, Refused>(line.text(which, limit)?.unwrap_or_default());
    let (title, manifestation) = sentence(words(TITLE, LONGEST_TEXT)?, words(MANIFESTATION, LONGEST_TEXT)?);
    let limit = limit::limit(&words(KIND, LONGEST_LINE)?, line.cell(DUE)?);
    let typed = |text: String| if text.is_empty() { Vec::new() } else { vec![text] };
    Ok(Draft {
        title,
        manifestation,
        ills: typed(words(ILLS, LONGEST_LINE)?),
        nots: typed(words(NOTS, LONGEST_LINE)?),
        aspect: words(ASPECT, LONGEST_LINE)?,
        source: words(SOURCE, LONGEST_LINE)?,
        duty: words(DUTY, LONGEST_LINE)?,
        causes: causes(line)?,
        measures: measures(line, &limit.due)?,
        cooperating: words(COOPERATING, LONGEST_LINE)?,
        immediate: limit.immediate,
        due: limit.due,
        long_term: limit.long_term,
        look_back: Vec::new(),
    })
}

/// A text too long for one sentence stays whole as the manifestation, and its beginning is the sentence.
fn sentence(problem: String, manifestation: String) -> (String, String) {
    if problem.chars().count() <= LONGEST_LINE && !problem.contains('\n') {
        return (problem, manifestation);
    }
    let first = problem.split(['\n', '。']).find(|part| !part.trim().is_empty());
    let title = first.unwrap_or_default().chars().take(LONGEST_LINE).collect();
    let whole = [problem, manifestation];
    let parts: Vec<_> = whole.iter().filter(|part| !part.is_empty()).cloned().collect();
    (title, parts.join("\n"))
}

fn causes(line: &Line<'_>) -> Result<Vec<DraftCause>, Refused> {
    let mut causes = Vec::new();
    for (which, kind) in [
        (CAUSES, None),
        (SUBJECTIVE, Some("subjective")),
        (OBJECTIVE, Some("objective")),
    ] {
        let cell = line.text(which, LONGEST_CELL)?.unwrap_or_default();
        causes.extend(numbered::items(&cell).into_iter().map(|item| cause(&item, kind)));
    }
    Ok(causes)
}

/// 「主观原因:…」 and 「客观上,…」 say which of the two a cause is; else it is within the person.
fn cause(item: &str, kind: Option<&str>) -> DraftCause {
    let said = [
        ("主观", "subjective"),
        ("思想根源", "subjective"),
        ("客观", "objective"),
    ]
    .into_iter()
    .find(|(word, _)| item.trim_start_matches(['(', '（', '【']).starts_with(word));
    let text = item
        .split_once([':', '：'])
        .filter(|(before, after)| said.is_some() && before.chars().count() <= 8 && !after.trim().is_empty())
        .map_or(item, |(_, after)| after.trim());
    DraftCause {
        kind: kind
            .or(said.map(|(_, kind)| kind))
            .unwrap_or("subjective")
            .to_owned(),
        text: text.to_owned(),
    }
}

fn measures(line: &Line<'_>, due: &str) -> Result<Vec<DraftMeasure>, Refused> {
    let texts = numbered::items(&line.text(MEASURES, LONGEST_CELL)?.unwrap_or_default());
    let mut goals = given(numbered::items(
        &line.text(GOALS, LONGEST_CELL)?.unwrap_or_default(),
    ));
    let dues = given(numbered::items(
        &line.text(DUES, LONGEST_CELL)?.unwrap_or_default(),
    ));
    if texts.len() < goals.len() {
        // More goals than measures: nothing is lost, the last measure has the rest.
        let rest = goals.split_off(texts.len().saturating_sub(1)).join("\n");
        goals.push(rest);
    }
    let count = texts.len().max(goals.len());
    let measure = |n: usize| {
        let text = texts.get(n).cloned().unwrap_or_default();
        let (text, goal) = match goals.get(n) {
            Some(goal) => (text, goal.clone()),
            None => with_goal(text),
        };
        DraftMeasure {
            text,
            goal,
            due: dues.get(n).map_or_else(|| due.to_owned(), |due| day(due)),
        }
    };
    Ok((0..count).map(measure).collect())
}

/// Items with those left empty that say so.
fn given(items: Vec<String>) -> Vec<String> {
    let said = |item: String| if item == "—" { String::new() } else { item };
    items.into_iter().map(said).collect()
}

/// A day of one measure; as typed where it is none.
fn day(typed: &str) -> String {
    let cell = Cell {
        value: Value::Text(typed.to_owned()),
        formula: false,
        lent: false,
    };
    limit::day(&cell).map_or_else(|| typed.to_owned(), |day| day.to_string())
}

/// 「自查,在科务会通报(自查报告)」: the result to be seen stands in brackets at the end, or after 目标.
fn with_goal(text: String) -> (String, String) {
    for mark in ["整改目标:", "整改目标：", "目标:", "目标："] {
        if let Some((measure, goal)) = text.split_once(mark) {
            let measure = measure.trim_end_matches(['(', '（', ';', '；', ',', '，', '。', ' ', '\n']);
            return (
                measure.to_owned(),
                goal.trim_end_matches([')', '）']).trim().to_owned(),
            );
        }
    }
    let end = text.trim_end_matches(['。', ' ']);
    let inside = end.strip_suffix([')', '）']).and_then(|open| {
        let at = open.rfind(['(', '（'])?;
        let goal = open[at..].trim_start_matches(['(', '（']).trim();
        let measure = open[..at].trim();
        (!goal.is_empty() && !measure.is_empty()).then(|| (measure.to_owned(), goal.to_owned()))
    });
    inside.unwrap_or((text, String::new()))
}
