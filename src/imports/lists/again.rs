//! A row that names a problem which is there already: what it says against what the problem says.
//!
//! A cell is never the whole truth of a draft: spaces, line breaks and ways of numbering don't survive it, and what is too long is cut. So
//! the problem is written and read once more, by the same hands as the workbook; only where the row differs from that was it changed,
//! and only there is the problem touched.

use super::Field;
use super::headings::WANTED;
use crate::domain::lists::Draft;
use crate::imports::cells::{Cell, Value};
use crate::imports::export::render::cells;
use crate::imports::headers::{Column, Header};
use crate::imports::line::Line;
use crate::imports::sheet::Row;
use crate::kernel::text::code_text;

/// What the reader makes of a problem's own row.
pub(in crate::imports) fn as_read(draft: &Draft) -> Draft {
    let column = |index| Column {
        index,
        text: String::new(),
        letter: String::new(),
    };
    let columns: Vec<Option<Column>> = (0..).zip(&WANTED).map(|(at, _)| Some(column(at))).collect();
    let text = |text| Cell {
        value: Value::Text(text),
        formula: false,
        lent: false,
    };
    let written = cells(draft)
        .into_iter()
        .filter(|(_, text)| !code_text(text).is_empty());
    let row: Row = written
        .filter_map(|(field, cell)| Some((u32::try_from(field.at()).ok()?, text(cell))))
        .collect();
    super::draft(&Line::new(1, &row, &columns, &WANTED)).unwrap_or_default()
}

/// What a row states; of columns that its sheet lacks it says nothing new.
pub(in crate::imports) fn stated(row: &Draft, was: &Draft, header: &Header) -> Draft {
    let has = |field: Field| header.columns.get(field.at()).is_some_and(Option::is_some);
    let pick = |field, row: &String, was: &String| if has(field) { row.clone() } else { was.clone() };
    let several =
        |field, row: &Vec<String>, was: &Vec<String>| if has(field) { row.clone() } else { was.clone() };
    let causes = [Field::Causes, Field::SubjectiveCauses, Field::ObjectiveCauses];
    let limits = if has(Field::Kind) && has(Field::Due) {
        row
    } else {
        was
    };
    let mut measures = if has(Field::Measures) { row } else { was }.measures.clone();
    for (measure, was) in measures.iter_mut().zip(&was.measures) {
        measure.goal = pick(Field::Goals, &measure.goal, &was.goal);
        measure.due = pick(Field::Dues, &measure.due, &was.due);
    }
    Draft {
        title: pick(Field::Title, &row.title, &was.title),
        manifestation: pick(Field::Manifestation, &row.manifestation, &was.manifestation),
        ills: several(Field::Ills, &row.ills, &was.ills),
        nots: several(Field::Nots, &row.nots, &was.nots),
        aspect: pick(Field::Aspect, &row.aspect, &was.aspect),
        source: pick(Field::Source, &row.source, &was.source),
        duty: pick(Field::Duty, &row.duty, &was.duty),
        causes: if causes.into_iter().any(has) { row } else { was }.causes.clone(),
        measures,
        cooperating: pick(Field::Cooperating, &row.cooperating, &was.cooperating),
        immediate: limits.immediate,
        due: limits.due.clone(),
        long_term: limits.long_term,
        look_back: was.look_back.clone(),
    }
}

/// The draft with what a row changed; `was` is what the reader makes of the draft as it is.
pub(in crate::imports) fn merged(draft: &Draft, was: &Draft, row: &Draft) -> Draft {
    fn pick<T: Clone + PartialEq>(draft: &T, was: &T, row: &T) -> T {
        if was == row { draft.clone() } else { row.clone() }
    }
    let sentence = |d: &Draft| (d.title.clone(), d.manifestation.clone());
    let limit = |d: &Draft| (d.immediate, d.due.clone(), d.long_term);
    let (title, manifestation) = pick(&sentence(draft), &sentence(was), &sentence(row));
    let (immediate, due, long_term) = pick(&limit(draft), &limit(was), &limit(row));
    Draft {
        title,
        manifestation,
        ills: pick(&draft.ills, &was.ills, &row.ills),
        nots: pick(&draft.nots, &was.nots, &row.nots),
        aspect: pick(&draft.aspect, &was.aspect, &row.aspect),
        source: pick(&draft.source, &was.source, &row.source),
        duty: pick(&draft.duty, &was.duty, &row.duty),
        causes: pick(&draft.causes, &was.causes, &row.causes),
        measures: pick(&draft.measures, &was.measures, &row.measures),
        cooperating: pick(&draft.cooperating, &was.cooperating, &row.cooperating),
        immediate,
        due,
        long_term,
        look_back: draft.look_back.clone(),
    }
}
