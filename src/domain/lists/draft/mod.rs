//! The form as typed: all strings, kept even when they don't parse, so that nothing typed is ever lost.

mod check;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::content::{CauseKind, Content};

/// Longest text of one field, in characters.
pub const LONGEST_TEXT: usize = 4000;
/// Longest one-line field, in characters.
pub const LONGEST_LINE: usize = 200;
/// Most causes, measures or look-back dates of one problem.
pub const MOST_ITEMS: usize = 30;

/// The five-list form as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[expect(missing_docs, reason = "the same fields as Content, as typed")]
pub struct Draft {
    pub title: String,
    pub manifestation: String,
    pub ills: Vec<String>,
    pub nots: Vec<String>,
    pub aspect: String,
    pub source: String,
    pub duty: String,
    pub causes: Vec<DraftCause>,
    pub measures: Vec<DraftMeasure>,
    pub cooperating: String,
    pub immediate: bool,
    pub due: String,
    pub long_term: bool,
    pub look_back: Vec<String>,
}

/// A cause as typed; `kind` is `subjective` or `objective`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[expect(missing_docs, reason = "the same fields as Cause, as typed")]
pub struct DraftCause {
    pub kind: String,
    pub text: String,
}

/// A measure as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[expect(missing_docs, reason = "the same fields as Measure, as typed")]
pub struct DraftMeasure {
    pub text: String,
    pub goal: String,
    pub due: String,
}

/// What list 4 says without being typed: from the post.
#[derive(Clone, Debug, Default)]
pub struct Parties {
    /// Name of the responsible person or body.
    pub person: String,
    /// Staff number, empty for a body.
    pub staff_no: String,
    /// Responsible unit.
    pub unit: String,
    /// Leader in charge, empty when there is none.
    pub leader: String,
}

impl Draft {
    /// JSON of the form.
    pub fn json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Reads what [`Self::json`] wrote; anything else reads as empty.
    pub fn read(text: &str) -> Self {
        serde_json::from_str(text).unwrap_or_default()
    }

    /// The form of a submitted revision, to change it again.
    pub fn of(content: &Content) -> Self {
        let c = content.clone();
        Self {
            title: c.title,
            manifestation: c.manifestation,
            ills: c.ills,
            nots: c.nots,
            aspect: c.aspect,
            source: c.source,
            duty: c.duty,
            causes: c
                .causes
                .into_iter()
                .map(|cause| DraftCause {
                    kind: match cause.kind {
                        CauseKind::Subjective => "subjective".to_owned(),
                        CauseKind::Objective => "objective".to_owned(),
                    },
                    text: cause.text,
                })
                .collect(),
            measures: c
                .measures
                .into_iter()
                .map(|m| DraftMeasure {
                    text: m.text,
                    goal: m.goal,
                    due: m.due.to_string(),
                })
                .collect(),
            cooperating: c.responsibility.cooperating,
            immediate: c.responsibility.immediate,
            due: if c.responsibility.immediate {
                String::new()
            } else {
                c.responsibility.due.to_string()
            },
            long_term: c.responsibility.long_term,
            look_back: c
                .responsibility
                .look_back
                .iter()
                .map(ToString::to_string)
                .collect(),
        }
    }

    /// The same without causes, measures and look-back dates in which nothing was typed, so that the positions of
    /// what is submitted are those of the form.
    #[must_use]
    pub fn without_blank_rows(mut self) -> Self {
        let blank = |text: &String| text.trim().is_empty();
        self.causes.retain(|cause| !blank(&cause.text));
        self.measures
            .retain(|m| !(blank(&m.text) && blank(&m.goal) && blank(&m.due)));
        self.look_back.retain(|day| !blank(day));
        self
    }

    /// Every free text with its field, in the order of the form.
    pub fn texts(&self) -> Vec<(String, &str)> {
        let mut all = vec![
            ("title".to_owned(), self.title.as_str()),
            ("manifestation".to_owned(), self.manifestation.as_str()),
            ("duty".to_owned(), self.duty.as_str()),
        ];
        let causes = self.causes.iter().enumerate();
        all.extend(causes.map(|(n, cause)| (format!("causes.{n}.text"), cause.text.as_str())));
        for (n, measure) in self.measures.iter().enumerate() {
            all.push((format!("measures.{n}.text"), measure.text.as_str()));
            all.push((format!("measures.{n}.goal"), measure.goal.as_str()));
        }
        all.push(("cooperating".to_owned(), self.cooperating.as_str()));
        all
    }
}

/// A day as offices write it: `2018-10-10`, `2018.10.10`, `2018/10/10`, `2018年10月10日`.
pub fn parse_day(typed: &str) -> Option<NaiveDate> {
    let plain: String = typed
        .trim()
        .chars()
        .map(|c| match c {
            '.' | '/' | '年' | '月' | '．' | '－' => '-',
            '０'..='９' => char::from_digit(c as u32 - '０' as u32, 10).unwrap_or(c),
            _ => c,
        })
        .filter(|c| *c != '日' && *c != ' ')
        .collect();
    NaiveDate::parse_from_str(&plain, "%Y-%m-%d").ok().filter(|day| {
        use chrono::Datelike as _;
        (1900..2200).contains(&day.year())
    })
}
