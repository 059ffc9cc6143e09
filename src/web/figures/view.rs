//! What this area draws.

use askama::Template;

use super::chart::Chart;
use crate::domain::figures::Check;
use crate::web::shell::badges::LampView;
use crate::web::shell::list::cell::Look;
use crate::web::shell::list::view::Shown;
use crate::web::shell::{Page, filters};

/// A count with the address of its rows, if the visitor may open them.
#[derive(Clone, Debug)]
pub struct Number {
    /// How many.
    pub n: i64,
    /// Where its rows are.
    pub href: Option<String>,
}

impl Number {
    /// Whether it is nothing, which has no rows to be opened.
    pub fn is_zero(&self) -> bool {
        self.n == 0
    }
}

/// n, N and percent.
#[derive(Clone, Debug)]
pub struct Share {
    /// The part, or the whole count where there is no share.
    pub part: Number,
    /// The whole.
    pub of: Option<Number>,
    /// `76.2`; none without a whole to be a share of.
    pub percent: Option<String>,
    /// The definition's code.
    pub definition: &'static str,
    /// The overview of the pages that it stands on.
    pub base: &'static str,
    /// 口径 with its version, where the page shows it.
    pub wording: String,
}

/// The day that a page stands for.
#[derive(Clone, Debug)]
pub struct Day {
    /// The overview that the day is asked of.
    pub base: &'static str,
    /// As people say it, with the time.
    pub until: String,
    /// For the field.
    pub value: String,
    /// First day that can be asked for.
    pub first: String,
    /// Last one.
    pub last: String,
    /// The Friday of the week before.
    pub friday: String,
    /// Whether it is a past day.
    pub past: bool,
    /// Whether what was asked for is no day.
    pub unreadable: bool,
}

/// `GET /figures`
#[derive(Debug, Template)]
#[template(path = "figures/overview.html", blocks = ["main"])]
pub struct Overview {
    /// Frame.
    pub page: Page,
    /// Years that are needed and lack their calendar, for whoever enters it.
    pub missing: Vec<i32>,
    /// Which day.
    pub day: Day,
    /// The four cards.
    pub cards: Cards,
    /// What the counts say of each other.
    pub checks: Vec<Check>,
    /// Whether all of these hold.
    pub consistent: bool,
    /// Day by day.
    pub chart: Option<Chart>,
    /// What waits.
    pub waiting: Vec<(&'static str, Number)>,
    /// The table of units.
    pub units: Units,
    /// Whose figures it can show: address, label, whether shown.
    pub tabs: Vec<(String, &'static str, bool)>,
}

/// The four cards.
#[derive(Debug)]
pub struct Cards {
    /// Problems of bodies and city leaders.
    pub found: Share,
    /// Bodies and their problems.
    pub bodies: (Number, Number),
    /// City leaders and theirs.
    pub leaders: (Number, Number),
    /// 即知即改 of city leaders and of 县处级以上.
    pub immediate: [Immediate; 2],
    /// People who filed.
    pub filed: Share,
    /// 县处级以上 among all.
    pub county_level: Number,
    /// Counties that filed.
    pub counties: Number,
    /// Departments that filed.
    pub departments: Number,
}

/// A card of 即知即改.
#[derive(Debug)]
pub struct Immediate {
    /// Whose.
    pub label: &'static str,
    /// Immediate of approved.
    pub share: Share,
    /// What remains.
    pub remaining: Number,
    /// What is overdue of it.
    pub overdue: Number,
    /// Where what remains is followed up, by whoever may, unless a past day is looked at.
    pub follow: Option<String>,
}

/// The table of units.
#[derive(Debug)]
pub struct Units {
    /// What the table is called.
    pub title: &'static str,
    /// Whose figures.
    pub label: &'static str,
    /// What the column of people counts.
    pub people_label: &'static str,
    /// Whether it is everybody of whom the people are a part.
    pub people_share: bool,
    /// All of them, and city leaders among them, where they are.
    pub heads: Vec<(&'static str, UnitLine)>,
    /// By sort of unit.
    pub groups: Vec<(&'static str, Vec<UnitLine>)>,
}

/// A line of it.
#[derive(Debug)]
pub struct UnitLine {
    /// The unit's name; empty in the first lines.
    pub name: String,
    /// People.
    pub people: Share,
    /// 即知即改 / problems.
    pub immediate: Share,
    /// 未完成.
    pub remaining: Number,
    /// Of these by lamp: on time, soon, overdue.
    pub lamps: [Number; 3],
}

/// `GET /figures/rows`
#[derive(Debug, Template)]
#[template(path = "figures/rows.html")]
pub struct Rows {
    /// Frame.
    pub page: Page,
    /// Which day.
    pub day: Day,
    /// The figure's label.
    pub label: &'static str,
    /// The unit, if only one's rows are shown.
    pub unit: Option<String>,
    /// The tier, if only one's.
    pub tier: Option<&'static str>,
    /// The lamp, if only one's.
    pub lamp: Option<LampView>,
    /// The figure.
    pub share: Share,
    /// Unit of count.
    pub counted_in: &'static str,
    /// What rows and figure say of each other.
    pub checks: Vec<Check>,
    /// Whether all of these hold.
    pub consistent: bool,
    /// What narrows it.
    pub filter: Filter,
    /// The overview of that day.
    pub overview: String,
    /// Who has to do what remains, where that is what is shown, as of now.
    pub owners: Option<String>,
    /// Where the form above the rows leads.
    pub base: &'static str,
    /// The rows.
    pub list: Shown,
    /// How many in all.
    pub total: i64,
    /// The next page.
    pub next: Option<String>,
    /// The first page, unless this is it.
    pub first: Option<String>,
}

/// The form above the rows.
#[derive(Debug)]
pub struct Filter {
    /// Hidden: the figure.
    pub figure: &'static str,
    /// Hidden: the past day, if it is one.
    pub as_of: Option<String>,
    /// Units: id, name, whether chosen.
    pub units: Vec<(String, String, bool)>,
    /// Tiers: code, label, whether chosen; empty where rows have none.
    pub tiers: Vec<(&'static str, &'static str, bool)>,
    /// Lamps: code, label, how many, whether chosen; empty where they say nothing.
    pub lamps: Vec<(&'static str, &'static str, i64, bool)>,
    /// Everything, if something is narrowed.
    pub all: Option<String>,
}

/// `GET /figures/definitions`
#[derive(Debug, Template)]
#[template(path = "figures/definitions.html")]
pub struct Definitions {
    /// Frame.
    pub page: Page,
    /// The overview.
    pub base: &'static str,
    /// All of them.
    pub all: Vec<Defined>,
}

/// A definition.
#[derive(Debug)]
pub struct Defined {
    /// Its code.
    pub code: &'static str,
    /// Its name.
    pub label: &'static str,
    /// 口径 with its version.
    pub wording: String,
    /// What it is a share of.
    pub of: Option<&'static str>,
    /// Unit of count.
    pub unit: &'static str,
    /// Its count now.
    pub share: Share,
}
