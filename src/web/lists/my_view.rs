//! What one's own ledger draws.

use askama::Template;

use super::answers::Told;
use super::tasks::{Task, Why};
use crate::domain::lists::store::ForLeader;
use crate::web::shell::badges::{Badge, LampView};
use crate::web::shell::list::cell::Look;
use crate::web::shell::list::view::Shown;
use crate::web::shell::{Page, filters};

/// `GET /my`
#[derive(Debug, Template)]
#[template(path = "lists/my.html")]
pub struct My {
    /// Frame.
    pub page: Page,
    /// Name, unit and title, leader in charge.
    pub who: Vec<String>,
    /// The answer: how many of what.
    pub counts: Vec<Count>,
    /// Signatures that wait for the visitor as leader in charge.
    pub led: i64,
    /// The visitor's own that can be signed with one confirmation: purpose in source text, how many, where.
    pub sheets: Vec<(&'static str, usize, String)>,
    /// Signatures that wait for the visitor as a body's principal.
    pub bodies: i64,
    /// People who went over to the visitor and wait to be acknowledged.
    pub handovers: i64,
    /// Leaders in charge for whom the visitor stands in.
    pub stands_in: Vec<InStead>,
    /// How many wait at a stage of review beside the group's.
    pub to_read: i64,
    /// What to do, most pressing first.
    pub tasks: Vec<Task>,
    /// What was decided lately.
    pub told: Vec<Told>,
    /// All problems.
    pub list: Shown,
    /// Dates of the campaign.
    pub plan: Plan,
    /// The last steps: day and what.
    pub recent: Vec<(String, String)>,
}

/// A leader in charge for whom the visitor stands in.
#[derive(Clone, Debug)]
pub struct InStead {
    /// Their name.
    pub leader: String,
    /// Whether the visitor signs in their stead, too.
    pub signs: bool,
    /// What waits.
    pub waits: ForLeader,
}

/// One of the four counts on top.
#[derive(Clone, Debug)]
pub struct Count {
    /// How many.
    pub count: usize,
    /// Of what; source text.
    pub label: &'static str,
    /// Whether it waits for a correction.
    pub act: bool,
    /// The first of them; empty when there are none.
    pub href: String,
}

/// A problem in the table.
#[derive(Clone, Debug)]
pub struct Row {
    /// Where it is read.
    pub href: String,
    /// Its number.
    pub number: String,
    /// Its sentence.
    pub title: String,
    /// Its state.
    pub badge: Badge,
    /// Its lamp once it is claimed.
    pub lamp: Option<LampView>,
    /// Whether it is late.
    pub late: bool,
    /// Its deadline once that runs.
    pub due: Option<String>,
}

/// Dates of the campaign and whom to turn to.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Until when problems are filed.
    pub filing: String,
    /// Until when the campaign runs.
    pub ends: String,
    /// The group that reviews the unit.
    pub group: Option<String>,
}
