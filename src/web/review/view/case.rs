//! The entry as a reviewer reads it, at whichever stage.

use crate::domain::lists::diff::Piece;
use crate::web::shell::Message;

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
