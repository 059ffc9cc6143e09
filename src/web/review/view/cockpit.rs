//! The cockpit of one entry.

use askama::Template;

use super::form::Form;
use crate::domain::lists::diff::Piece;
use crate::kernel::ids::OwnerId;
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
    /// The verdict that was just given, and can be undone.
    pub undo: Option<Undo>,
    /// Entry before.
    pub previous: Option<String>,
    /// Entry after.
    pub next: Option<String>,
    /// Whether opening an entry is recorded: none is fetched before it is asked for.
    pub recorded: bool,
}

/// With what the visitor signs in, and where.
#[derive(Debug)]
pub struct Writer {
    /// The login.
    pub login: String,
    /// The jurisdiction.
    pub tenant: String,
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

/// The entry under review.
#[derive(Debug)]
pub struct Case {
    /// Name of the person or body.
    pub owner: String,
    /// Unit and title.
    pub post: String,
    /// 分管领导, if any.
    pub leader: String,
    /// The how manieth of the owner's …
    pub nth: usize,
    /// … so many.
    pub of: usize,
    /// Which revision.
    pub revision: i32,
    /// The owner's number, two digits.
    pub seq: String,
    /// The problem in one sentence.
    pub title: String,
    /// 具体表现, unless it stands among the changes.
    pub manifestation: Option<String>,
    /// What changed since it was last ruled on; empty for a first submission.
    pub changes: Vec<Changed>,
    /// Which revision the changes start from.
    pub since: i32,
    /// Why it was corrected after signing; else empty.
    pub correction: String,
    /// The other fields.
    pub fields: Vec<Shown>,
    /// The last return.
    pub earlier: Option<Earlier>,
    /// What was said of this revision at earlier stages.
    pub remarks: Vec<Remark>,
    /// The owner's other problems.
    pub siblings: Vec<Other>,
}

/// What was said at an earlier stage of the route.
#[derive(Debug)]
pub struct Remark {
    /// The stage, to be translated.
    pub stage: &'static str,
    /// Who, where it was in another's stead.
    pub stead: Option<String>,
    /// When, written out.
    pub day: String,
    /// Own words; empty when it was passed on without.
    pub words: String,
}

/// A changed field with old and new in one text.
#[derive(Debug)]
pub struct Changed {
    /// Which field it is, to quote words from; empty where it was taken out.
    pub key: String,
    /// Its label.
    pub label: Message,
    /// Whether the item was taken out.
    pub removed: bool,
    /// Codes and labels of the reasons that had meant it.
    pub reasons: Vec<String>,
    /// The text.
    pub pieces: Vec<Piece>,
}

/// A list of the entry.
#[derive(Debug)]
pub struct Shown {
    /// Its label, to be translated.
    pub label: &'static str,
    /// Its lines.
    pub lines: Vec<Line>,
    /// Whether the lines are numbered.
    pub numbered: bool,
}

/// A line of a list.
#[derive(Debug)]
pub struct Line {
    /// Which field it is, to quote words from; empty where it is none by itself.
    pub key: String,
    /// What it says; none where it stands among the changes.
    pub text: Option<String>,
}

/// What was said at the last return.
#[derive(Debug)]
pub struct Earlier {
    /// 退回修改 or 推倒重来, to be translated.
    pub ruling: &'static str,
    /// The revision it was about.
    pub revision: i32,
    /// When, written out.
    pub day: String,
    /// Words to the whole.
    pub words: String,
    /// Why.
    pub reasons: Vec<EarlierReason>,
}

/// A reason of the last return.
#[derive(Debug)]
pub struct EarlierReason {
    /// Code and label.
    pub reason: String,
    /// The field's label.
    pub field: Message,
    /// The quoted words.
    pub quote: String,
    /// Own words.
    pub words: String,
    /// Whether the field changed since.
    pub changed: bool,
}

/// Another problem of the owner.
#[derive(Debug)]
pub struct Other {
    /// Two digits and, unless guarded, its sentence.
    pub label: String,
    /// Its cockpit, while it waits.
    pub href: Option<String>,
    /// Its state, to be translated.
    pub state: &'static str,
}
