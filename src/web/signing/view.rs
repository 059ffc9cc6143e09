//! What this area draws.

use askama::Template;

use super::refuse::Refused;
use super::waiting::Person;
use crate::domain::campaigns::{TermKind, Terms};
use crate::domain::lists::diff::{FieldChange, Piece};
use crate::domain::lists::fields;
use crate::domain::signing::Purpose;
use crate::domain::signing::stead::InStead;
use crate::kernel::messages::Message;
use crate::web::shell::badges::Badge;
use crate::web::shell::sheet::cells::Cell;
use crate::web::shell::sheet::paper::Paper;
use crate::web::shell::{Locale, Page, filters};

/// `GET /to-sign`
#[derive(Debug, Template)]
#[template(path = "signing/to_sign.html")]
pub struct ToSign {
    /// Frame.
    pub page: Page,
    /// One's own.
    pub own: Vec<Person>,
    /// Of those one leads.
    pub led: Vec<Person>,
    /// Of those led by somebody for whom one stands in.
    pub stood: Vec<Person>,
    /// How many sheets wait.
    pub count: usize,
}

/// `GET /problems/{id}/signatures/{purpose}`, and again with 409 or 422.
#[derive(Debug, Template)]
#[template(path = "signing/sheet.html")]
pub struct SheetPage {
    /// Frame.
    pub page: Page,
    /// The problem's id.
    pub id: String,
    /// `claim` or `complete`.
    pub purpose: &'static str,
    /// The problem's state.
    pub badge: Badge,
    /// The version it was drawn from.
    pub version: i32,
    /// The statement.
    pub paper: Paper,
    /// Its SHA-256, for the form.
    pub digest: String,
    /// Who signed, who is to.
    pub cells: Vec<Cell>,
    /// What was changed since it was signed.
    pub changes: Vec<Change>,
    /// Whether the visitor signs now, and as what.
    pub turn: Turn,
    /// What else waits.
    pub people: Vec<Person>,
    /// By which order the visitor signs in the leader's stead, and what they declare.
    pub stead: Option<InStead>,
    /// In which ways the visitor may sign.
    pub ways: Ways,
    /// What was wrong with what was typed, or answered.
    pub wrong: Wrong,
    /// Whether there are signatures to be checked.
    pub signed: bool,
    /// What somebody entered from paper in the visitor's name: who, and the date on the paper.
    pub entered: Option<(String, String)>,
    /// Whether it was changed since it was opened.
    pub changed: bool,
    /// How the leader refuses.
    pub refusing: Option<Refusing>,
}

/// The ways to sign beside the password.
#[derive(Clone, Debug)]
pub struct Ways {
    /// Whether a code of the second factor is asked for with the password.
    pub code: bool,
    /// Where passkeys work; nowhere without a public address.
    pub origin: Option<String>,
    /// Whether the visitor has one.
    pub passkeys: bool,
}

/// Why nothing was signed.
#[derive(Clone, Debug, Default)]
pub struct Wrong {
    /// What is wrong with the password.
    pub password: Option<Message>,
    /// What is wrong with the code.
    pub code: Option<Message>,
    /// What is wrong with the passkey's answer.
    pub passkey: Option<Message>,
}

/// What the visitor is to do with a sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// To read it.
    Reader,
    /// To sign it as 干部本人.
    Owner,
    /// To sign it as 分管领导.
    Leader,
    /// To sign it, if anybody were known who could co-sign.
    NoLeader,
    /// To sign it, if signing in the leader's stead had been ordered.
    SignsNot,
}

impl Turn {
    /// Whether the form to sign is drawn.
    pub fn signs(self) -> bool {
        matches!(self, Self::Owner | Self::Leader)
    }
}

/// `GET /problems/{id}/correction`, and again with 422.
#[derive(Debug, Template)]
#[template(path = "signing/correction.html")]
pub struct Correction {
    /// Frame.
    pub page: Page,
    /// The problem's id.
    pub id: String,
    /// The problem's number.
    pub number: String,
    /// The version it was drawn from.
    pub version: i32,
    /// As typed.
    pub reason: String,
    /// What is wrong with the reason.
    pub why: Option<Message>,
    /// Label and message of each field of the draft that needs attention.
    pub draft_wrong: Vec<(Message, Message)>,
    /// Whether it will be reviewed again.
    pub review_again: bool,
    /// What changes.
    pub changes: Vec<Change>,
}

/// A field that differs.
#[derive(Clone, Debug)]
pub struct Change {
    /// Its label.
    pub label: Message,
    /// Text by text: `del`, `ins` or none.
    pub pieces: Vec<(&'static str, String)>,
}

impl Change {
    /// A change as it is drawn.
    pub fn of(change: FieldChange) -> Self {
        let pieces = change.pieces.into_iter().map(|piece| match piece {
            Piece::Same(text) => ("", text),
            Piece::Gone(text) => ("del", text),
            Piece::New(text) => ("ins", text),
        });
        Self {
            label: fields::label(&change.key),
            pieces: pieces.collect(),
        }
    }
}

/// The form by which the leader in charge refuses.
#[derive(Debug)]
pub struct Refusing {
    /// Reasons of the library, for a claim: code, label, whether chosen.
    pub reasons: Vec<(String, String, bool)>,
    /// Fields a reason can be about: key, label, whether chosen.
    pub fields: Vec<(String, Message, bool)>,
    /// Own words as typed.
    pub words: String,
    /// What is wrong: with the reason, the field, the words.
    pub wrong: [Option<Message>; 3],
    /// Whether it was tried already.
    pub open: bool,
}

impl Refusing {
    pub(super) fn of(
        locale: Locale,
        purpose: Purpose,
        terms: &Terms,
        keys: &[String],
        refused: Option<Refused>,
    ) -> Self {
        let open = refused.is_some();
        let Refused { typed, problems } = refused.unwrap_or_default();
        let claim = purpose == Purpose::Claim;
        let reasons = terms.open(TermKind::Reason).filter(|_| claim).map(|term| {
            let english = locale == Locale::En && !term.label_en.is_empty();
            let label = if english { &term.label_en } else { &term.label };
            (term.code.clone(), label.clone(), term.code == typed.code)
        });
        let fields = keys.iter().filter(|_| claim).map(|key| {
            let chosen = *key == typed.field;
            (key.clone(), fields::label(key), chosen)
        });
        Self {
            reasons: reasons.collect(),
            fields: fields.collect(),
            words: typed.words.clone(),
            wrong: ["code", "field", "words"].map(|at| problems.first(at).cloned()),
            open,
        }
    }
}
