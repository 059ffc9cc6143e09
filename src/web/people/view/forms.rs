//! What the forms on a person draw.

use askama::Template;

use crate::domain::lists::actions::Went;
use crate::web::people::form::Typed;
use crate::web::shell::{FieldProblems, Page, filters};

/// `GET /people/{id}/posting`, and again with 422.
#[derive(Debug, Template)]
#[template(path = "people/posting.html")]
pub struct PostingForm {
    /// Frame.
    pub page: Page,
    /// The person's page.
    pub path: String,
    /// The person's name.
    pub name: String,
    /// As typed.
    pub typed: Typed,
    /// Ranks to choose from: word, source text, whether chosen.
    pub ranks: [(&'static str, &'static str, bool); 6],
    /// How many posts name the person as leader in charge.
    pub led: usize,
    /// Whether a post ends and none begins.
    pub ends: bool,
    /// What is wrong.
    pub wrong: FieldProblems,
}

/// The answer to a posting before it is confirmed.
#[derive(Debug, Template)]
#[template(path = "people/preview.html")]
pub struct Preview {
    /// Frame.
    pub page: Page,
    /// The person's page.
    pub path: String,
    /// The person's name.
    pub name: String,
    /// Main post before.
    pub before: Option<Going>,
    /// Main post after.
    pub after: Option<Going>,
    /// The person's own problems.
    pub own: Went,
    /// How many posts get another leader.
    pub led: usize,
    /// Problems of those.
    pub passed: Went,
    /// Who leads them then.
    pub successor: String,
    /// Source texts of roles that end.
    pub roles: Vec<&'static str>,
    /// Why.
    pub reason: String,
    /// All that was typed.
    pub fields: Vec<Field>,
}

/// Where somebody stands, and who reads.
#[derive(Debug)]
pub struct Going {
    /// 单位
    pub unit: String,
    /// 职务
    pub title: String,
    /// 分管领导
    pub leader: String,
    /// Whether that one is outside the roster.
    pub outside: bool,
    /// 督察指导组
    pub group: String,
    /// Source text: which offices read.
    pub office: &'static str,
}

/// A hidden field.
#[derive(Debug)]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// As typed.
    pub value: String,
}

/// `GET /handovers`
#[derive(Debug, Template)]
#[template(path = "people/handovers.html")]
pub struct Handovers {
    /// Frame.
    pub page: Page,
    /// Who waits.
    pub lines: Vec<HandoverLine>,
}

/// Somebody whom the visitor leads now.
#[derive(Debug)]
pub struct HandoverLine {
    /// The handover's id.
    pub id: String,
    /// 姓名
    pub name: String,
    /// 人员编号
    pub staff_no: String,
    /// 单位
    pub unit: String,
    /// 职务
    pub title: String,
    /// Who led them before.
    pub from: String,
    /// How many problems.
    pub problems: i32,
    /// Of them, to be signed.
    pub signatures: i32,
    /// Since when it waits.
    pub since: String,
    /// The leader in whose stead the visitor acknowledges it.
    pub stead: Option<String>,
}

/// `GET /people/{id}/aside`, and again with 422.
#[derive(Debug, Template)]
#[template(path = "people/aside.html")]
pub struct AsideForm {
    /// Frame.
    pub page: Page,
    /// The person's page.
    pub path: String,
    /// The person's name.
    pub name: String,
    /// Reasons to choose from: word, side and reason as source texts, whether chosen.
    pub reasons: [(&'static str, &'static str, &'static str, bool); 6],
    /// As typed.
    pub until: String,
    /// As typed.
    pub words: String,
    /// What is wrong.
    pub wrong: FieldProblems,
}

/// `GET /people/{id}/outside-leader`, and again with 422.
#[derive(Debug, Template)]
#[template(path = "people/outside.html")]
pub struct OutsideForm {
    /// Frame.
    pub page: Page,
    /// The person's page.
    pub path: String,
    /// Name, unit and title of the person.
    pub who: String,
    /// Who leads now: name and title; empty: nobody.
    pub now: String,
    /// Who was named before: number, name and title, whether chosen.
    pub known: Vec<(String, String, bool)>,
    /// As typed.
    pub name: String,
    /// As typed.
    pub title: String,
    /// As typed.
    pub reason: String,
    /// What is wrong.
    pub wrong: FieldProblems,
}
