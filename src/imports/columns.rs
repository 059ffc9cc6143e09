//! A workbook whose columns nobody has explained yet, laid open: its sheets, its first lines, and of the line that is taken for
//! the header what each column seems to mean.

use super::apply::Kind;
use super::cells::Cell;
use super::headers::{self, Heading};
use super::learned::{Learned, Meanings};
use super::problem::Unreadable;
use super::sheet::{self, Sheet, letter};
use super::turns::in_turn;
use crate::kernel::ids::TenantId;
use crate::kernel::text::phrase_text;

/// Lines that are looked at: a header stands further up, and values enough.
const LOOKED_AT: usize = 200;
/// Lines that are shown, from the top.
const LINES: usize = 15;
/// Values that are shown of a column.
const SAMPLES: usize = 3;
/// Longest value that is shown, in characters.
const SHOWN: usize = 24;

/// Which sheet and which line; what is not said is guessed.
#[derive(Clone, Copy, Debug, Default)]
pub struct Choice {
    /// Counted from 0.
    pub sheet: Option<usize>,
    /// The header's line as the spreadsheet numbers it.
    pub line: Option<u32>,
}

/// What is laid open.
#[derive(Debug)]
pub struct Layout {
    /// Names of the sheets.
    pub sheets: Vec<String>,
    /// The one that is shown, counted from 0.
    pub sheet: usize,
    /// Its first lines: number, and what stands in them.
    pub lines: Vec<(u32, String)>,
    /// The header's line.
    pub line: u32,
    /// The columns that have a header there.
    pub columns: Vec<Shown>,
    /// Letters of columns that have values below, but no header.
    pub nameless: Vec<String>,
}

/// A column.
#[derive(Debug)]
pub struct Shown {
    /// Counted from 0.
    pub index: u32,
    /// Its letter.
    pub letter: String,
    /// Its header.
    pub text: String,
    /// Some of what stands below.
    pub samples: Vec<String>,
    /// The place of what it seems to mean among the headings.
    pub means: Option<usize>,
}

/// Of which other kind a workbook is, by its header alone, off the threads that answer requests.
///
/// # Errors
/// [`Unreadable::Queue`] when too many of this jurisdiction wait.
pub async fn other_kind(
    (tenant, kind): (TenantId, Kind),
    bytes: Vec<u8>,
    learned: &Learned,
) -> Result<Option<Kind>, Unreadable> {
    let others = Kind::ALL.into_iter().filter(|other| *other != kind);
    let others: Vec<_> = others.map(|other| (other, learned.of_kind(other))).collect();
    let looking = in_turn(tenant, move || {
        let sheets = sheet::tops(&bytes, LOOKED_AT).ok()?;
        let is = |(other, learned): &(Kind, Meanings)| {
            let found = |sheet: &Sheet| headers::find(sheet, other.headings(), learned).is_ok();
            sheets.iter().any(found)
        };
        others.into_iter().find(is).map(|(other, _)| other)
    });
    match looking.await {
        Err(Unreadable::Queue(most)) => Err(Unreadable::Queue(most)),
        looked => Ok(looked.unwrap_or(None)),
    }
}

/// Lays a workbook open, off the threads that answer requests.
///
/// # Errors
/// When the bytes are no workbook, or too many of this jurisdiction wait.
pub async fn lay_open(
    (tenant, kind): (TenantId, Kind),
    bytes: Vec<u8>,
    learned: Meanings,
    choice: Choice,
) -> Result<Layout, Unreadable> {
    in_turn(tenant, move || open(kind.headings(), &bytes, &learned, choice)).await?
}

