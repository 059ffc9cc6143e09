//! What the pages draw.

mod explain;

use askama::Template;

use crate::imports::Unread;
use crate::imports::headers::Heading;
use crate::imports::progress::store::Told;
use crate::imports::runs::Fate;
use crate::imports::undo::Counts;
use crate::web::shell::badges::Badge;
use crate::web::shell::list::cell::Look;
use crate::web::shell::list::view::Shown;
use crate::web::shell::{FieldProblems, Locale, Page, filters, n_};

pub use explain::{Column, Explain, Meaning, SheetLine};

/// `GET /imports`
#[derive(Debug, Template)]
#[template(path = "imports/index.html")]
pub struct Index {
    /// Frame.
    pub page: Page,
    /// A form for each kind of workbook, in the order in which they are imported.
    pub forms: [Sending; 3],
    /// What was sent, newest first.
    pub list: Shown,
    /// The newest ones, on a later page.
    pub first_page: Option<String>,
    /// The next page.
    pub next: Option<String>,
    /// How many wait to be confirmed or explained.
    pub waiting: i64,
    /// When this was counted.
    pub counted: String,
}

/// The form of one kind of workbook.
#[derive(Debug)]
pub struct Sending {
    /// The word that is posted.
    pub kind: &'static str,
    /// Its name, to be translated.
    pub title: &'static str,
    /// What stands in it, to be translated.
    pub hint: &'static str,
    /// Columns that it must have.
    pub required: Vec<Columns>,
    /// Columns that are read where they are there.
    pub optional: Vec<Columns>,
    /// Headers that were explained: as they are remembered, and what they mean, to be translated; empty: not read.
    pub learned: Vec<(String, &'static str)>,
    /// As what problems may come in: words that are posted and texts to be translated; empty of rosters.
    pub stands: Vec<(&'static str, &'static str)>,
    /// Of this form alone.
    pub act_id: String,
    /// What was wrong with the file sent.
    pub problems: FieldProblems,
}

/// A column that is read.
#[derive(Debug)]
pub struct Columns {
    /// What it means, in the visitor's language.
    pub label: String,
    /// What stands above it in the sheet, where that is another language.
    pub source: Option<&'static str>,
    /// What else offices call it.
    pub others: String,
}

impl Columns {
    /// A heading as it is shown.
    pub fn new(locale: Locale, heading: &Heading) -> Self {
        let label = locale.t(heading.label).to_owned();
        let others = heading.names.iter().filter(|name| **name != heading.label);
        Self {
            source: (label != heading.label).then_some(heading.label),
            label,
            others: others.copied().collect::<Vec<_>>().join("、"),
        }
    }
}

/// `GET /imports/{id}`
#[derive(Debug, Template)]
#[template(path = "imports/run.html")]
pub struct Run {
    /// Frame.
    pub page: Page,
    /// The run's own path.
    pub path: String,
    /// The file's name.
    pub file: String,
    /// Its digest.
    pub sha256: String,
    /// Who sent it.
    pub who: String,
    /// When.
    pub sent: String,
    /// When it was imported.
    pub applied: Option<String>,
    /// What became of it.
    pub badge: Badge,
    /// The same, for what can be done now.
    pub fate: Fate,
    /// Until when it can be taken back, while it can.
    pub undo_until: Option<String>,
    /// When it was taken back.
    pub undone: Option<String>,
    /// Rows that are new.
    pub added: usize,
    /// Rows that differ.
    pub changed: usize,
    /// Rows that say what is known.
    pub unchanged: usize,
    /// Rows that are not taken.
    pub refused: usize,
    /// Whether they can be fetched as a workbook.
    pub returned: bool,
    /// As what problems come in, where not as drafts.
    pub stands: Option<&'static str>,
    /// Digest of the scan that shows it.
    pub basis: Option<String>,
    /// Some of the rows that come in as less than that.
    pub less: Vec<Refused>,
    /// How many these are.
    pub less_in_all: usize,
    /// Names of some accounts that are disabled, since a whole roster leaves their people out.
    pub left: String,
    /// How many.
    pub left_in_all: usize,
    /// Columns that are not taken over.
    pub unread: Vec<Unread>,
    /// Whether it is a roster, and not lists.
    pub roster: bool,
    /// Some of these.
    pub rows: Vec<Refused>,
    /// Whether these are later ones.
    pub first_page: bool,
    /// The next ones.
    pub next: Option<String>,
}

/// `GET /imports/{id}/undo`
#[derive(Debug, Template)]
#[template(path = "imports/undo.html")]
pub struct Undo {
    /// Frame.
    pub page: Page,
    /// The run's own path.
    pub path: String,
    /// The workbook's kind, to be translated.
    pub kind: &'static str,
    /// The file's name.
    pub file: String,
    /// When it was imported.
    pub applied: String,
    /// Until when that can be taken back.
    pub until: String,
    /// How many of what.
    pub counts: Counts,
    /// Whether anything would be done.
    pub does_something: bool,
    /// Some of what stays.
    pub kept: Vec<Kept>,
    /// How many more stay.
    pub more: usize,
}

/// Something that stays as it is.
#[derive(Debug)]
pub struct Kept {
    /// Its name, or a problem's number.
    pub name: String,
    /// Why, to be translated.
    pub why: &'static str,
}

/// `GET /imports/{id}` while something goes on.
#[derive(Debug, Template)]
#[template(path = "imports/running.html")]
pub struct Running {
    /// Frame.
    pub page: Page,
    /// The run's own path.
    pub path: String,
    /// The file's name, once it is kept.
    pub file: String,
    /// What goes on, to be translated.
    pub doing: &'static str,
    /// How far it is.
    pub told: Told,
}

/// A row that is not taken.
#[derive(Debug)]
pub struct Refused {
    /// Its number.
    pub row: u32,
    /// The letter of the column at fault.
    pub letter: String,
    /// Its header.
    pub column: String,
    /// Why, in the visitor's language.
    pub reason: String,
}

/// What became of a workbook.
pub(super) fn badge(fate: Fate) -> Badge {
    let (class, label) = match fate {
        Fate::Unread => ("is-sign", n_("待认列")),
        Fate::Waiting => ("is-sign", n_("待确认")),
        Fate::Applied => ("is-ok", n_("已导入")),
        Fate::Undone => ("is-draft", n_("已撤销")),
        Fate::Nothing => ("is-end", n_("没有变化")),
        Fate::Refused => ("is-act", n_("都不能导入")),
        Fate::GivenUp => ("is-draft", n_("已放弃")),
    };
    Badge { class, label }
}
