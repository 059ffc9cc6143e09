//! Lists 1 to 4 as cells. The reader makes the same of them each time, which is how a row is known that nobody has changed.

use crate::domain::lists::Draft;
use crate::domain::lists::draft::{LONGEST_LINE, LONGEST_TEXT};
use crate::imports::lists::Field;

/// The most characters of a cell with several items, with room for an apostrophe.
const LONGEST_CELL: usize = 32_000;

/// The cells of a problem. What is longer than the reader takes is cut: see [`crate::imports::lists`] on how it is kept all the same.
pub(in crate::imports) fn cells(draft: &Draft) -> Vec<(Field, String)> {
    let causes = draft.causes.iter().map(|cause| {
        let kind = if cause.kind == "objective" {
            "客观"
        } else {
            "主观"
        };
        format!("{kind}：{}", cause.text)
    });
    let measure = |of: fn(&crate::domain::lists::draft::DraftMeasure) -> &String| {
        numbered(draft.measures.iter().map(|measure| of(measure).clone()))
    };
    let cell = |field, text: String, limit| (field, cut(&text, limit));
    vec![
        cell(Field::Title, draft.title.clone(), LONGEST_TEXT),
        cell(Field::Manifestation, draft.manifestation.clone(), LONGEST_TEXT),
        cell(Field::Ills, draft.ills.join("、"), LONGEST_LINE),
        cell(Field::Nots, draft.nots.join("、"), LONGEST_LINE),
        cell(Field::Aspect, draft.aspect.clone(), LONGEST_LINE),
        cell(Field::Source, draft.source.clone(), LONGEST_LINE),
        cell(Field::Duty, draft.duty.clone(), LONGEST_LINE),
        cell(Field::Causes, numbered(causes), LONGEST_CELL),
        cell(Field::Measures, measure(|m| &m.text), LONGEST_CELL),
        cell(Field::Goals, measure(|m| &m.goal), LONGEST_CELL),
        cell(Field::Dues, measure(|m| &m.due), LONGEST_CELL),
        cell(Field::Kind, kind(draft), LONGEST_LINE),
        cell(Field::Due, draft.due.clone(), LONGEST_LINE),
        cell(Field::Cooperating, draft.cooperating.clone(), LONGEST_LINE),
    ]
}

/// （1）…, each on a line of its own; — where one is empty, so that the others keep their places.
fn numbered(items: impl Iterator<Item = String>) -> String {
    let lines = (1..).zip(items).map(|(n, item)| {
        let item = if item.trim().is_empty() { "—" } else { &item };
        format!("（{n}）{item}")
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn kind(draft: &Draft) -> String {
    let mut kinds = Vec::new();
    if draft.immediate {
        kinds.push("立行立改");
    } else if !draft.due.trim().is_empty() {
        kinds.push("限期整改");
    }
    if draft.long_term {
        kinds.push("长期坚持");
    }
    kinds.join("、")
}

/// Without what no cell can hold, and no longer than `limit`.
fn cut(text: &str, limit: usize) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let held = text
        .chars()
        .filter(|c| (!c.is_control() || matches!(c, '\n' | '\t')) && !matches!(c, '\u{fffe}' | '\u{ffff}'));
    held.take(limit).collect()
}
