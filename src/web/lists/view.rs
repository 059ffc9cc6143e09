//! What this area draws.

use askama::Template;

use super::advice::Panel;
use super::body_view::BodyNote;
use super::entry_view::EntryNote;
use super::fields::Fields;
use super::index::{Item, Link};
use super::next::Door;
use super::sheet::{Outcome, Round, Sheet, Sign};
use crate::domain::lists::diff::Piece;
use crate::web::shell::badges::{Badge, LampView};
use crate::web::shell::{Page, filters};

/// `GET /problems/new`, `GET /problems/{id}/edit`, and again with 422 when it can't be submitted.
#[derive(Debug, Template)]
#[template(path = "lists/edit.html")]
pub struct Edit {
    /// Frame.
    pub page: Page,
    /// Number and state; none for a problem not saved yet.
    pub problem: Option<Head>,
    /// Where saving, adding and dropping rows goes.
    pub save: String,
    /// Where submission goes.
    pub submit: String,
    /// Whether it was signed, so that what is typed becomes a correction.
    pub signed: bool,
    /// The version it was drawn from.
    pub version: i32,
    /// When it was saved.
    pub saved: Option<String>,
    /// The page whose words are stored; empty when none is known.
    pub window: String,
    /// Who writes, for the page's own copy and for signing in again without leaving it.
    pub writer: Writer,
    /// The return that is being answered.
    pub returned: Option<Returned>,
    /// Of one that a liaison types for its owner.
    pub entry: Option<EntryNote>,
    /// Of a body's: whether it was talked about.
    pub body: Option<BodyNote>,
    /// What is wrong, as links.
    pub errors: Vec<Link>,
    /// What the writer is advised.
    pub advice: Panel,
    /// How the five lists stand.
    pub index: Vec<Item>,
    /// The form.
    pub f: Fields,
}

impl Edit {
    /// Whether the visitor types for somebody else.
    pub fn typing(&self) -> bool {
        self.entry.as_ref().is_some_and(|note| note.typing)
    }
}

/// What was typed for a draft that was taken back meanwhile.
#[derive(Debug, Template)]
#[template(path = "lists/taken_back.html")]
pub struct TakenBack {
    /// Frame.
    pub page: Page,
    /// Its number.
    pub number: String,
    /// Who took it back, and when.
    pub taken: Option<(String, String)>,
    /// Where all of the owner's stand: path and source text.
    pub home: (&'static str, &'static str),
    /// Where the form of a new draft goes.
    pub files: String,
    /// What was typed: label and text.
    pub rows: Vec<(String, String)>,
    /// The same as it is posted.
    pub fields: Vec<(&'static str, String)>,
}

/// Who writes.
#[derive(Clone, Debug, Default)]
pub struct Writer {
    /// The account: copies of others are not theirs to see.
    pub account: String,
    /// With what they sign in.
    pub login: String,
    /// In which jurisdiction.
    pub tenant: String,
}

/// Number and state of a problem.
#[derive(Clone, Debug)]
pub struct Head {
    /// Its id.
    pub id: String,
    /// 市住建局-00417-03
    pub number: String,
    /// Its state.
    pub badge: Badge,
    /// How many revisions were submitted.
    pub revision: i32,
}

/// A return, in one banner.
#[derive(Clone, Debug)]
pub struct Returned {
    /// 推倒重来, and not 退回修改.
    pub redo: bool,
    /// By whom and when.
    pub by: String,
    /// What was said to the whole.
    pub words: String,
    /// Reasons, leading to the words.
    pub reasons: Vec<Link>,
}

/// `GET /problems/{id}`
#[derive(Debug, Template)]
#[template(path = "lists/problem.html")]
pub struct Life {
    /// Frame.
    pub page: Page,
    /// Number and state.
    pub problem: Head,
    /// Its lamp once it is claimed.
    pub lamp: Option<LampView>,
    /// Its time limit where that is no longer the one of list 4.
    pub limit: Option<String>,
    /// How a request for more time stands while it waits (延期待批).
    pub asks: Option<Badge>,
    /// What is to be said of an owner who is set aside; source text.
    pub aside: Option<&'static str>,
    /// Where its writer keeps all of theirs, for whoever is one: path and source text.
    pub home: Option<(&'static str, &'static str)>,
    /// Whether the reader is its owner.
    pub own: bool,
    /// What the reader can do next.
    pub doors: Vec<Door>,
    /// Lists 1–4.
    pub sheet: Sheet,
    /// List 5.
    pub outcome: Outcome,
    /// The places of the four signatures.
    pub signs: Vec<Sign>,
    /// Earlier rounds of rectification.
    pub rounds: Vec<Round>,
    /// What happened, newest first.
    pub steps: Vec<Moment>,
    /// Who opened guarded texts.
    pub openings: Vec<String>,
}

/// One step of a problem's life.
#[derive(Clone, Debug)]
pub struct Moment {
    /// When.
    pub at: String,
    /// Who.
    pub who: String,
    /// What.
    pub what: String,
    /// What more is to be said, in the reader's language.
    pub words: Vec<String>,
    /// What somebody wrote.
    pub quoted: Vec<String>,
    /// Where the revision that came of it stands beside the one before.
    pub compare: Option<String>,
    /// Whether it came back to the writer.
    pub back: bool,
}

/// `GET /problems/{id}/revisions/{n}`
#[derive(Debug, Template)]
#[template(path = "lists/revision.html")]
pub struct Compare {
    /// Frame.
    pub page: Page,
    /// The problem.
    pub id: String,
    /// Its number.
    pub number: String,
    /// Its sentence in this revision.
    pub title: String,
    /// Which revision.
    pub n: i32,
    /// When it was submitted.
    pub submitted: String,
    /// Why it was corrected after signing; else empty.
    pub reason: String,
    /// Fields that differ from the revision before.
    pub changed: Vec<Change>,
    /// Fields that don't.
    pub same: Vec<Change>,
    /// The revision before.
    pub earlier: Option<String>,
    /// The revision after.
    pub later: Option<String>,
}

/// A field of two revisions.
#[derive(Clone, Debug)]
pub struct Change {
    /// What it is called.
    pub label: String,
    /// Old and new text in one.
    pub pieces: Vec<Piece>,
}
