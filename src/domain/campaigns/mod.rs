//! A campaign: its dates, dictionaries, routes, supervision groups and named cohorts.

pub mod actions;
pub mod cohorts;
pub mod defaults;
mod examples;
pub mod founding;
pub mod routes;
mod stage;
pub mod store;
mod terms;

use chrono::NaiveDate;

use crate::kernel::ids::CampaignId;

pub use stage::Stage;
pub use store::groups;
pub use terms::{Example, Examples, Term, TermKind, Terms, unknown_terms};

/// A dated drive run by one jurisdiction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Campaign {
    /// Its id.
    pub id: CampaignId,
    /// 干部作风大整顿活动
    pub name: String,
    /// First day, day 1.
    pub starts_on: NaiveDate,
    /// Last day of filing.
    pub filing_ends_on: NaiveDate,
    /// Last day.
    pub ends_on: NaiveDate,
}

impl Campaign {
    /// Which day of the campaign `today` is, from 1; before it starts 0, after it ended the last.
    pub fn day(&self, today: NaiveDate) -> i64 {
        ((today - self.starts_on).num_days() + 1).clamp(0, self.days())
    }

    /// How many days it has.
    pub fn days(&self) -> i64 {
        (self.ends_on - self.starts_on).num_days() + 1
    }
}
