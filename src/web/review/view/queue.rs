//! The queue.

use askama::Template;

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
    /// How many, in all and left out.
    pub total: Totals,
    /// The heads of the table of units.
    pub tiers: [&'static str; 4],
    /// Units with something waiting, in official order.
    pub units: Vec<Unit>,
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
    /// How many of each tier.
    pub tiers: [Linked; 4],
    /// How many were submitted again.
    pub again: Linked,
    /// How many in all.
    pub all: Linked,
}

/// A number that leads to its entries.
#[derive(Debug)]
pub struct Linked {
    /// How many.
    pub n: i64,
    /// Where they are.
    pub href: String,
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
