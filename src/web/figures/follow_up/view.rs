//! What these pages draw.

use askama::Template;

use super::asked::Tab;
use crate::web::figures::view::Number;
use crate::web::shell::badges::LampView;
use crate::web::shell::list::cell::Look;
use crate::web::shell::list::view::Shown;
use crate::web::shell::{Page, filters};

/// `GET /follow-up`
#[derive(Debug, Template)]
#[template(path = "figures/follow_up/index.html")]
pub struct Index {
    /// Frame.
    pub page: Page,
    /// The set, as source text.
    pub cohort: &'static str,
    /// The moment.
    pub until: String,
    /// 口径 with its version.
    pub wording: String,
    /// Whose: address, label, whether here; empty where there is no choice.
    pub reaches: Vec<Tab>,
    /// Of which set.
    pub cohorts: Vec<Tab>,
    /// By what.
    pub bys: [Tab; 2],
    /// Whether lines are leaders.
    pub leaders: bool,
    /// All lines together.
    pub sum: Line,
    /// One after the other.
    pub lines: Vec<Line>,
    /// The problems.
    pub rows: String,
    /// Who has to do it.
    pub owners: String,
}

/// A unit or a leader.
#[derive(Debug)]
pub struct Line {
    /// Its name; empty for all.
    pub name: String,
    /// How many remain.
    pub n: Number,
    /// Of these by lamp: on time, soon, overdue.
    pub lamps: [Number; 3],
    /// The earliest date; empty where all are deferred.
    pub earliest: String,
}

/// `GET /follow-up/rows`
#[derive(Debug, Template)]
#[template(path = "figures/follow_up/rows.html")]
pub struct Rows {
    /// Frame.
    pub page: Page,
    /// The set, as source text.
    pub cohort: &'static str,
    /// The moment.
    pub until: String,
    /// 口径 with its version.
    pub wording: String,
    /// Hidden in the form: reach and set.
    pub hidden: [(&'static str, &'static str); 2],
    /// Units, leaders, lamps.
    pub filters: [Choice; 3],
    /// Everything, if something is narrowed.
    pub all: Option<String>,
    /// By unit and by leader.
    pub overview: String,
    /// Who has to do it, narrowed like this.
    pub owners: String,
    /// The rows.
    pub list: Shown,
    /// How many in all.
    pub total: i64,
    /// The next page.
    pub next: Option<String>,
    /// The first page, unless this is it.
    pub first: Option<String>,
}

/// A field of the form above the rows.
#[derive(Debug)]
pub struct Choice {
    /// Its name.
    pub name: &'static str,
    /// Its label, as source text.
    pub label: &'static str,
    /// What can be chosen: value, words, whether chosen, how many.
    pub options: Vec<(String, String, bool, i64)>,
    /// Whether the numbers are shown.
    pub counted: bool,
}

impl Choice {
    /// One without options.
    pub(super) fn new(name: &'static str, label: &'static str) -> Self {
        Self {
            name,
            label,
            options: Vec::new(),
            counted: false,
        }
    }

    /// Adds an option, or to the number of one that is there already.
    pub(super) fn add(&mut self, value: String, words: &str, chosen: bool, n: i64) {
        match self.options.iter_mut().find(|(known, ..)| *known == value) {
            Some((.., count)) => *count += n,
            None => self.options.push((value, words.to_owned(), chosen, n)),
        }
    }

    /// The words of what is chosen; empty when nothing is.
    pub(super) fn chosen(&self) -> String {
        let chosen = self.options.iter().find(|(.., chosen, _)| *chosen);
        chosen.map(|(_, words, ..)| words.clone()).unwrap_or_default()
    }
}

/// `GET /follow-up/owners`
#[derive(Debug, Template)]
#[template(path = "figures/follow_up/owners.html")]
pub struct Owners {
    /// Frame.
    pub page: Page,
    /// Name of the campaign.
    pub campaign: String,
    /// The set, as source text.
    pub cohort: &'static str,
    /// The lamp, if only one's.
    pub lamp: Option<LampView>,
    /// The moment.
    pub until: String,
    /// 口径 with its version.
    pub wording: String,
    /// Whether owners stand under their leaders, and not under their units.
    pub by_leader: bool,
    /// Problems in all.
    pub total: i64,
    /// Lines in all.
    pub lines: i64,
    /// Lines of this page.
    pub shown: usize,
    /// By unit and by leader.
    pub overview: String,
    /// The problems, narrowed like this.
    pub rows: String,
    /// The same under leaders, or under units.
    pub other: String,
    /// Units or leaders with their owners.
    pub groups: Vec<Group>,
}

impl Owners {
    /// Whether there are more than are shown.
    pub fn is_cut(&self) -> bool {
        usize::try_from(self.lines).is_ok_and(|lines| lines > self.shown)
    }
}

/// A unit or a leader.
#[derive(Debug)]
pub struct Group {
    /// Its name.
    pub name: String,
    /// How many problems.
    pub n: i64,
    /// Whose.
    pub owners: Vec<Owner>,
}

/// Somebody who has to do something.
#[derive(Debug)]
pub struct Owner {
    /// The line's number.
    pub no: usize,
    /// Name.
    pub name: String,
    /// 职务
    pub title: String,
    /// Their unit, where the group is not that unit.
    pub unit: Option<String>,
    /// How many problems.
    pub n: i64,
    /// The earliest date.
    pub earliest: String,
    /// The worst lamp; none where all are deferred.
    pub lamp: Option<LampView>,
    /// How many have it.
    pub lit: i64,
    /// 分管领导
    pub leaders: String,
}

impl Owner {
    /// Whether something of theirs is overdue.
    pub fn is_late(&self) -> bool {
        self.lamp.is_some_and(|lamp| lamp.code == "red")
    }
}
