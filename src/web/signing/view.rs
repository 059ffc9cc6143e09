//! What this area draws.

use askama::Template;

use super::refuse::Refused;
pub use super::turn::Turn;
use super::waiting::{Item, Sheet};
use crate::domain::campaigns::{TermKind, Terms};
use crate::domain::lists::diff::{FieldChange, Piece, pieces};
use crate::domain::lists::fields;
use crate::domain::signing::stead::InStead;
use crate::domain::signing::{Outcome, Purpose, Statement};
use crate::kernel::messages::{Message, n_};
use crate::web::shell::badges::Badge;
use crate::web::shell::sheet::cells::Cell;
use crate::web::shell::sheet::paper::Paper;
use crate::web::shell::{Locale, Page, dates, filters, msg};

/// `GET /to-sign`
#[derive(Debug, Template)]
#[template(path = "signing/to_sign.html")]
pub struct ToSign {
    /// Frame.
    pub page: Page,
    /// One's own.
    pub own: Vec<Item>,
    /// The same as sheets, where several can be signed with one confirmation.
    pub own_sheets: Vec<Sheet>,
    /// Sheets of those one leads.
    pub led: Vec<Sheet>,
    /// Of those led by somebody for whom one stands in.
    pub stood: Vec<Sheet>,
    /// How many statements wait.
    pub count: usize,
    /// How many sheets were signed today.
    pub signed: usize,
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
    /// While somebody outside the roster is to sign on paper: who, and where the visitor enters it, if they do.
    pub outside: Option<(String, Option<String>)>,
    /// Sheets that wait for the visitor as a leader in charge.
    pub people: Vec<Sheet>,
    /// Which of them the problem stands on.
    pub here: String,
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

impl SheetPage {
    /// Where it is signed.
    pub fn action(&self) -> String {
        format!("/problems/{}/signatures/{}", self.id, self.purpose)
    }

    /// Where a passkey is asked.
    pub fn question(&self) -> String {
        format!("{}/question", self.action())
    }

    /// What the forms that sign carry unseen.
    pub fn hidden(&self) -> Vec<(&'static str, String)> {
        let order = self.stead.as_ref().map(|stead| stead.delegation.to_string());
        let all = [
            ("act_id", Some(self.page.act_id.clone())),
            ("version", Some(self.version.to_string())),
            ("statement", Some(self.digest.clone())),
            ("stands_in", order),
        ];
        all.into_iter()
            .filter_map(|(name, value)| Some((name, value?)))
            .collect()
    }

    /// What is refused: the problem, its version, what the signature is for.
    pub fn at(&self) -> (String, i32, &'static str) {
        (self.id.clone(), self.version, self.purpose)
    }

    /// What a passkey does here.
    pub fn by_device(&self) -> &'static str {
        self.page.locale.t(n_(
            "由您自己的设备对上面的内容签名。密码签字是电子确认，由服务器记录。",
        ))
    }
}

/// `GET /server-keys`
#[derive(Debug, Template)]
#[template(path = "signing/keys.html")]
pub struct ServerKeys {
    /// Frame.
    pub page: Page,
    /// In the order in which they came into use.
    pub keys: Vec<ServerKey>,
}

/// A key by which servers countersigned.
#[derive(Debug)]
pub struct ServerKey {
    /// Its id.
    pub id: String,
    /// Its 32 bytes in hexadecimal, eight digits at a time.
    pub public: String,
    /// The day of its first countersignature; none before that.
    pub since: Option<String>,
    /// The day on which another one came into its place.
    pub until: Option<String>,
    /// Whether this server countersigns by it now.
    pub present: bool,
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

    /// What differs in list 5, of two completions.
    pub(super) fn of_outcome(was: &Statement, now: &Statement) -> Option<Self> {
        let (was, now) = (was.outcome.as_ref()?, now.outcome.as_ref()?);
        let written = |outcome: &Outcome| {
            let files = outcome
                .evidence
                .iter()
                .map(|file| format!("\n{} {}", file.name, file.sha256));
            let day = dates::full(Locale::Zh, outcome.done_on);
            format!("{}\n{day}{}", outcome.words, files.collect::<String>())
        };
        let change = FieldChange {
            key: String::new(),
            pieces: pieces(&written(was), &written(now)),
        };
        change.is_change().then(|| Self {
            label: msg("完成情况"),
            ..Self::of(change)
        })
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
