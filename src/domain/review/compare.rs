//! What changed between two revisions, field by field, in words that read well: Chinese is compared character by
//! character, figures and Latin words stay whole, and scraps that happen to be equal are not left standing between changes.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::field::Field;
use crate::domain::campaigns::Terms;
use crate::domain::lists::Content;

/// A stretch of a compared text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// In both.
    Same(String),
    /// Only in the old one.
    Gone(String),
    /// Only in the new one.
    New(String),
}

/// A field that changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Its place in the new revision; in the old one when `removed`.
    pub field: Field,
    /// Whether the item is no more.
    pub removed: bool,
    /// Old and new in one text.
    pub pieces: Vec<Piece>,
}

/// Everything that changed, in the order of the lists.
pub fn changes(old: &Content, new: &Content, terms: &Terms) -> Vec<Change> {
    let is_item = |f: &Field| matches!(f, Field::Cause(_) | Field::Measure(_));
    let mut found: Vec<Change> = Field::all(new)
        .into_iter()
        .filter(|f| !is_item(f))
        .filter_map(|field| {
            let (old, new) = (field.text(old, terms)?, field.text(new, terms)?);
            (old != new).then(|| changed(field, &old, &new))
        })
        .collect();
    let texts = |content: &Content, make: fn(usize) -> Field, count: usize| -> Vec<String> {
        (0..count).filter_map(|i| make(i).text(content, terms)).collect()
    };
    for (make, before, after) in [
        (
            Field::Cause as fn(usize) -> Field,
            old.causes.len(),
            new.causes.len(),
        ),
        (Field::Measure, old.measures.len(), new.measures.len()),
    ] {
        items(
            &mut found,
            make,
            &texts(old, make, before),
            &texts(new, make, after),
        );
    }
    found.sort_by_key(|change| (change.field, change.removed));
    found
}

/// Whether the words of `field` in the old revision still stand in the new one; an item may have moved.
pub fn still_stands(field: Field, old: &Content, new: &Content, terms: &Terms) -> bool {
    let Some(text) = field.text(old, terms) else {
        return false;
    };
    let places: Vec<Field> = match field {
        Field::Cause(_) => (0..new.causes.len()).map(Field::Cause).collect(),
        Field::Measure(_) => (0..new.measures.len()).map(Field::Measure).collect(),
        other => vec![other],
    };
    places
        .into_iter()
        .any(|place| place.text(new, terms).as_ref() == Some(&text))
}

/// Items of a list: equal ones are matched wherever they stand, the others side by side.
fn items(found: &mut Vec<Change>, make: fn(usize) -> Field, old: &[String], new: &[String]) {
    for op in capture_diff_slices(Algorithm::Myers, old, new) {
        if matches!(op, DiffOp::Equal { .. }) {
            continue;
        }
        let (before, after) = (op.old_range(), op.new_range());
        let pairs = before.len().min(after.len());
        for step in 0..pairs {
            let (o, n) = (before.start + step, after.start + step);
            found.push(changed(make(n), &old[o], &new[n]));
        }
        found.extend(after.skip(pairs).map(|n| changed(make(n), "", &new[n])));
        found.extend(before.skip(pairs).map(|o| Change {
            removed: true,
            ..changed(make(o), &old[o], "")
        }));
    }
}

fn changed(field: Field, old: &str, new: &str) -> Change {
    Change {
        field,
        removed: false,
        pieces: pieces(old, new),
    }
}

/// An edit between two equal stretches: what went, what came, and the equal stretch after it.
#[derive(Default)]
struct Edit {
    gone: String,
    came: String,
    same: String,
}

