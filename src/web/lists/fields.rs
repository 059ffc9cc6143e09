//! The five-list form as it is drawn: each input with its value, its errors and the reasons given for it.

use super::notes::Note;
use crate::domain::campaigns::{Term, TermKind, Terms};
use crate::domain::lists::Draft;
use crate::domain::lists::draft::{Parties, parse_day};
use crate::kernel::fields::FieldProblems;
use crate::web::shell::Locale;

/// What every input of the form needs to be drawn.
#[derive(Debug)]
pub struct Source<'a> {
    /// Language.
    pub locale: Locale,
    /// Dictionaries.
    pub terms: &'a Terms,
    /// What is wrong at which field.
    pub problems: &'a FieldProblems,
    /// Reasons of the return that is being answered.
    pub notes: &'a [Note],
}

/// One input.
#[derive(Clone, Debug, Default)]
pub struct Field {
    /// Id of the element.
    pub id: String,
    /// Name that is posted.
    pub name: &'static str,
    /// What was typed.
    pub value: String,
    /// What is wrong.
    pub errors: Vec<String>,
    /// Reasons given for it.
    pub notes: Vec<Note>,
    /// Whether a hint stands under its label.
    pub hint: bool,
}

impl Field {
    /// Whether the writer has to do something here.
    pub fn is_act(&self) -> bool {
        !(self.errors.is_empty() && self.notes.is_empty())
    }

    /// Ids for `aria-describedby`; empty when nothing describes it.
    pub fn described(&self) -> String {
        let parts = [
            (self.hint, "-hint"),
            (!self.notes.is_empty(), "-note"),
            (!self.errors.is_empty(), "-err"),
        ];
        let ids = parts
            .iter()
            .filter(|(there, _)| *there)
            .map(|(_, end)| format!("{}{end}", self.id));
        ids.collect::<Vec<_>>().join(" ")
    }

    /// A date that was understood, as a date input wants it; `None` keeps the words as typed.
    pub fn date(&self) -> Option<String> {
        if self.value.trim().is_empty() {
            return Some(String::new());
        }
        parse_day(&self.value).map(|day| day.to_string())
    }
}

/// One entry of a dictionary to choose.
#[derive(Clone, Debug)]
pub struct Option_ {
    /// What is posted.
    pub code: String,
    /// What is shown.
    pub label: String,
    /// Whether it is chosen.
    pub on: bool,
}

/// An input with its choices.
#[derive(Clone, Debug)]
pub struct Choice {
    /// The input.
    pub field: Field,
    /// What can be chosen, in official order.
    pub options: Vec<Option_>,
}

/// A row of list 2.
#[derive(Clone, Debug)]
pub struct CauseRow {
    /// From 0.
    pub at: usize,
    /// Whether it is 客观.
    pub objective: bool,
    /// The words.
    pub text: Field,
}

/// A row of list 3.
#[derive(Clone, Debug)]
pub struct MeasureRow {
    /// From 0.
    pub at: usize,
    /// What will be done; carries the row's notes.
    pub text: Field,
    /// Checkable result.
    pub goal: Field,
    /// Its date.
    pub due: Field,
}

/// Lists 1–4 as a form.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the fields of Draft, to be drawn")]
pub struct Fields {
    pub title: Field,
    pub manifestation: Field,
    pub ills: Choice,
    pub principal: Vec<Option_>,
    pub nots: Choice,
    pub aspect: Choice,
    pub source: Choice,
    pub duty: Field,
    pub causes: Vec<CauseRow>,
    pub measures: Vec<MeasureRow>,
    pub parties: Parties,
    pub responsibility: Vec<Note>,
    pub cooperating: Field,
    pub immediate: bool,
    pub due: Field,
    pub long_term: bool,
    pub look_back: Vec<Field>,
}

/// Id of the element for the field of a key.
pub fn id_of(key: &str) -> String {
    let row = key
        .split_once('.')
        .filter(|(name, rest)| matches!(*name, "causes" | "measures") && !rest.contains('.'));
    match (key, row) {
        ("responsibility", _) => "f-due".to_owned(),
        (_, Some(_)) => format!("f-{}-text", key.replace('.', "-")),
        _ => format!("f-{}", key.replace('.', "-")),
    }
}

