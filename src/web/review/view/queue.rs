//! The queue.

use askama::Template;

use super::batch::BatchUndo;
use super::cockpit::{LotBar, Undo};
use crate::domain::review::queue::{Count, Filter};
use crate::web::shell::list::cell::Look;
use crate::web::shell::list::view::Shown;
use crate::web::shell::{Page, filters};

/// `GET /review`
#[derive(Debug, Template)]
#[template(path = "review/queue.html")]
pub struct Queue {
    /// Frame.
    pub page: Page,
    /// The verdict that was just given, and can be undone.
    pub undo: Option<Undo>,
    /// The batch that was just ruled on, and can be undone.
    pub batch_undo: Option<BatchUndo>,
    /// How many, in all and left out.
    pub total: Totals,
    /// Reasons of the library, for a batch: code and label.
    pub reasons: Vec<(String, String)>,
    /// Most entries of one batch.
    pub most: usize,
    /// The filter that a batch comes back to.
    pub batch: Vec<(&'static str, String)>,
    /// Open lots of the visitor.
    pub mine: Vec<Mine>,
    /// The next that nobody holds: unit, tier, again.
    pub claim: Option<[String; 3]>,
    /// Units with something waiting, in official order.
    pub units: Vec<Unit>,
    /// What can be taken, unit by unit.
    pub kinds: Vec<KindRow>,
    /// Members of the group to whom its head gives lots: id and name; empty for whoever is no head.
    pub members: Vec<(String, String)>,
    /// The filter's form.
    pub choices: Choices,
    /// Whether a filter is set.
    pub filtered: bool,
    /// The entries, person by person.
    pub list: Shown,
    /// The cockpit of the first.
    pub start: Option<String>,
    /// The first page, when this is a later one.
    pub first_page: Option<String>,
    /// The next page.
    pub next: Option<String>,
}

/// Sums over all units that the visitor's groups watch.
#[derive(Debug)]
pub struct Totals {
    /// Under the filter.
    pub shown: i64,
    /// For the visitor to review.
    pub mine: i64,
    /// Of these, submitted again.
    pub again: i64,
    /// Left out by the rule against conflicts of interest.
    pub left_out: i64,
}

impl Totals {
    /// Adds up.
    pub fn of(counts: &[Count], filter: Filter) -> Self {
        let fits = |c: &&Count| {
            filter.unit.is_none_or(|unit| unit == c.unit)
                && filter.tier.is_none_or(|tier| tier == c.tier)
                && filter.again.is_none_or(|again| again == c.again)
        };
        Self {
            shown: counts.iter().filter(fits).map(|c| c.mine).sum(),
            mine: counts.iter().map(|c| c.mine).sum(),
            again: counts.iter().filter(|c| c.again).map(|c| c.mine).sum(),
            left_out: counts.iter().map(|c| c.left_out).sum(),
        }
    }
}

/// A unit of the table.
#[derive(Debug)]
pub struct Unit {
    /// Its id, for the filter's form.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Whether the filter names it.
    pub chosen: bool,
    /// How many in all.
    pub n: i64,
}

/// An open lot of the visitor.
#[derive(Debug)]
pub struct Mine {
    /// 市住建局 · 乡科级 · 首次提交
    pub name: String,
    /// How far it is.
    pub bar: LotBar,
    /// The entry to go on with; none when all waits no more.
    pub go_on: Option<String>,
}

/// What belongs together, and what of it can be taken.
#[derive(Debug)]
pub struct KindRow {
    /// Name of the unit; only in its first row.
    pub unit_name: Option<String>,
    /// The unit, for every row.
    pub of: String,
    /// Tier, to be translated.
    pub tier: &'static str,
    /// First or again, to be translated.
    pub again: &'static str,
    /// How many wait for the visitor.
    pub waiting: i64,
    /// Where they are.
    pub href: String,
    /// How many of them others have.
    pub others: i64,
    /// How many can be taken.
    pub free: i64,
    /// Unit, tier, again as they are posted.
    pub kind: [String; 3],
}

/// What the filter's form offers beside the units.
#[derive(Debug)]
pub struct Choices {
    /// Tiers with something waiting.
    pub tiers: Vec<Choice>,
    /// Only first submissions.
    pub first: bool,
    /// Only later ones.
    pub again: bool,
}

/// A tier to choose.
#[derive(Debug)]
pub struct Choice {
    /// Word of the tier.
    pub value: &'static str,
    /// Its label, to be translated.
    pub label: &'static str,
    /// How many wait.
    pub n: i64,
    /// Whether the filter names it.
    pub chosen: bool,
}
