//! The library.

use askama::Template;

use crate::domain::reasons::{Reason, Words};
use crate::kernel::ids::ActId;
use crate::web::reasons::tabs::Tab;
use crate::web::shell::{FieldProblems, Locale, Page, filters};

/// `GET /reasons`
#[derive(Debug, Template)]
#[template(path = "reasons/library.html")]
pub struct Library {
    /// Frame.
    pub page: Page,
    /// Other pages of this area.
    pub tabs: Vec<Tab>,
    /// Whether the visitor looks after it.
    pub office: bool,
    /// Reasons that may be chosen.
    pub lines: Vec<Line>,
    /// Those that may not any more.
    pub retired: Vec<Line>,
    /// The form of the reason that is being changed.
    pub form: Option<Form>,
    /// The form of another one.
    pub add: Form,
}

/// A reason.
#[derive(Debug)]
pub struct Line {
    /// Two digits.
    pub code: String,
    /// In the visitor's language, as far as the office gave a name.
    pub label: String,
    /// Whether the name is Chinese whatever the language.
    pub chinese: bool,
    /// Its name in the other language; may be empty.
    pub other: String,
    /// A sentence that is returned for it.
    pub bad: String,
    /// How the same reads when it is right.
    pub good: String,
    /// Whether it may be chosen no more.
    pub retired: bool,
    /// Of the form beside it.
    pub act_id: String,
}

impl Line {
    /// As it is drawn.
    pub fn of(locale: Locale, reason: &Reason) -> Self {
        let words = reason.words.clone();
        let english = locale == Locale::En && !words.label_en.is_empty();
        let (label, other) = if english {
            (words.label_en, words.label)
        } else {
            (words.label, words.label_en)
        };
        Self {
            code: reason.code.clone(),
            label,
            chinese: !english,
            other,
            bad: words.bad,
            good: words.good,
            retired: reason.retired,
            act_id: ActId::fresh().to_string(),
        }
    }
}

/// A reason as it is written.
#[derive(Debug, Default)]
pub struct Form {
    /// Two digits; empty for one that is added.
    pub code: String,
    /// As typed.
    pub words: Words,
    /// What is wrong with it.
    pub wrong: FieldProblems,
    /// Whether its name stays, because it was given before.
    pub fixed: bool,
    /// Whether its English name does.
    pub fixed_en: bool,
}

impl Form {
    /// Of a reason as it is.
    pub fn of(reason: &Reason) -> Self {
        Self {
            code: reason.code.clone(),
            words: reason.words.clone(),
            wrong: FieldProblems::new(),
            fixed: reason.used,
            fixed_en: reason.used && !reason.words.label_en.is_empty(),
        }
    }

    /// As it was typed: of a reason that is known, or of one to be added.
    pub fn typed(known: Option<&Reason>, words: &Words, wrong: FieldProblems) -> Self {
        Self {
            words: words.clone(),
            wrong,
            ..known.map(Self::of).unwrap_or_default()
        }
    }
}