impl Source<'_> {
    /// Draws a draft as a form: at least one row of each kind, and one empty look-back date.
    pub fn fields(&self, draft: &Draft, parties: Parties) -> Fields {
        let causes = draft.causes.len().max(1);
        let measures = draft.measures.len().max(1);
        Fields {
            title: self.field("title", "title", &draft.title),
            manifestation: self.field("manifestation", "manifestation", &draft.manifestation),
            ills: self.choice("ills", "ills", TermKind::Ill, &draft.ills),
            principal: self.principal(draft),
            nots: self.choice("nots", "nots", TermKind::Not, &draft.nots),
            aspect: self.choice(
                "aspect",
                "aspect",
                TermKind::Aspect,
                std::slice::from_ref(&draft.aspect),
            ),
            source: self.choice(
                "source",
                "source",
                TermKind::Source,
                std::slice::from_ref(&draft.source),
            ),
            duty: self.field("duty", "duty", &draft.duty),
            causes: (0..causes).map(|at| self.cause(at, draft)).collect(),
            measures: (0..measures).map(|at| self.measure(at, draft)).collect(),
            parties,
            responsibility: self.notes_at("responsibility"),
            cooperating: self.field("cooperating", "cooperating", &draft.cooperating),
            immediate: draft.immediate,
            due: self.field("due", "due", &draft.due),
            long_term: draft.long_term,
            look_back: self.look_back(draft),
        }
    }

    fn field(&self, key: &str, name: &'static str, value: &str) -> Field {
        let errors = self.problems.of(key).iter();
        Field {
            id: id_of(key),
            name,
            value: value.to_owned(),
            errors: errors.map(|message| message.text(self.locale)).collect(),
            notes: self.notes_at(key),
            hint: key == "manifestation",
        }
    }

    fn notes_at(&self, key: &str) -> Vec<Note> {
        self.notes
            .iter()
            .filter(|note| note.key == key)
            .cloned()
            .collect()
    }

    fn options(&self, kind: TermKind, chosen: &[String]) -> Vec<Option_> {
        // A retired entry stays where it was chosen before.
        let retired = self.terms.0.iter();
        let retired = retired.filter(|t| t.kind == kind.code() && t.retired && chosen.contains(&t.code));
        let option = |term: &Term| Option_ {
            code: term.code.clone(),
            label: match self.locale {
                Locale::En if !term.label_en.is_empty() => term.label_en.clone(),
                _ => term.label.clone(),
            },
            on: chosen.contains(&term.code),
        };
        self.terms.open(kind).chain(retired).map(option).collect()
    }

    fn choice(&self, key: &str, name: &'static str, kind: TermKind, chosen: &[String]) -> Choice {
        Choice {
            field: self.field(key, name, ""),
            options: self.options(kind, chosen),
        }
    }

    fn principal(&self, draft: &Draft) -> Vec<Option_> {
        // One alone is the principal one without being named.
        let named = if draft.ills.len() > 1 {
            &draft.ills[..1]
        } else {
            &[]
        };
        self.options(TermKind::Ill, named)
    }

    fn cause(&self, at: usize, draft: &Draft) -> CauseRow {
        let cause = draft.causes.get(at).cloned().unwrap_or_default();
        let mut text = self.field(&format!("causes.{at}.text"), "cause_text", &cause.text);
        text.notes = self.notes_at(&format!("causes.{at}"));
        CauseRow {
            at,
            objective: cause.kind == "objective",
            text,
        }
    }

    fn measure(&self, at: usize, draft: &Draft) -> MeasureRow {
        let measure = draft.measures.get(at).cloned().unwrap_or_default();
        let part = |part: &str, name, value: &str| self.field(&format!("measures.{at}.{part}"), name, value);
        let mut text = part("text", "measure_text", &measure.text);
        text.notes = self.notes_at(&format!("measures.{at}"));
        MeasureRow {
            at,
            text,
            goal: part("goal", "measure_goal", &measure.goal),
            due: part("due", "measure_due", &measure.due),
        }
    }

    fn look_back(&self, draft: &Draft) -> Vec<Field> {
        let typed = draft.look_back.iter().map(String::as_str).chain([""]);
        typed
            .enumerate()
            .map(|(at, day)| self.field(&format!("look_back.{at}"), "look_back", day))
            .collect()
    }
}