fn open(
    wanted: &'static [Heading],
    bytes: &[u8],
    learned: &Meanings,
    choice: Choice,
) -> Result<Layout, Unreadable> {
    let sheets = sheet::tops(bytes, LOOKED_AT)?;
    let likely = || {
        let found = |sheet: &Sheet| headers::likeliest(sheet, wanted, learned).1;
        (0..sheets.len()).max_by_key(|at| (found(&sheets[*at]), std::cmp::Reverse(*at)))
    };
    let chosen = choice.sheet.filter(|at| *at < sheets.len());
    let at = chosen.or_else(likely).ok_or(Unreadable::NoSheet)?;
    let sheet = &sheets[at];
    let line = choice
        .line
        .filter(|line| *line > 0 && sheet.rows.contains_key(&(line - 1)))
        .map_or_else(|| guess(sheet, wanted, learned), |line| line - 1);
    let columns = columns(sheet, line, wanted, learned);
    Ok(Layout {
        sheet: at,
        lines: sheet
            .rows
            .iter()
            .take(LINES)
            .map(|(at, row)| (at + 1, said(row.values())))
            .collect(),
        line: line + 1,
        nameless: nameless(sheet, line, &columns),
        columns,
        sheets: sheets.iter().map(|sheet| sheet.name.clone()).collect(),
    })
}

/// The line with the most headings that are understood; of none, the one with the most words near the top.
fn guess(sheet: &Sheet, wanted: &[Heading], learned: &Meanings) -> u32 {
    let (line, found) = headers::likeliest(sheet, wanted, learned);
    if found > 0 {
        return line;
    }
    let words = |row: &sheet::Row| {
        row.values()
            .filter(|cell| !cell.lent && !cell.shown().trim().is_empty())
            .count()
    };
    let top = sheet.rows.iter().take(LINES);
    let widest = top.max_by_key(|(at, row)| (words(row), std::cmp::Reverse(**at)));
    widest.map_or(0, |(at, _)| *at)
}

fn columns(sheet: &Sheet, line: u32, wanted: &[Heading], learned: &Meanings) -> Vec<Shown> {
    let Some(row) = sheet.rows.get(&line) else {
        return Vec::new();
    };
    let headed = row
        .iter()
        .filter(|(_, cell)| !phrase_text(&cell.shown()).is_empty());
    let mut columns: Vec<Shown> = headed
        .map(|(index, cell)| Shown {
            index: *index,
            letter: letter(*index),
            text: phrase_text(&cell.shown()),
            samples: samples(sheet, line, *index),
            means: None,
        })
        .collect();
    let meant = headers::at(sheet, line, 1, wanted, learned);
    for (place, found) in meant.columns.iter().enumerate() {
        let Some(found) = found else { continue };
        for column in columns.iter_mut().filter(|column| column.index == found.index) {
            column.means = Some(place);
        }
    }
    columns
}

fn samples(sheet: &Sheet, line: u32, column: u32) -> Vec<String> {
    let below = sheet
        .rows
        .range(line + 1..)
        .filter_map(|(_, row)| row.get(&column));
    let shown = below
        .map(|cell| short(&cell.shown()))
        .filter(|text| !text.is_empty());
    shown.take(SAMPLES).collect()
}

/// Columns with values below the header, and nothing in it.
fn nameless(sheet: &Sheet, line: u32, columns: &[Shown]) -> Vec<String> {
    let below = sheet.rows.range(line + 1..).take(LINES);
    let used: std::collections::BTreeSet<u32> = below.flat_map(|(_, row)| row.keys().copied()).collect();
    let headed = |index: &u32| columns.iter().any(|column| column.index == *index);
    used.into_iter()
        .filter(|index| !headed(index))
        .map(letter)
        .collect()
}

fn said<'a>(cells: impl Iterator<Item = &'a Cell>) -> String {
    let texts = cells.filter(|cell| !cell.lent).map(|cell| short(&cell.shown()));
    texts
        .filter(|text| !text.is_empty())
        .collect::<Vec<_>>()
        .join(" | ")
}

fn short(text: &str) -> String {
    let text = phrase_text(text);
    if text.chars().count() > SHOWN {
        text.chars().take(SHOWN).chain(['…']).collect()
    } else {
        text
    }
}
