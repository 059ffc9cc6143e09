//! What the pages of numbers draw, and the filter of queues.

use askama::Template;

use crate::domain::lists::Tier;
use crate::domain::rectification::Queue;
use crate::domain::rectification::store::InUnit;
use crate::kernel::fields::FieldProblems;
use crate::web::shell::list::cell::Look;
use crate::web::shell::list::view::Shown;
use crate::web::shell::roles::tier_label;
use crate::web::shell::{Page, filters};

/// `GET /closures`, and again with 422.
#[derive(Debug, Template)]
#[template(path = "rectification/closures.html")]
pub struct Closures {
    /// Frame.
    pub page: Page,
    /// The filter's form.
    pub filter: Filter,
    /// Whether it narrows.
    pub filtered: bool,
    /// What waits for its number.
    pub list: Shown,
    /// How many of this page can be ticked.
    pub here: usize,
    /// How many can be numbered at once: all that the filter leaves but the reader's own.
    pub all: i64,
    /// Most of one batch.
    pub most: i64,
    /// Where this page stands.
    pub at: String,
    /// What is to be numbered.
    pub chosen: Chosen,
    /// The first page, when this is a later one.
    pub first: Option<String>,
    /// The next page.
    pub next: Option<String>,
}

/// What a batch is about, as chosen.
#[derive(Debug)]
pub struct Chosen {
    /// All that the filter leaves, instead of what is ticked.
    pub all: bool,
    /// What is wrong.
    pub problems: FieldProblems,
}

impl Chosen {
    /// Nothing chosen yet.
    pub fn fresh() -> Self {
        Self {
            all: false,
            problems: FieldProblems::new(),
        }
    }
}

/// `GET /closures/numbers`
#[derive(Debug, Template)]
#[template(path = "rectification/numbers.html")]
pub struct Numbers {
    /// Frame.
    pub page: Page,
    /// What was looked for.
    pub q: String,
    /// Units to choose from: id, name, chosen.
    pub units: Vec<(String, String, bool)>,
    /// The batch asked for.
    pub batch: String,
    /// Whether anything was asked for.
    pub filtered: bool,
    /// The numbers.
    pub list: Shown,
    /// The first page, when this is a later one.
    pub first: Option<String>,
    /// The next page.
    pub next: Option<String>,
}

/// The filter of a queue: units and tiers that have something waiting, with how much.
#[derive(Debug)]
pub struct Filter {
    /// Top units in official order.
    pub units: Vec<Choice>,
    /// Tiers.
    pub tiers: Vec<Choice>,
    /// How many wait, whatever the filter.
    pub waiting: i64,
    /// How many the filter leaves.
    pub shown: i64,
    /// How many of these are the reader's own or of those they lead.
    pub theirs: i64,
}

/// An answer of a filter.
#[derive(Debug)]
pub struct Choice {
    /// What is posted.
    pub value: String,
    /// A name, or source text.
    pub label: String,
    /// How many wait.
    pub n: i64,
    /// Whether it is chosen.
    pub chosen: bool,
}

impl Filter {
    /// Of what waits unit by unit.
    pub fn of(queue: &Queue, counts: &[InUnit]) -> Self {
        let sum = |of: &dyn Fn(&InUnit) -> bool| -> i64 {
            let these = counts.iter().filter(|count| of(count));
            these.map(|count| count.n).sum()
        };
        let fits = |count: &InUnit| {
            queue.unit.is_none_or(|unit| unit == count.unit)
                && queue.tier.is_none_or(|tier| tier == count.tier)
        };
        let units = counts.chunk_by(|a, b| a.unit == b.unit).map(|of| Choice {
            value: of[0].unit.to_string(),
            label: of[0].name.clone(),
            n: of.iter().map(|count| count.n).sum(),
            chosen: queue.unit == Some(of[0].unit),
        });
        let tiers = Tier::ALL.map(|tier| Choice {
            value: tier.code().to_owned(),
            label: tier_label(tier).to_owned(),
            n: sum(&|count| count.tier == tier),
            chosen: queue.tier == Some(tier),
        });
        let theirs = counts.iter().filter(|count| fits(count));
        Self {
            units: units.collect(),
            tiers: tiers
                .into_iter()
                .filter(|tier| tier.n > 0 || tier.chosen)
                .collect(),
            waiting: sum(&|_| true),
            shown: sum(&fits),
            theirs: theirs.map(|count| count.theirs).sum(),
        }
    }
}
