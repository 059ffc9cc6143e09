//! Opinion sheets.

use askama::Template;

use crate::web::reasons::tabs::Tab;
use crate::web::shell::list::cell::Look;
use crate::web::shell::list::view::Shown;
use crate::web::shell::{Page, filters};

/// `GET /opinion-sheets`
#[derive(Debug, Template)]
#[template(path = "reasons/sheets.html")]
pub struct Sheets {
    /// Frame.
    pub page: Page,
    /// Other pages of this area.
    pub tabs: Vec<Tab>,
    /// Problems that are back with their owners.
    pub standing: i64,
    /// Whether only units with such are shown.
    pub only: bool,
    /// Units.
    pub list: Shown,
}

/// `GET /opinion-sheets/{id}`
#[derive(Debug, Template)]
#[template(path = "reasons/sheet.html")]
pub struct Sheet {
    /// Frame.
    pub page: Page,
    /// The unit's id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Whether all returns stand on it, and not only those that stand.
    pub ever: bool,
    /// Returns on it.
    pub n: usize,
    /// Person by person, in official order.
    pub people: Vec<Person>,
    /// Returns that its reader may not read.
    pub left_out: usize,
    /// Whether there are more than it holds.
    pub cut: bool,
    /// The group that watches the unit; empty when none does.
    pub group: String,
    /// Name of the campaign.
    pub campaign: String,
    /// The date on it.
    pub today: String,
}

/// Whose problems were returned.
#[derive(Debug)]
pub struct Person {
    /// Name.
    pub name: String,
    /// Unit.
    pub unit: String,
    /// Returns.
    pub items: Vec<Item>,
}

/// A return.
#[derive(Debug)]
pub struct Item {
    /// Number of the problem.
    pub number: String,
    /// Its page.
    pub href: String,
    /// Where it is handed over, for whoever may.
    pub refer: Option<String>,
    /// The revision that it is about.
    pub revision: i32,
    /// 退回修改 or 推倒重来, in the sheet's language.
    pub ruling: String,
    /// When.
    pub day: String,
    /// Who gave it.
    pub by: String,
    /// The problem in one sentence, as it was submitted.
    pub title: String,
    /// Why.
    pub reasons: Vec<Why>,
    /// The reviewer's words to the whole.
    pub words: String,
}

/// A reason.
#[derive(Debug)]
pub struct Why {
    /// Two digits.
    pub code: String,
    /// In the sheet's language; empty when the library doesn't have it.
    pub label: String,
    /// The field that it is about, in the sheet's language.
    pub field: String,
    /// The words meant; empty: the whole field.
    pub quote: String,
    /// The reviewer's words to it.
    pub words: String,
}
