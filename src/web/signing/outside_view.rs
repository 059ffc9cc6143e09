//! What the page of leaders in charge outside the roster draws.

use askama::Template;

use crate::web::shell::{Page, filters};

/// `GET /outside-leaders`
#[derive(Debug, Template)]
#[template(path = "signing/outside.html")]
pub struct OutsideLeaders {
    /// Frame.
    pub page: Page,
    /// What waits for a signature on paper.
    pub waiting: Vec<Line>,
    /// Above whom the roster has nobody.
    pub people: Vec<Person>,
}

/// A problem that waits.
#[derive(Debug)]
pub struct Line {
    /// Where it is printed and entered.
    pub href: String,
    /// Its number.
    pub number: String,
    /// Whose.
    pub owner: String,
    /// The owner's unit.
    pub unit: String,
    /// Who is to sign.
    pub leader: String,
    /// Source text: what the signature is for.
    pub purpose: &'static str,
    /// Since when.
    pub since: String,
}

/// Somebody above whom the roster has nobody.
#[derive(Debug)]
pub struct Person {
    /// The person's page.
    pub href: String,
    /// Whether the visitor names who co-signs for them.
    pub names: bool,
    /// 姓名
    pub name: String,
    /// 人员编号
    pub staff_no: String,
    /// 单位
    pub unit: String,
    /// 职务
    pub title: String,
    /// Who was named.
    pub leader: Option<String>,
    /// That one's number.
    pub leader_no: String,
}
