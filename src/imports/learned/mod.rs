//! Headers that an office explained once: what they mean is remembered for the next workbook.

pub mod actions;
pub mod store;

use std::collections::HashMap;

use super::Kind;
use super::headers::Heading;
use crate::kernel::text::code_text;

/// Longest header that is remembered, in characters.
pub const LONGEST: usize = 200;

/// What was explained of a tenant's workbooks.
#[derive(Clone, Debug, Default)]
pub struct Learned {
    by_kind: HashMap<&'static str, Meanings>,
}

/// Headers of one kind of workbook: the place of what each means; `None` is a column that is not to be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meanings(HashMap<String, Option<usize>>);

impl Learned {
    /// From stored rows: kind, header, name of what it means.
    pub fn of(rows: Vec<(String, String, String)>) -> Self {
        let mut learned = Self::default();
        for (kind, text, heading) in rows {
            if let Some(kind) = Kind::from_code(&kind) {
                let place = kind.headings().iter().position(|known| known.label == heading);
                if place.is_some() || heading.is_empty() {
                    let meanings = learned.by_kind.entry(kind.code()).or_default();
                    meanings.0.insert(text, place);
                }
            }
        }
        learned
    }

    /// These, and headers of one kind that are explained just now.
    #[must_use]
    pub fn with(mut self, kind: Kind, headers: &[(String, &'static str)]) -> Self {
        let meanings = self.by_kind.entry(kind.code()).or_default();
        for (text, heading) in headers {
            let place = kind.headings().iter().position(|known| known.label == *heading);
            meanings.0.insert(text.clone(), place);
        }
        self
    }

    /// Those of one kind.
    pub fn of_kind(&self, kind: Kind) -> Meanings {
        self.by_kind.get(kind.code()).cloned().unwrap_or_default()
    }
}

impl Meanings {
    /// What a header was explained to mean: a place among the headings, or that it is not read. `None`: nobody said.
    pub fn of(&self, header: &str) -> Option<Option<usize>> {
        if self.0.is_empty() {
            return None;
        }
        self.0.get(&code_text(header)).copied()
    }
}

/// A header as it is remembered; none that is too long or says nothing.
pub fn key(header: &str) -> Option<String> {
    let key = code_text(header);
    (1..=LONGEST).contains(&key.chars().count()).then_some(key)
}

/// The name of a heading by its place.
pub fn label(headings: &[Heading], place: Option<usize>) -> &'static str {
    place
        .and_then(|at| headings.get(at))
        .map_or("", |heading| heading.label)
}
