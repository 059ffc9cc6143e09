//! The difference between two texts, character by character, in pieces that read well in Chinese: a change is
//! told in whole runs, never in single characters that happen to be the same.

use similar::{ChangeTag, TextDiff};

use super::content::Content;

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
    /// Whether the two differ.
    pub fn is_change(&self) -> bool {
        self.pieces.iter().any(|piece| !matches!(piece, Piece::Same(_)))
    }
}

/// An equal run shorter than this between two changes is told as changed: 的 or ，alone says nothing.
const SHORTEST_SAME: usize = 3;

/// The pieces of `old` and `new`.
pub fn pieces(old: &str, new: &str) -> Vec<Piece> {
    let diff = TextDiff::from_chars(old, new);
    // Texts that share little are clearer one after the other.
    if diff.ratio() < 0.3 && !old.is_empty() && !new.is_empty() {
        return vec![Piece::Gone(old.to_owned()), Piece::New(new.to_owned())];
    }
    let mut runs: Vec<(ChangeTag, String)> = Vec::new();
    for change in diff.iter_all_changes() {
        match runs.last_mut() {
            Some((tag, run)) if *tag == change.tag() => run.push_str(change.value()),
            _ => runs.push((change.tag(), change.value().to_owned())),
        }
    }
    gather(&runs)
}

fn gather(runs: &[(ChangeTag, String)]) -> Vec<Piece> {
    let mut all = Vec::new();
    let (mut gone, mut new) = (String::new(), String::new());
    for (at, (tag, run)) in runs.iter().enumerate() {
        let between = !(gone.is_empty() && new.is_empty()) && at + 1 < runs.len();
        match tag {
            ChangeTag::Delete => gone.push_str(run),
            ChangeTag::Insert => new.push_str(run),
            ChangeTag::Equal if between && run.chars().count() < SHORTEST_SAME => {
                gone.push_str(run);
                new.push_str(run);
            }
            ChangeTag::Equal => {
                flush(&mut all, &mut gone, &mut new);
                all.push(Piece::Same(run.clone()));
            }
        }
    }
    flush(&mut all, &mut gone, &mut new);
    all
}

fn flush(all: &mut Vec<Piece>, gone: &mut String, new: &mut String) {
    if !gone.is_empty() {
        all.push(Piece::Gone(std::mem::take(gone)));
    }
    if !new.is_empty() {
        all.push(Piece::New(std::mem::take(new)));
    }
}

/// Every field of two revisions, in the order of the form; a row that one of them lacks counts as empty there.
pub fn compare(old: &Content, new: &Content) -> Vec<FieldChange> {
    let mut keys: Vec<String> = new.fields().into_iter().map(|field| field.key).collect();
    for (at, field) in old.fields().into_iter().enumerate() {
        if !keys.contains(&field.key) {
            keys.insert(at.min(keys.len()), field.key);
        }
    }
    let text = |content: &Content, key: &str| content.field(key).unwrap_or_default();
    keys.into_iter()
        .map(|key| FieldChange {
            pieces: pieces(&text(old, &key), &text(new, &key)),
            key,
        })
        .collect()
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
        let changed: Vec<_> = compare(&old, &new)
            .into_iter()
            .filter(FieldChange::is_change)
            .collect();
        assert_eq!(changed.len(), 1);
        assert_eq!(changed[0].key, "causes.1");
        assert!(matches!(changed[0].pieces[..], [Piece::Gone(_)]));
    }
}
