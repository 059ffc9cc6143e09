//! What the pages of one's own units draw beside what the city's do.

use askama::Template;

use crate::domain::figures::Check;
use crate::web::figures::view::{Day, Immediate, Number, Share, Units};
use crate::web::shell::{Page, filters};

/// `GET /our-figures`
#[derive(Debug, Template)]
#[template(path = "figures/own.html")]
pub struct OwnOverview {
    /// Frame; its title names the units.
    pub page: Page,
    /// Which day.
    pub day: Day,
    /// The four cards.
    pub cards: OwnCards,
    /// What the counts say of each other.
    pub checks: Vec<Check>,
    /// Whether all of these hold.
    pub consistent: bool,
    /// What waits.
    pub waiting: Vec<(&'static str, Number)>,
    /// The table of units.
    pub units: Units,
    /// Whose figures it can show: address, label, whether shown.
    pub tabs: Vec<(String, &'static str, bool)>,
}

/// The four cards of one's own units.
#[derive(Debug)]
pub struct OwnCards {
    /// Problems of everybody.
    pub found: Share,
    /// Of 县处级以上 among them.
    pub county_level_found: Number,
    /// What is rectified.
    pub rectified: Number,
    /// 即知即改 of all and of 县处级以上.
    pub immediate: [Immediate; 2],
    /// People who filed.
    pub filed: Share,
    /// 县处级以上 among all.
    pub county_level: Number,
    /// 暂缓
    pub deferred: Number,
    /// 移出
    pub moved_out: Number,
}
