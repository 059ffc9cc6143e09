//! What the pages draw.

mod delegation;
mod forms;

use askama::Template;

use crate::web::shell::badges::Badge;
use crate::web::shell::list::cell::Look;
use crate::web::shell::list::view::Shown;
use crate::web::shell::{Page, filters};

pub use delegation::{DelegationForm, DelegationLine, DelegationPreview};
pub use forms::{AsideForm, Field, Going, HandoverLine, Handovers, OutsideForm, PostingForm, Preview};

/// `GET /people`
#[derive(Debug, Template)]
#[template(path = "people/index.html")]
pub struct Index {
    /// Frame.
    pub page: Page,
    /// Name or number asked for.
    pub q: String,
    /// Units to choose from: id, name, whether chosen.
    pub units: Vec<(String, String, bool)>,
    /// Ranks to choose from: word, source text, whether chosen.
    pub ranks: [(&'static str, &'static str, bool); 6],
    /// Whether the visitor names who co-signs for somebody above whom the roster has nobody.
    pub names_leaders: bool,
    /// Whether anything was asked for.
    pub filtered: bool,
    /// How many were found.
    pub total: i64,
    /// Those of this page.
    pub list: Shown,
    /// The first page, unless this is it.
    pub first: Option<String>,
    /// The next page.
    pub next: Option<String>,
}

/// `GET /people/{id}`
#[derive(Debug, Template)]
#[template(path = "people/person.html")]
pub struct Person {
    /// Frame.
    pub page: Page,
    /// 人员编号
    pub staff_no: String,
    /// Of the main post; none without one.
    pub unit: Option<Linked>,
    /// 职务 of the main post.
    pub title: String,
    /// Source text.
    pub rank: &'static str,
    /// How the account stands, and where it is looked after; none without one.
    pub account: Option<(Badge, Option<String>)>,
    /// Of a leader in charge outside the roster: what they are.
    pub outside: Option<String>,
    /// Where the visitor names who co-signs for them, if nobody of the roster is above.
    pub names_leader: Option<String>,
    /// Its path.
    pub path: String,
    /// Whether the visitor orders their posts.
    pub orders: bool,
    /// Where the visitor types for them, as the liaison of their unit.
    pub enters: Option<String>,
    /// Whether somebody is led by them.
    pub leads: bool,
    /// Who stands in for them, and for whom they do, the last first.
    pub delegations: Vec<DelegationLine>,
    /// Whether the visitor sets them aside.
    pub sets_aside: bool,
    /// 移出 and 暂缓, the last first.
    pub sides: Vec<SideLine>,
    /// Posts over time.
    pub posts: Vec<Post>,
    /// Why some were changed by hand.
    pub changes: Vec<Change>,
    /// Problems by state.
    pub counts: Vec<Count>,
    /// Problems by number.
    pub lines: Vec<Line>,
    /// The newest acts.
    pub acts: Vec<Acted>,
    /// The ledger of the person, for whoever reads it.
    pub ledger: Option<String>,
}

/// A name, with its page where the visitor may open it.
#[derive(Debug)]
pub struct Linked {
    /// Its name.
    pub name: String,
    /// Its page.
    pub href: Option<String>,
}

/// Why posts were changed by hand.
#[derive(Debug)]
pub struct Change {
    /// From which day.
    pub on: String,
    /// Source text.
    pub what: &'static str,
    /// In words.
    pub reason: String,
    /// Who ordered it.
    pub who: String,
}

/// A post, held now or once.
#[derive(Debug)]
pub struct Post {
    /// Its id.
    pub id: String,
    /// Since which day.
    pub from: String,
    /// Until which day; none while it is held.
    pub to: Option<String>,
    /// Where.
    pub unit: Linked,
    /// 职务
    pub title: String,
    /// Source text.
    pub rank: &'static str,
    /// 分管领导
    pub leader: Option<Linked>,
    /// Whether it is held beside the main post.
    pub further: bool,
}

/// How many problems stand at a state.
#[derive(Debug)]
pub struct Count {
    /// The state.
    pub badge: Badge,
    /// How many.
    pub n: i64,
}

/// A problem by its number alone.
#[derive(Debug)]
pub struct Line {
    /// Its number.
    pub number: String,
    /// Its page, for whoever may read it.
    pub href: Option<String>,
    /// Its state.
    pub badge: Badge,
}

/// An act.
#[derive(Debug)]
pub struct Acted {
    /// When.
    pub at: String,
    /// Who.
    pub who: String,
    /// Source text.
    pub what: &'static str,
    /// Number of the problem; empty when it was on the person.
    pub number: String,
}

/// A side state, present or past.
#[derive(Debug)]
pub struct SideLine {
    /// Source text: 移出 or 暂缓.
    pub side: &'static str,
    /// Source text.
    pub why: &'static str,
    /// In words.
    pub words: String,
    /// The last day of 暂缓.
    pub until: Option<String>,
    /// Since which day.
    pub from: String,
    /// When it was taken back.
    pub to: Option<String>,
    /// Who ordered it.
    pub who: String,
}
