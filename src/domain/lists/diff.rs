//! The difference between two texts, in pieces that read well in Chinese: it is found character by character, figures
//! and Latin words stay whole, and scraps that happen to be the same are not left standing between changes.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::content::Content;
use super::fields::{FieldText, LISTS, Say};

/// A run of characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// In both.
    Same(String),
    /// Only in the old text.
    Gone(String),
    /// Only in the new text.
    New(String),
}

/// A field of two revisions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldChange {
    /// Its key.
    pub key: String,
    /// The old and the new text in one.
    pub pieces: Vec<Piece>,
}

impl FieldChange {
    /// Whether the row was taken out.
    pub fn is_removed(&self) -> bool {
        matches!(self.pieces[..], [Piece::Gone(_)])
    }

    /// Whether the two differ.
    pub fn is_change(&self) -> bool {
        self.pieces.iter().any(|piece| !matches!(piece, Piece::Same(_)))
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

/// Every field of two revisions, in the order of the form. Causes and measures are matched by what they say, not by their
/// place, so that one put in front does not make all the others look changed; one taken out keeps its old key.
/// `say` puts the form's own words into the reader's language.
pub fn compare(old: &Content, new: &Content, say: Say<'_>) -> Vec<FieldChange> {
    let change = |key: String, old: &str, new: &str| FieldChange {
        pieces: pieces(old, new),
        key,
    };
    let (before, after) = (old.fields_in(say), new.fields_in(say));
    let mut all = Vec::new();
    for list in LISTS {
        let of = |fields: &[FieldText]| -> Vec<FieldText> {
            let mine = |field: &&FieldText| field.key.split('.').next() == Some(list);
            fields.iter().filter(mine).cloned().collect()
        };
        let (before, after) = (of(&before), of(&after));
        let texts = |fields: &[FieldText]| -> Vec<String> { fields.iter().map(|f| f.text.clone()).collect() };
        for op in capture_diff_slices(Algorithm::Myers, &texts(&before), &texts(&after)) {
            let (went, came) = (&before[op.old_range()], &after[op.new_range()]);
            let pairs = went.iter().zip(came);
            all.extend(pairs.map(|(old, new)| change(new.key.clone(), &old.text, &new.text)));
            let more = came.iter().skip(went.len());
            all.extend(more.map(|new| change(new.key.clone(), "", &new.text)));
            let less = went.iter().skip(came.len());
            all.extend(less.map(|old| change(old.key.clone(), &old.text, "")));
        }
    }
    all
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::domain::lists::content::{Cause, CauseKind, Measure, Responsibility};

    /// A small content whose manifestation says `words`.
    pub(in crate::domain::lists) fn content(words: &str) -> Content {
        let due = chrono::NaiveDate::from_ymd_opt(2018, 10, 10).expect("a date");
        Content {
            title: "重转办、轻督办".to_owned(),
            manifestation: words.to_owned(),
            ills: vec!["虚浮飘".to_owned()],
            nots: Vec::new(),
            aspect: "服务不到位".to_owned(),
            source: "群众提".to_owned(),
            duty: String::new(),
            causes: vec![Cause {
                kind: CauseKind::Subjective,
                text: "怕麻烦".to_owned(),
            }],
            measures: vec![Measure {
                text: "逐件核实".to_owned(),
                goal: "件件有回访".to_owned(),
                due,
            }],
            responsibility: Responsibility {
                person: "陈立新".to_owned(),
                staff_no: "A1".to_owned(),
                unit: "市住建局".to_owned(),
                leader: String::new(),
                cooperating: String::new(),
                immediate: false,
                due,
                long_term: false,
                look_back: Vec::new(),
            },
        }
    }

    fn shown(old: &str, new: &str) -> String {
        let piece = |piece: &Piece| match piece {
            Piece::Same(text) => text.clone(),
            Piece::Gone(text) => format!("[-{text}-]"),
            Piece::New(text) => format!("[+{text}+]"),
        };
        pieces(old, new).iter().map(piece).collect()
    }

    #[test]
    fn a_change_is_told_in_whole_runs() {
        assert_eq!(
            shown(
                "对一些问题跟踪不够，群众不够满意。",
                "对 11 件投诉没有到现场核实，群众不够满意。"
            ),
            "对[-一些问题跟踪不够-][+ 11 件投诉没有到现场核实+]，群众不够满意。"
        );
        assert_eq!(shown("加强督办", "加强督办，逐件回访"), "加强督办[+，逐件回访+]");
        assert_eq!(shown("", "新写的"), "[+新写的+]");
        assert_eq!(shown("一样", "一样"), "一样");
    }

    #[test]
    fn texts_that_share_little_stand_one_after_the_other() {
        assert_eq!(
            shown("学习抓得不紧", "七月十二日老人来问政策"),
            "[-学习抓得不紧-][+七月十二日老人来问政策+]"
        );
    }

    #[test]
    fn old_and_new_can_be_read_back_from_the_pieces() {
        let (old, new) = (
            "转办单上签字交企业办理，没有到现场",
            "本人只在转办单上签了字，没有去现场核实",
        );
        let keep = |gone: bool| {
            let text = |piece: &Piece| match piece {
                Piece::Same(text) => Some(text.clone()),
                Piece::Gone(text) => gone.then(|| text.clone()),
                Piece::New(text) => (!gone).then(|| text.clone()),
            };
            pieces(old, new).iter().filter_map(text).collect::<String>()
        };
        assert_eq!((keep(true).as_str(), keep(false).as_str()), (old, new));
    }

    #[test]
    fn a_cause_that_was_dropped_shows_as_gone() {
        let (mut old, new) = (content("甲"), content("甲"));
        old.causes.push(old.causes[0].clone());
        let changed: Vec<_> = compare(&old, &new, &ToOwned::to_owned)
            .into_iter()
            .filter(FieldChange::is_change)
            .collect();
        assert_eq!(changed.len(), 1);
        assert_eq!(changed[0].key, "causes.1");
        assert!(matches!(changed[0].pieces[..], [Piece::Gone(_)]));
    }
}
