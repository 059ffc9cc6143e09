//! Which field of the five lists a reason means, that field's text as the reviewer sees it, and quoted words in it.

use std::fmt;

use crate::domain::campaigns::{TermKind, Terms};
use crate::domain::lists::Content;
use crate::domain::review::wording;
use crate::kernel::messages::{Message, msg};

/// A field of lists 1–4; items of lists 2 and 3 count from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the fields of Content, by name")]
pub enum Field {
    Title,
    Manifestation,
    Ills,
    Nots,
    Aspect,
    Source,
    Duty,
    Cause(usize),
    Measure(usize),
    Responsibility,
}

impl Field {
    /// Every field that this content has, in the order of the lists.
    pub fn all(content: &Content) -> Vec<Self> {
        let first = [
            Self::Title,
            Self::Manifestation,
            Self::Ills,
            Self::Nots,
            Self::Aspect,
            Self::Source,
            Self::Duty,
        ];
        let causes = (0..content.causes.len()).map(Self::Cause);
        let measures = (0..content.measures.len()).map(Self::Measure);
        first
            .into_iter()
            .chain(causes)
            .chain(measures)
            .chain([Self::Responsibility])
            .collect()
    }

    /// The field of a key such as `causes.0`.
    pub fn parse(key: &str) -> Option<Self> {
        Some(match key {
            "title" => Self::Title,
            "manifestation" => Self::Manifestation,
            "ills" => Self::Ills,
            "nots" => Self::Nots,
            "aspect" => Self::Aspect,
            "source" => Self::Source,
            "duty" => Self::Duty,
            "responsibility" => Self::Responsibility,
            other => {
                let (list, item) = other.split_once('.')?;
                let item: usize = item.parse().ok()?;
                match list {
                    "causes" => Self::Cause(item),
                    "measures" => Self::Measure(item),
                    _ => return None,
                }
            }
        })
    }

    /// Its name to people.
    pub fn label(self) -> Message {
        match self {
            Self::Title => msg("问题"),
            Self::Manifestation => msg("具体表现"),
            Self::Ills => msg("五弊"),
            Self::Nots => msg("八不"),
            Self::Aspect => msg("五个方面"),
            Self::Source => msg("问题来源"),
            Self::Duty => msg("对照职责"),
            Self::Cause(item) => msg("原因第 {0} 条").with(item + 1),
            Self::Measure(item) => msg("措施第 {0} 条").with(item + 1),
            Self::Responsibility => msg("责任落实"),
        }
    }

    /// Its text as it is shown to the reviewer and searched for quoted words; `None` when the content has no such item.
    pub fn text(self, content: &Content, terms: &Terms) -> Option<String> {
        let labels = |kind, codes: &[String]| {
            let label = |code: &String| {
                terms
                    .find(kind, code)
                    .map_or_else(|| code.clone(), |term| term.label.clone())
            };
            codes.iter().map(label).collect::<Vec<_>>().join("、")
        };
        Some(match self {
            Self::Title => content.title.clone(),
            Self::Manifestation => content.manifestation.clone(),
            Self::Ills => labels(TermKind::Ill, &content.ills),
            Self::Nots => labels(TermKind::Not, &content.nots),
            Self::Aspect => labels(TermKind::Aspect, std::slice::from_ref(&content.aspect)),
            Self::Source => labels(TermKind::Source, std::slice::from_ref(&content.source)),
            Self::Duty => content.duty.clone(),
            Self::Cause(item) => wording::cause(content.causes.get(item)?),
            Self::Measure(item) => wording::measure(content.measures.get(item)?),
            Self::Responsibility => wording::responsibility(&content.responsibility),
        })
    }

    /// The field that a reason of the default library usually means: what the form offers first, for the reviewer to
    /// change. A library of the office's own starts at the problem's sentence.
    pub fn usual(code: &str) -> Self {
        match code {
            "05" | "06" | "07" | "16" => Self::Manifestation,
            "08" | "09" => Self::Cause(0),
            "10" => Self::Measure(0),
            "11" | "12" => Self::Responsibility,
            "13" => Self::Duty,
            "14" => Self::Ills,
            _ => Self::Title,
        }
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Title => f.write_str("title"),
            Self::Manifestation => f.write_str("manifestation"),
            Self::Ills => f.write_str("ills"),
            Self::Nots => f.write_str("nots"),
            Self::Aspect => f.write_str("aspect"),
            Self::Source => f.write_str("source"),
            Self::Duty => f.write_str("duty"),
            Self::Cause(item) => write!(f, "causes.{item}"),
            Self::Measure(item) => write!(f, "measures.{item}"),
            Self::Responsibility => f.write_str("responsibility"),
        }
    }
}

/// The place in `text` that says `quote`, whatever white space a selection or a form has changed; exactly as it stands.
pub fn locate<'a>(text: &'a str, quote: &str) -> Option<&'a str> {
    let wanted: Vec<char> = quote.chars().filter(|c| !c.is_whitespace()).collect();
    if wanted.is_empty() {
        return None;
    }
    let solid: Vec<(usize, char)> = text.char_indices().filter(|(_, c)| !c.is_whitespace()).collect();
    let found = solid
        .windows(wanted.len())
        .find(|window| window.iter().map(|(_, c)| c).eq(&wanted))?;
    let (start, (last, c)) = (found.first()?.0, found.last()?);
    text.get(start..last + c.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_names_its_field_and_back() {
        for key in [
            "title",
            "manifestation",
            "ills",
            "nots",
            "aspect",
            "source",
            "duty",
            "causes.0",
            "measures.12",
            "responsibility",
        ] {
            assert_eq!(Field::parse(key).map(|f| f.to_string()).as_deref(), Some(key));
        }
        for forged in [
            "",
            "causes",
            "causes.-1",
            "causes.x",
            "outcome",
            "responsibility.0",
        ] {
            assert_eq!(Field::parse(forged), None, "{forged}");
        }
    }

    #[test]
    fn quoted_words_are_found_as_they_stand() {
        let text = "本人只在转办单上\n签字，没有到 现场核实。";
        assert_eq!(locate(text, "转办单上 签字"), Some("转办单上\n签字"));
        assert_eq!(locate(text, " 没有到现场 "), Some("没有到 现场"));
        assert_eq!(locate(text, "没有去现场"), None);
        assert_eq!(locate(text, "  "), None);
        assert_eq!(locate("", "字"), None);
    }
}
