//! Figures (domain §4): a definition (口径, with its version) × a scope × an instant, always counted from rows.
//!
//! There is one way of counting. `store::facts` holds each condition once, as a yes-or-no column over the rows of an instant;
//! the tally sums these columns and a drill-down lists the rows in which they are true, so a figure equals its rows.

mod checks;
mod definitions;
pub mod follow_up;
mod held;
mod moment;
mod percent;
mod store;
mod tally;
mod within;

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;

use crate::kernel::ids::CampaignId;
use crate::kernel::locale::Locale;
use crate::platform::db::{DbError, Tx};

pub use checks::{Check, checks, checks_within};
pub use definitions::{
    ALL, Definition, IMMEDIATE_DAYS, Measure, PeopleSet, Population, UnitSet, What, by_code, problems,
};
pub use held::{HOLD, Held};
pub use moment::{Asked, Moment};
pub use percent::percent;
pub use store::{
    OwnerRow, Page, ProblemRow, TrendDay, people_rows, problem_rows, tally, tally_within, trend, unit_rows,
};
pub use tally::{Scope, Tally};
pub use within::{OWN, Within};

/// One figure, as documents and scripts read it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Figure {
    /// Its name for programs: `immediate_county_level`.
    pub code: &'static str,
    /// Its name in Chinese.
    pub label: &'static str,
    /// How many.
    pub n: i64,
    /// Of how many; `None` where the figure is no share.
    pub of: Option<i64>,
    /// `"76.2"`: half up, one decimal; `None` without a whole to be a share of.
    pub percent: Option<String>,
    /// The day whose 24:00 it stands for; today means now.
    pub as_of: NaiveDate,
    /// 口径 with its version.
    pub definition: String,
}

/// All figures of a campaign in the whole jurisdiction.
///
/// # Errors
/// When the database refuses.
pub async fn figures(
    tx: &mut Tx,
    campaign: CampaignId,
    as_of: Option<NaiveDate>,
    now: DateTime<Utc>,
) -> Result<Vec<Figure>, DbError> {
    let asked = Asked::read(tx, campaign, as_of, now).await?;
    let tally = tally(tx, None, &asked).await?;
    Ok(ALL
        .iter()
        .map(|definition| Figure::of(definition, &tally, &Scope::default(), &asked))
        .collect())
}

impl Figure {
    /// The figure of a definition within a scope.
    pub fn of(definition: &Definition, tally: &Tally, scope: &Scope, asked: &Asked) -> Self {
        let n = tally.count(definition.what, scope);
        let of = definition.of.map(|whole| tally.count(whole, scope));
        Self {
            code: definition.code,
            label: definition.label,
            n,
            of,
            percent: of.and_then(|of| percent(n, of)),
            as_of: asked.moment.day,
            definition: definition.wording(Locale::Zh, asked.immediate_days),
        }
    }
}
