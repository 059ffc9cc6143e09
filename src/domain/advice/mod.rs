//! Advice while somebody writes: what an attentive colleague would say, and why. It never keeps anybody from submitting,
//! counts nobody and compares nobody (domain §7); whoever does not agree puts it aside with a word.

pub mod actions;
mod classified;
mod consistency;
mod empty;
mod likeness;
mod missing;
mod reviewing;
pub mod store;
mod text;

use chrono::NaiveDate;

use crate::domain::lists::Draft;
use crate::kernel::ids::ProblemId;
use crate::kernel::messages::Message;

/// One piece of advice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Advice {
    /// The rule's number, the same in every language: `M` something is missing, `E` an empty phrase, `C` two lists don't fit
    /// together, `L` another text is alike, `S` words that may be secret.
    pub rule: &'static str,
    /// The field it is about: `manifestation`, `measures.1.goal`.
    pub field: String,
    /// The words it is about; empty when it is about the field.
    pub quote: String,
    /// What is to be thought about.
    pub what: Message,
    /// Why.
    pub why: Message,
    /// A text of one's own to be read beside this one.
    pub beside: Option<ProblemId>,
}

impl Advice {
    fn of(rule: &'static str, field: impl Into<String>, what: Message, why: Message) -> Self {
        Self {
            rule,
            field: field.into(),
            quote: String::new(),
            what,
            why,
            beside: None,
        }
    }

    fn at(self, quote: &str) -> Self {
        Self {
            quote: quote.to_owned(),
            ..self
        }
    }

    /// Whether it is said at once and above all else: the text may have to leave this system.
    pub fn is_urgent(&self) -> bool {
        self.rule.starts_with('S')
    }
}

/// The days that advice goes by.
#[derive(Clone, Copy, Debug)]
pub struct Days {
    /// Today in Asia/Shanghai.
    pub today: NaiveDate,
    /// The campaign's last day.
    pub last: NaiveDate,
}

/// What there is to say of a draft: what may be secret first, then in the order of the form.
pub fn advise(draft: &Draft, days: Days) -> Vec<Advice> {
    let mut all = classified::advise(draft);
    all.extend(missing::advise(draft));
    all.extend(empty::advise(draft));
    all.extend(consistency::advise(draft, days));
    all.sort_by_key(|advice| (!advice.is_urgent(), text::place(&advice.field)));
    all
}

pub use likeness::{alike, nearest_own};
pub use reviewing::{Alike, Found, for_reviewer};

#[cfg(test)]
mod tests;
