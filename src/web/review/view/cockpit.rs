//! The cockpit of one entry.

use askama::Template;

use super::case::Case;
use super::form::Form;
use crate::domain::lists::diff::Piece;
use crate::kernel::ids::OwnerId;
use crate::web::shell::access::Visit;
use crate::web::shell::{Message, Page, filters};

/// `GET /problems/{id}/review`, and again with 422 when refused.
#[derive(Debug, Template)]
#[template(path = "review/cockpit.html")]
pub struct Cockpit {
    /// Frame.
    pub page: Page,
    /// 市住建局 · 乡科级 · 再次提交
    pub lot: String,
    /// Who signs in again on the spot, should the session end.
    pub writer: Writer,
    /// How many wait in this unit under the filter, or in the lot.
    pub waiting: i64,
    /// The lot that the entry stands in, if the visitor goes through one.
    pub bar: Option<LotBar>,
    /// Name of another reviewer in whose lot it stands: nobody else rules on it.
    pub held: Option<String>,
    /// The queue under the filter, or the lot.
    pub back: String,
    /// The entry's own page, to which one comes back.
    pub here: String,
    /// Where the form is posted.
    pub action: String,
    /// Whose entry it is.
    pub owner: OwnerId,
    /// Where passing it on is posted.
    pub pass: String,
    /// People of this unit around the present one.
    pub people: Vec<Person>,
    /// How many people have something waiting here.
    pub people_total: usize,
    /// The entry.
    pub case: Case,
    /// What the checks found.
    pub checks: Vec<Check>,
    /// A text that is alike.
    pub alike: Option<Alike>,
    /// What the reviewer typed.
    pub form: Form,
    /// Members of the group to whom it can be passed on: id and name.
    pub colleagues: Vec<(String, String)>,
    /// Where the head of the group hands a clue on, in confidence.
    pub referral: Option<String>,
    /// The verdict that was just given, and can be undone.
    pub undo: Option<Undo>,
    /// Entry before.
    pub previous: Option<String>,
    /// Entry after.
    pub next: Option<String>,
    /// Whether opening an entry is recorded: none is fetched before it is asked for.
    pub recorded: bool,
    /// Which keys there are.
    pub keys: Keys,
}

/// Which keys a page has beside J, A, R and ?: its map tells of no other.
#[derive(Clone, Copy, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "one for each key; none depends on another"
)]
pub struct Keys {
    /// K, to the entry before.
    pub back: bool,
    /// X
    pub redo: bool,
    /// D
    pub alike: bool,
    /// T
    pub pass: bool,
    /// U
    pub undo: bool,
}

impl Keys {
    /// All of them.
    pub const ALL: Self = Self {
        back: true,
        redo: true,
        alike: true,
        pass: true,
        undo: true,
    };
}

/// With what the visitor signs in, and where.
#[derive(Debug)]
pub struct Writer {
    /// The login.
    pub login: String,
    /// The jurisdiction.
    pub tenant: String,
}

impl Writer {
    /// Whoever visits.
    pub fn of(can: &Visit) -> Self {
        Self {
            login: can.session.login.clone(),
            tenant: can.session.tenant_slug.clone(),
        }
    }
}

/// How far a lot is.
#[derive(Debug)]
pub struct LotBar {
    /// Its page.
    pub href: String,
    /// How many are done …
    pub done: i64,
    /// … of so many.
    pub of: i64,
    /// The same in percent.
    pub percent: String,
    /// Until when it is held, written out.
    pub until: String,
}

/// What a check says.
#[derive(Debug)]
pub struct Check {
    /// Whether all is well.
    pub well: bool,
    /// The field it is about; empty where it is about all.
    pub field: Message,
    /// What is to be looked at.
    pub what: Message,
    /// Why.
    pub why: Message,
}

/// Another text that is alike.
#[derive(Debug)]
pub struct Alike {
    /// Both side by side.
    pub href: String,
    /// Name and number of the other.
    pub other: String,
    /// The field that has most of it.
    pub field: Message,
    /// How many letters both have.
    pub letters: usize,
}

/// A verdict that can be undone.
#[derive(Debug)]
pub struct Undo {
    /// Where it is posted.
    pub action: String,
    /// The verdict.
    pub verdict: String,
    /// What was done.
    pub said: String,
    /// The act's id.
    pub act_id: String,
}

/// A person in the left column.
#[derive(Debug)]
pub struct Person {
    /// The first entry that waits.
    pub href: String,
    /// Who.
    pub owner: OwnerId,
    /// Name.
    pub name: String,
    /// How many of theirs don't wait any more.
    pub done: i64,
    /// How many they submitted.
    pub of: i64,
    /// Whether the entry is theirs.
    pub current: bool,
}
