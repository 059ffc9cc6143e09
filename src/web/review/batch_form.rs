//! The form of a batch: for each entry its ruling, one reason with the field it means, quoted and own words.

use std::collections::HashMap;

use super::{filter, labels, view};
use crate::domain::campaigns::{TermKind, Terms};
use crate::domain::lists::fields;
use crate::domain::review::queue::Filter;
use crate::domain::review::quote::usual_field;
use crate::domain::review::store::Chosen;
use crate::domain::review::{Decision, GivenReason, Ruling};
use crate::kernel::ids::ProblemId;
use crate::web::shell::{Locale, Message, n_};

/// What is posted, as typed.
#[derive(Clone, Debug, Default)]
pub(super) struct Typed {
    fields: HashMap<String, String>,
    pub(super) problems: Vec<String>,
}

impl From<Vec<(String, String)>> for Typed {
    fn from(pairs: Vec<(String, String)>) -> Self {
        let mut typed = Self::default();
        for (name, value) in pairs {
            if name != "problem" {
                typed.fields.insert(name, value);
            } else if !typed.problems.contains(&value) {
                typed.problems.push(value);
            }
        }
        typed
    }
}

impl Typed {
    /// The value of a field; empty when it did not come.
    pub(super) fn get(&self, name: &str) -> &str {
        self.fields.get(name).map_or("", String::as_str)
    }

    /// A part of one entry; before the entry has its own, what was chosen for all.
    fn of(&self, part: &str, id: ProblemId) -> &str {
        match self.fields.get(&format!("{part}-{id}")) {
            Some(own) => own,
            None => self.get(part),
        }
    }

    /// The filter that the queue was under.
    pub(super) fn filter(&self) -> Filter {
        let asked = filter::Asked {
            unit: self.get("unit").to_owned(),
            tier: self.get("tier").to_owned(),
            again: self.get("again").to_owned(),
            ..filter::Asked::default()
        };
        asked.filter()
    }

    /// What was decided on an entry; none for one that is to be left alone.
    pub(super) fn decision(&self, id: ProblemId) -> Option<Decision> {
        let ruling = Ruling::from_code(self.of("verdict", id))?;
        let (code, words) = (self.of("reason", id), self.of("words", id).to_owned());
        if ruling == Ruling::Approved {
            return Some(Decision::approval(&words));
        }
        let reason = GivenReason {
            code: code.to_owned(),
            field: match self.of("field", id) {
                "" => usual_field(code).to_owned(),
                key => key.to_owned(),
            },
            quote: self.of("quote", id).to_owned(),
            words: String::new(),
        };
        Some(Decision {
            ruling,
            words,
            reasons: if code.is_empty() { Vec::new() } else { vec![reason] },
        })
    }

    /// The version of an entry that was read.
    pub(super) fn version(&self, id: ProblemId) -> Option<i32> {
        self.of("version", id).parse().ok()
    }

    /// What the template draws of an entry.
    pub(super) fn entry(
        &self,
        locale: Locale,
        one: &Chosen,
        terms: &Terms,
        wrong: Vec<Message>,
    ) -> view::BatchEntry {
        let (verdict, code) = (self.of("verdict", one.id), self.of("reason", one.id));
        let ruling = |word: &'static str, label| (word, label, word == verdict);
        let meant = match self.of("field", one.id) {
            "" => usual_field(code),
            key => key,
        };
        let term = |term: &crate::domain::campaigns::Term| {
            let label = format!("{} {}", term.code, labels::term(locale, term));
            (term.code.clone(), label, term.code == code)
        };
        let field = |key: String| (key.clone(), fields::label(&key), key == meant);
        view::BatchEntry {
            id: one.id.to_string(),
            number: one.number.clone(),
            owner: one.owner_name.clone(),
            revision: one.revision,
            version: one.version,
            href: filter::entry(one.id, Filter::default()),
            title: one.content.title.clone(),
            manifestation: one.content.manifestation.clone(),
            rulings: [
                ruling("approved", n_("通过")),
                ruling("returned", n_("退回修改")),
                ruling("redo", n_("推倒重来")),
                ruling("", n_("这条先不定")),
            ],
            reasons: terms.open(TermKind::Reason).map(term).collect(),
            fields: one.content.fields().into_iter().map(|f| field(f.key)).collect(),
            quote: self.of("quote", one.id).to_owned(),
            words: self.of("words", one.id).to_owned(),
            wrong,
        }
    }
}
