//! Clues that are handed over.

use askama::Template;

use crate::web::reasons::tabs::Tab;
use crate::web::shell::list::cell::Look;
use crate::web::shell::list::view::Shown;
use crate::web::shell::{FieldProblems, Page, filters};

/// `GET /referrals`
#[derive(Debug, Template)]
#[template(path = "reasons/referrals.html")]
pub struct Referrals {
    /// Frame.
    pub page: Page,
    /// Other pages of this area.
    pub tabs: Vec<Tab>,
    /// What was handed over.
    pub list: Shown,
    /// The first page, when this is a later one.
    pub first: Option<String>,
    /// The next page.
    pub next: Option<String>,
}

/// `GET /referrals/{id}`
#[derive(Debug, Template)]
#[template(path = "reasons/referral.html")]
pub struct Referral {
    /// Frame.
    pub page: Page,
    /// Number of the problem.
    pub number: String,
    /// Whose.
    pub owner: String,
    /// The owner's unit.
    pub unit: String,
    /// The revision that was read.
    pub revision: i32,
    /// Who handed it over.
    pub by: String,
    /// Head of which group; none: of the office.
    pub group: Option<String>,
    /// When.
    pub at: String,
    /// What is suspected.
    pub words: String,
}

/// `GET /problems/{id}/referral`
#[derive(Debug, Template)]
#[template(path = "reasons/referring.html")]
pub struct Referring {
    /// Frame.
    pub page: Page,
    /// The problem.
    pub id: String,
    /// Its number.
    pub number: String,
    /// Whose.
    pub owner: String,
    /// The owner's unit.
    pub unit: String,
    /// The problem in one sentence, unless it is guarded.
    pub title: Option<String>,
    /// As typed.
    pub words: String,
    /// What is wrong with it.
    pub wrong: FieldProblems,
}
