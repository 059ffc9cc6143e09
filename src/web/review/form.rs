//! The form of a verdict: one check box a reason, and for each reason the field it means, quoted words, own words.
//! All strings as typed; the same form is drawn again when it is refused.

use std::collections::HashMap;

use super::{filter, labels, view};
use crate::domain::campaigns::{TermKind, Terms};
use crate::domain::lists::{Content, fields};
use crate::domain::review::queue::Filter;
use crate::domain::review::quote::usual_field;
use crate::domain::review::{Decision, GivenReason, Ruling};
use crate::web::shell::{FieldProblems, Locale};

/// What is posted: `verdict`, `version`, `act_id`, `words`, the filter, `reason` once each, and `field-05`, `quote-05`,
/// `words-05` for the reason 05.
#[derive(Clone, Debug, Default)]
pub(super) struct Typed {
    fields: HashMap<String, String>,
    reasons: Vec<String>,
}

impl From<Vec<(String, String)>> for Typed {
    fn from(pairs: Vec<(String, String)>) -> Self {
        let mut typed = Self::default();
        for (name, value) in pairs {
            if name != "reason" {
                typed.fields.insert(name, value);
            } else if !typed.reasons.contains(&value) {
                typed.reasons.push(value);
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

    /// What the address had asked for.
    pub(super) fn asked(&self) -> filter::Asked {
        filter::Asked {
            unit: self.get("unit").to_owned(),
            tier: self.get("tier").to_owned(),
            again: self.get("again").to_owned(),
            ..filter::Asked::default()
        }
    }

    /// The filter that the reviewer works under.
    pub(super) fn filter(&self) -> Filter {
        self.asked().filter()
    }

    /// The decision, if one of the three buttons was pressed.
    pub(super) fn decision(&self) -> Option<Decision> {
        let of = |part: &str, code: &str| self.get(&format!("{part}-{code}")).to_owned();
        let reason = |code: &String| GivenReason {
            code: code.clone(),
            field: of("field", code),
            quote: of("quote", code),
            words: of("words", code),
        };
        Some(Decision {
            ruling: Ruling::from_code(self.get("verdict"))?,
            words: self.get("words").to_owned(),
            reasons: self.reasons.iter().map(reason).collect(),
        })
    }

    /// What the template draws.
    pub(super) fn view(
        &self,
        locale: Locale,
        version: i32,
        (content, terms): (&Content, &Terms),
        hidden: Filter,
        wrong: &FieldProblems,
    ) -> view::Form {
        let reason = |term| self.reason(locale, term, content, wrong);
        // A reason that the library does not have is no box of this form: its message stands over all of them.
        let unknown = (0..self.reasons.len()).find_map(|at| wrong.first(&format!("reasons.{at}.code")));
        view::Form {
            version,
            hidden: filter::pairs(hidden),
            reasons: terms.open(TermKind::Reason).map(reason).collect(),
            wrong: wrong.first("reasons").or(unknown).cloned(),
            words: self.get("words").to_owned(),
            words_wrong: wrong.first("words").cloned(),
        }
    }

    fn reason(
        &self,
        locale: Locale,
        term: &crate::domain::campaigns::Term,
        content: &Content,
        wrong: &FieldProblems,
    ) -> view::Reason {
        let code = &term.code;
        let typed = |part: &str| self.get(&format!("{part}-{code}"));
        let at = self.reasons.iter().position(|chosen| chosen == code);
        let message = |part| at.and_then(|at| wrong.first(&format!("reasons.{at}.{part}")).cloned());
        let meant = match typed("field") {
            "" => usual_field(code),
            key => key,
        };
        let field = |key: String| {
            let chosen = key == meant;
            (fields::label(&key), chosen, key)
        };
        view::Reason {
            code: code.clone(),
            label: labels::term(locale, term),
            chosen: at.is_some(),
            fields: content.fields().into_iter().map(|f| field(f.key)).collect(),
            quote: typed("quote").to_owned(),
            words: typed("words").to_owned(),
            example: None,
            wrong: [message("field"), message("quote"), message("words")],
        }
    }
}
