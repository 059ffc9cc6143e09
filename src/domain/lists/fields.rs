//! The fields of lists 1–4 by name: what a reason of return, a difference and a conflict refer to.
//!
//! Keys: `title`, `manifestation`, `ills`, `nots`, `aspect`, `source`, `duty`, `causes.N`, `measures.N` (N from 0),
//! `responsibility`.

use super::content::{Cause, CauseKind, Content, Measure, Responsibility};
use crate::kernel::messages::{Message, msg, n_};

/// One field with its text in one piece.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldText {
    /// Its key.
    pub key: String,
    /// What it says, tags joined by 、.
    pub text: String,
}

/// First parts of the keys, in the order of the form.
pub const LISTS: [&str; 10] = [
    "title",
    "manifestation",
    "ills",
    "nots",
    "aspect",
    "source",
    "duty",
    "causes",
    "measures",
    "responsibility",
];

/// What a key is called, also one of a part of a row (`measures.1.due`) or of an input of list 4 (`due`).
pub fn label(key: &str) -> Message {
    let mut parts = key.split('.');
    let name = parts.next().unwrap_or_default();
    let number = parts.next().and_then(|n| n.parse::<usize>().ok()).unwrap_or(0) + 1;
    match name {
        "title" => msg("一句话写清问题"),
        "manifestation" => msg("具体表现"),
        "ills" => msg("五弊"),
        "nots" => msg("八不"),
        "aspect" => msg("五个方面"),
        "source" => msg("问题来源"),
        "duty" => msg("对照的法定职责或岗位职责"),
        "causes" => msg("第 {0} 条原因").with(number),
        "measures" => msg("第 {0} 条措施").with(number),
        "due" => msg("整改时限"),
        "cooperating" => msg("配合单位"),
        "look_back" => msg("回头看日期"),
        "discussion" => msg("集体研究"),
        _ => msg("责任落实"),
    }
}

/// Which of the five lists a key belongs to, 1 to 4.
pub fn list_of(key: &str) -> usize {
    match key.split('.').next().unwrap_or(key) {
        "causes" => 2,
        "measures" => 3,
        "title" | "manifestation" | "ills" | "nots" | "aspect" | "source" | "duty" => 1,
        _ => 4,
    }
}

/// Gives the words that stand before a part of a field (主观, 整改目标, 责任人 …) in the reader's language.
pub type Say<'a> = &'a dyn Fn(&'static str) -> String;

impl Content {
    /// Every field in the order of the form, as it is filed: what reasons quote and digests cover.
    pub fn fields(&self) -> Vec<FieldText> {
        self.fields_in(&ToOwned::to_owned)
    }

    /// The same for reading in another language: only the words that the form itself puts in are said by `say`.
    pub fn fields_in(&self, say: Say<'_>) -> Vec<FieldText> {
        let one = |key: &str, text: String| FieldText {
            key: key.to_owned(),
            text,
        };
        let mut all = vec![
            one("title", self.title.clone()),
            one("manifestation", self.manifestation.clone()),
            one("ills", self.ills.join("、")),
            one("nots", self.nots.join("、")),
            one("aspect", self.aspect.clone()),
            one("source", self.source.clone()),
            one("duty", self.duty.clone()),
        ];
        let causes = self.causes.iter().enumerate();
        all.extend(causes.map(|(n, cause)| one(&format!("causes.{n}"), cause_text(cause, say))));
        let measures = self.measures.iter().enumerate();
        all.extend(measures.map(|(n, measure)| one(&format!("measures.{n}"), measure_text(measure, say))));
        all.push(one(
            "responsibility",
            responsibility_text(&self.responsibility, say),
        ));
        all
    }

    /// The text of one field.
    pub fn field(&self, key: &str) -> Option<String> {
        let mut all = self.fields().into_iter();
        all.find(|field| field.key == key).map(|field| field.text)
    }
}

fn cause_text(cause: &Cause, say: Say<'_>) -> String {
    let kind = match cause.kind {
        CauseKind::Subjective => n_("主观"),
        CauseKind::Objective => n_("客观"),
    };
    format!("{}{}{}", say(kind), say(n_("：")), cause.text)
}

fn measure_text(measure: &Measure, say: Say<'_>) -> String {
    let (goal, due, colon) = (say(n_("整改目标")), say(n_("完成时限")), say(n_("：")));
    format!(
        "{}\n{goal}{colon}{}\n{due}{colon}{}",
        measure.text, measure.goal, measure.due
    )
}

fn responsibility_text(of: &Responsibility, say: Say<'_>) -> String {
    let due = if of.immediate {
        say(n_("立行立改"))
    } else {
        of.due.to_string()
    };
    let mut lines = vec![
        (n_("责任人"), of.person.clone()),
        (n_("责任单位"), of.unit.clone()),
        (n_("分管领导"), of.leader.clone()),
        (n_("整改时限"), due),
    ];
    if !of.cooperating.is_empty() {
        lines.push((n_("配合单位"), of.cooperating.clone()));
    }
    if of.long_term {
        let days: Vec<_> = of.look_back.iter().map(ToString::to_string).collect();
        lines.push((n_("长期坚持，回头看"), days.join("、")));
    }
    let lines: Vec<_> = lines
        .iter()
        .map(|(label, text)| format!("{}{}{text}", say(label), say(n_("："))))
        .collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_finds_its_text_its_label_and_its_list() {
        let content = super::super::diff::tests::content("甲");
        assert_eq!(content.field("causes.0").as_deref(), Some("主观：怕麻烦"));
        assert_eq!(content.field("causes.1"), None);
        assert!(
            content
                .field("measures.0")
                .is_some_and(|text| text.contains("2018-10-10"))
        );
        assert_eq!(label("measures.1.goal"), msg("第 {0} 条措施").with(2));
        assert_eq!(
            ["duty", "causes.0", "measures.3", "responsibility"].map(list_of),
            [1, 2, 3, 4]
        );
    }
}
