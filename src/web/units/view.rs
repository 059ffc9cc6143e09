//! What the pages draw.

use askama::Template;

use crate::web::shell::list::cell::Look;
use crate::web::shell::list::view::Shown;
use crate::web::shell::{FieldProblems, Page, filters};

/// `GET /units`
#[derive(Debug, Template)]
#[template(path = "units/index.html")]
pub struct Index {
    /// Frame.
    pub page: Page,
    /// What was searched for.
    pub q: String,
    /// How many units there are.
    pub total: usize,
    /// How many people.
    pub people: i64,
    /// How many units the search means.
    pub found: usize,
    /// Units by kind.
    pub list: Shown,
}

/// `GET /units/{id}`
#[derive(Debug, Template)]
#[template(path = "units/unit.html")]
pub struct Unit {
    /// Frame.
    pub page: Page,
    /// Its own path.
    pub path: String,
    /// Its id.
    pub id: String,
    /// Those above, the highest first.
    pub above: Vec<Linked>,
    /// Its kind, to be translated.
    pub kind: &'static str,
    /// 统一社会信用代码
    pub credit_code: String,
    /// 行政区划代码
    pub region_code: String,
    /// The supervision group in charge.
    pub group: String,
    /// People whose main post is in it.
    pub own: i64,
    /// The same with its parts.
    pub all: i64,
    /// Where its people are counted, for a unit that figures are counted under.
    pub figures: Option<String>,
    /// Units below.
    pub parts: Vec<Part>,
    /// Who acts for it, if it is a leading body.
    pub duties: Option<Duties>,
    /// Posts in it.
    pub people: Vec<Person>,
    /// Whether these are later ones.
    pub first_page: bool,
    /// The next ones.
    pub next: Option<String>,
}

/// A unit elsewhere.
#[derive(Debug)]
pub struct Linked {
    /// Its name.
    pub name: String,
    /// Its page.
    pub href: String,
}

/// A unit below.
#[derive(Debug)]
pub struct Part {
    /// Which.
    pub unit: Linked,
    /// Its kind, to be translated, where it is counted by itself.
    pub kind: Option<&'static str>,
    /// How many people.
    pub people: i64,
}

/// A post and who holds it.
#[derive(Debug)]
pub struct Person {
    /// The person's page.
    pub href: String,
    /// 姓名
    pub name: String,
    /// 人员编号
    pub staff_no: String,
    /// 职务
    pub title: String,
    /// 职级, to be translated.
    pub rank: &'static str,
    /// Whether it is the main post.
    pub main: bool,
    /// 分管领导
    pub leader: String,
    /// What that leader is.
    pub leader_title: String,
}

/// Who acts for a leading body, and the form to name somebody.
#[derive(Debug)]
pub struct Duties {
    /// Those who do.
    pub lines: Vec<Duty>,
    /// Duties that nobody has, to be translated.
    pub lacking: Vec<&'static str>,
    /// Duties there are: word and source text.
    pub kinds: Vec<(&'static str, &'static str)>,
    /// Duty as chosen.
    pub duty: String,
    /// Number as typed.
    pub staff_no: String,
    /// Why it was refused.
    pub problems: FieldProblems,
}

/// A duty and who has it.
#[derive(Debug)]
pub struct Duty {
    /// Its word.
    pub duty: String,
    /// Its name, to be translated.
    pub label: &'static str,
    /// Id of the person.
    pub person: String,
    /// 姓名
    pub name: String,
    /// 人员编号
    pub staff_no: String,
    /// Since when.
    pub since: String,
}