/// Old and new in one text.
pub fn pieces(old: &str, new: &str) -> Vec<Piece> {
    let (before, after) = (tokens(old), tokens(new));
    // The first edit is empty when both begin alike.
    let mut edits = vec![Edit::default()];
    for op in capture_diff_slices(Algorithm::Myers, &before, &after) {
        let (went, came) = (before[op.old_range()].concat(), after[op.new_range()].concat());
        if matches!(op, DiffOp::Equal { .. }) {
            if let Some(last) = edits.last_mut() {
                last.same.push_str(&came);
            }
        } else {
            if edits.last().is_some_and(|last| !last.same.is_empty()) {
                edits.push(Edit::default());
            }
            if let Some(last) = edits.last_mut() {
                last.gone.push_str(&went);
                last.came.push_str(&came);
            }
        }
    }
    join_scraps(&mut edits);
    let mut pieces = Vec::new();
    for edit in edits {
        for (text, kind) in [
            (edit.gone, Piece::Gone as fn(String) -> Piece),
            (edit.came, Piece::New),
            (edit.same, Piece::Same),
        ] {
            if !text.is_empty() {
                pieces.push(kind(text));
            }
        }
    }
    pieces
}

/// An equal stretch between two edits stays only if it is longer than the edits around it: characters that a rewritten
/// sentence happens to share with the old one would otherwise tear both to shreds.
fn join_scraps(edits: &mut Vec<Edit>) {
    let length = |text: &str| text.chars().count();
    let weight = |edit: &Edit| length(&edit.gone).max(length(&edit.came));
    let mut at = 0;
    while at + 1 < edits.len() {
        let same = length(&edits[at].same);
        let near = weight(&edits[at]).min(weight(&edits[at + 1]));
        if weight(&edits[at]) > 0 && (same < 2 || same <= near) {
            let next = edits.remove(at + 1);
            let edit = &mut edits[at];
            let scrap = std::mem::take(&mut edit.same);
            edit.gone = format!("{}{scrap}{}", edit.gone, next.gone);
            edit.came = format!("{}{scrap}{}", edit.came, next.came);
            edit.same = next.same;
            // The joined edit weighs more: what stands before it may now be a scrap, too.
            at = at.saturating_sub(1);
        } else {
            at += 1;
        }
    }
}

/// One character each, but runs of ASCII letters and digits (figures, dates, names) whole.
fn tokens(text: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let word = rest
            .find(|c: char| !c.is_ascii_alphanumeric())
            .unwrap_or(rest.len());
        let (token, tail) = rest.split_at(word.max(first.len_utf8()));
        tokens.push(token);
        rest = tail;
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gone(text: &str) -> Piece {
        Piece::Gone(text.to_owned())
    }
    fn new(text: &str) -> Piece {
        Piece::New(text.to_owned())
    }
    fn same(text: &str) -> Piece {
        Piece::Same(text.to_owned())
    }

    #[test]
    fn a_rewritten_text_is_shown_whole_and_not_in_shreds() {
        let old = "在物业投诉办理中，有时存在重转办、轻督办的情况，对一些问题跟踪不够，群众不够满意。";
        let rewritten = "2018年6月，群众反映幸福家园小区二次供水泵房异响等 11 件投诉，本人只在转办单上签字交物业企业办理，没有到现场核实。";
        let pieces = pieces(old, rewritten);
        assert!(pieces.len() <= 3, "{pieces:?}");
    }

    #[test]
    fn a_small_change_leaves_the_rest_standing() {
        assert_eq!(
            pieces(
                "投诉登记分散在2个本子上，没有到期提醒。",
                "投诉登记分散在13个本子上，没有到期提醒。"
            ),
            [
                same("投诉登记分散在"),
                gone("2"),
                new("13"),
                same("个本子上，没有到期提醒。")
            ]
        );
        assert_eq!(
            pieces("加强督办。", "加强督办。每周五核对签名。"),
            [same("加强督办。"), new("每周五核对签名。")]
        );
        assert_eq!(pieces("", "新写"), [new("新写")]);
        assert_eq!(pieces("删去", ""), [gone("删去")]);
    }

    #[test]
    fn both_texts_can_be_read_back() {
        let (old, now) = ("甲乙丙丁戊己庚辛", "甲丙丁x戊癸庚辛壬");
        let read = |skip: fn(&Piece) -> bool| -> String {
            let text = |p: Piece| match p {
                Piece::Same(t) | Piece::Gone(t) | Piece::New(t) => t,
            };
            pieces(old, now)
                .into_iter()
                .filter(|p| !skip(p))
                .map(text)
                .collect()
        };
        assert_eq!(read(|p| matches!(p, Piece::New(_))), old);
        assert_eq!(read(|p| matches!(p, Piece::Gone(_))), now);
    }
}
